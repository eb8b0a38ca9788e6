import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { browserFlags, requireBrowser } from './scripts/browser.ts';
import { electronBinary } from './scripts/electron-binary.ts';

const executablePath = await requireBrowser();
const electron = electronBinary();

/** The specs run in the web host always; in Electron too when its binary is there. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [...browserFlags()] },
  },
  projects: [
    { name: 'web', testIgnore: 'electron/**' },
    ...(electron !== null && existsSync(electron) ? [{ name: 'electron', testMatch: 'electron/**' }] : []),
  ],
});
