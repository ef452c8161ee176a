// Loaded into the server before its own code: ends it when the pipe to the process that started it
// closes, so that no server is left behind however that process ended.
import { exit, stdin } from 'node:process';

stdin.on('end', () => exit(0));
stdin.on('error', () => exit(0));
stdin.resume();
