import { defineConfig } from '@playwright/test';

// Chromium of the system where there is one (`cargo xtask test` looks for it), else Playwright's own.
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH || undefined,
  args: [
    '--disable-gpu',
    '--disable-background-networking',
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  workers: 2,
  retries: 0,
  // One is chosen by `-g`; a `test.only` that was forgotten would have all others pass.
  forbidOnly: true,
  // Bounds for a machine that is busy with other things; nothing waits for them where all is well.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./failed-pages.mjs']],
  use: {
    baseURL: process.env.BASE_URL,
    launchOptions,
    locale: 'en-US',
    timezoneId: 'UTC',
  },
});
