/** What a page and its worker keep in memory, after the garbage has been collected. */

/** @typedef {(method: string, params?: object) => Promise<any>} Send */
/** @typedef {{ page: number, worker: number, wasm: number[] }} Heaps bytes: both JavaScript heaps, and each memory of a module */

/**
 * @param {import('playwright-core').Page} page that has a worker
 * @returns {Promise<() => Promise<Heaps>>}
 */
export async function heapMeter(page) {
  const session = await page.context().newCDPSession(page);
  const toPage = /** @type {Send} */ (/** @type {unknown} */ (session.send.bind(session)));
  const toWorker = await workerSession(page);
  return async () => {
    const [ofPage, ofWorker] = [await usedHeap(toPage), await usedHeap(toWorker)];
    return { page: ofPage, worker: ofWorker, wasm: await wasmMemories(toWorker) };
  };
}

/** @param {Send} send */
async function usedHeap(send) {
  // What one collection finalises, the next one frees.
  for (let i = 0; i < 3; i += 1) await send('HeapProfiler.collectGarbage');
  return (await send('Runtime.getHeapUsage')).usedSize;
}

/** @param {Send} send */
async function wasmMemories(send) {
  const { result } = await send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const functionDeclaration = 'function () { return this.filter((m) => m !== WebAssembly.Memory.prototype).map((m) => m.buffer.byteLength); }';
  const sizes = await send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration, returnByValue: true });
  for (const { objectId } of [result, objects]) await send('Runtime.releaseObject', { objectId });
  return sizes.result.value;
}

/**
 * Playwright offers no session of a worker, but the browser forwards messages to one.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Send>}
 */
async function workerSession(page) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const send = /** @type {Send} */ (/** @type {unknown} */ (session.send.bind(session)));
  const { targetInfos } = await send('Target.getTargets', { filter: [{ type: 'worker' }] });
  const { sessionId } = await send('Target.attachToTarget', { targetId: targetInfos[0]?.targetId, flatten: false });
  let lastId = 0;
  /** @type {Map<number, (answer: { result?: any, error?: { message: string } }) => void>} */
  const open = new Map();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message);
    open.get(answer.id)?.(answer);
    open.delete(answer.id);
  });
  return (method, params = {}) => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      open.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      void send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    });
  };
}
