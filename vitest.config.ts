import { defineConfig } from 'vitest/config';

const BROWSER = 'tests/browser/*.test.ts';

// Real databases, encoders and browsers take their time, more so on a busy machine.
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      { test: { name: 'parts', include: ['tests/**/*.test.ts'], exclude: [BROWSER], ...patient } },
      // One after the other, when all else is done: each has a browser, an API, a database and often an encoder of
      // its own, which is as much as a machine of two cores does at the pace that people expect.
      {
        test: {
          ...{ name: 'browser', include: [BROWSER], maxWorkers: 1, sequence: { groupOrder: 1 } },
          ...patient,
        },
      },
    ],
  },
});
