/**
 * `npm run screens [-- folder]`: takes each screen of the application, on the demonstration region, at two sizes and in
 * both themes, for a person to look at; with `--docs` only the images the README and the guides show.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startHostProcess, temporaryProfile } from '../test/e2e/host-process.ts';
import { startRegionProcess } from '../test/e2e/region-process.ts';
import { browserFlags, requireBrowser } from './browser.ts';
import { say } from './say.ts';

const docs = process.argv.includes('--docs');
const asked = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
const folder = path.resolve(
  asked ?? (docs ? path.join(import.meta.dirname, '../docs/images') : '.cache/screens'),
);

interface Screen {
  readonly name: string;
  /** Goes there from any screen. */
  readonly open: (page: Page) => Promise<void>;
}

async function go(page: Page, at: string): Promise<void> {
  await page.goto(new URL(at, page.url()).href);
  await page.locator('main h1').first().waitFor();
}

const screens: readonly Screen[] = [
  { name: 'synthese-regionale', open: (page) => go(page, '/lits') },
  { name: 'synthese-departementale', open: (page) => go(page, '/lits/93/rea') },
  {
    name: 'fiche-lits',
    open: async (page) => {
      await go(page, '/lits/93/rea');
      await page.locator('main a[href^="/lits/unite/"]').first().click();
      await page.locator('h2').first().waitFor();
    },
  },
  {
    name: 'recherche',
    open: async (page) => {
      await go(page, '/recherche?q=r%C3%A9a');
      await page.locator('main a[href^="/fiche/"]').first().waitFor();
    },
  },
  { name: 'repertoire', open: (page) => go(page, '/repertoire') },
  {
    name: 'fiche',
    open: async (page) => {
      await go(page, '/recherche?q=r%C3%A9a');
      await page.locator('main a[href^="/fiche/"]').first().click();
      await page.locator('h2').first().waitFor();
    },
  },
  { name: 'saisie-des-lits', open: (page) => go(page, '/saisie') },
];

const sizes = docs
  ? [{ width: 1366, height: 768 }]
  : [
      { width: 1366, height: 768 },
      { width: 1920, height: 1080 },
    ];

await mkdir(folder, { recursive: true });
const profile = await temporaryProfile();
const region = await startRegionProcess({ offers: 12_000 });
const host = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
const browser = await chromium.launch({ executablePath: await requireBrowser(), args: [...browserFlags()] });
try {
  for (const colorScheme of docs ? (['light'] as const) : (['light', 'dark'] as const)) {
    for (const viewport of sizes) {
      const page = await browser.newPage({
        viewport,
        colorScheme,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
      });
      await page.goto(await host.newAddress());
      await page.locator('[role=grid]').waitFor({ timeout: 120_000 });
      await page.getByText(/^À jour \d{2}:\d{2}/).waitFor({ timeout: 120_000 });
      for (const screen of screens) {
        await screen.open(page);
        await page.evaluate(() => document.fonts.ready);
        const suffix = docs ? '' : `-${viewport.width}-${colorScheme}`;
        const file = path.join(folder, `${screen.name}${suffix}.png`);
        await page.screenshot({ path: file });
        say(file);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await host.stop();
  await region.stop();
  await profile.remove();
}
