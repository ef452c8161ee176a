import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['node_modules/', 'vendor/', 'coverage/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-param-reassign': 'error',
      'no-promise-executor-return': ['error', { allowVoid: true }],
      'no-shadow': 'error',
      'no-unused-expressions': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      // Text from a file or an error message must never become markup.
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'build elements, or set textContent' },
        { property: 'outerHTML', message: 'build elements, or set textContent' },
        { property: 'insertAdjacentHTML', message: 'build elements, or set textContent' },
      ],
    },
  },
  { files: ['internal/main.js', 'internal/early-theme.js', 'internal/page/*.js', 'internal/builder/*.js', 'internal/client/*.js', 'internal/element/**/*.js', 'internal/embed/*.js', 'internal/start.js', 'public/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['internal/worker.js', 'internal/worker/*.js'], languageOptions: { globals: globals.worker } },
  { files: ['internal/shared/*.js'], languageOptions: { globals: globals['shared-node-browser'] } },
  {
    files: ['tools/*.mjs', 'tests/**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { 'no-console': 'off' },
  },
  { files: ['tests/e2e/consumer/*.js'], languageOptions: { globals: globals.browser } },
];
