// A second engine: the main paths in Firefox. FIREFOX_PATH is the system's own, which is driven over WebDriver
// BiDi; without it, Playwright's own is used.
import { defineConfig } from '@playwright/test';
import chromium from './playwright.config.mjs';

const executablePath = process.env.FIREFOX_PATH || undefined;

export default defineConfig({
  ...chromium,
  testMatch: 'main-paths.spec.mjs',
  use: {
    ...chromium.use,
    browserName: 'firefox',
    channel: executablePath && 'moz-firefox',
    launchOptions: { executablePath },
  },
});
