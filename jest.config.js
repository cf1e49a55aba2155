/**
 * Five kinds of suites: `unit` needs nothing but Node.js, `browser` a Chromium, `frameworks` Python environments, `conformance` compares with the Python original,
 * `containers` needs a container engine and is skipped where there is none.
 */
const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['connector-playground-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
};

export default {
  // Jest keeps a core for itself unless told otherwise, which on two of them is half.
  maxWorkers: '100%',
  // What finished suites leave in the heap of a worker costs time at every collection of garbage, which is measured in those that
  // measure. A worker that has grown is replaced.
  workerIdleMemoryLimit: '1GB',
  // A busy machine is no failure; whatever hangs still fails.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/tests/support/closing-line.js'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/examples/matches-its-source.test.ts'],
      testPathIgnorePatterns: [
        '/tests/browser/',
        '/tests/frameworks/',
        '/tests/conformance/',
        '/tests/containers/',
      ],
    },
    { ...shared, displayName: 'conformance', testMatch: ['<rootDir>/tests/conformance/**/*.test.ts'] },
    // `tests/browser/run` says which browser.
    ...(process.env.CHROMIUM
      ? [{ ...shared, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] }]
      : []),
    // `tests/frameworks/run` makes what they need.
    ...(process.env.FRAMEWORKS
      ? [{ ...shared, displayName: 'frameworks', testMatch: ['<rootDir>/tests/frameworks/**/*.test.ts'] }]
      : []),
    {
      ...shared,
      displayName: 'containers',
      testMatch: [
        '<rootDir>/tests/containers/**/*.test.ts',
        '<rootDir>/examples/jest-with-containers.test.ts',
      ],
      testEnvironment: '<rootDir>/tests/support/engine-environment.js',
      globalSetup: '<rootDir>/tests/support/set-up-containers.js',
    },
  ],
};
