// @vitest-environment node
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWebHost, type WebHost } from '../../main/web-host/server.ts';
import { findBrowser } from '../../scripts/browser.ts';
import { ago, fakeRegion, status } from './fake-backend.ts';

/**
 * The built page in a real browser, served by the real web host with its Content-Security-Policy: what only a browser
 * can tell (policy, fonts, widths, contrast as painted).
 */
let folder: string;
let browser: Browser;
let host: WebHost;
let context: BrowserContext;
let page: Page;
let problems: string[];
const backend = fakeRegion();
const initial = { ...backend.data };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigie-page-'));
  await build({
    configFile: path.join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error('No browser of the Chromium family was found.');
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  host = await startWebHost({ backend, pageFolder: folder, port: 0, onError: () => undefined });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  problems = [];
  Object.assign(backend.data, initial);
});

afterEach(async () => {
  await context.close();
});

async function open(
  at: string,
  scheme: 'light' | 'dark' = 'light',
  width = 1366,
  height = 768,
): Promise<void> {
  context = await browser.newContext({ colorScheme: scheme, viewport: { width, height }, locale: 'fr-FR' });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(host.newAddress());
  await page.goto(host.origin + at);
  await page.locator('h1').waitFor();
  await page.locator('table, section h1').first().waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

const screens: readonly (readonly [string, string])[] = [
  ['regional synthesis', '/lits'],
  ['list of units', '/lits/94/rea'],
  ['sheet of a unit', '/lits/unite/unit-0'],
  ['unknown unit', '/lits/unite/ailleurs'],
];

describe.each(screens)('%s', (_name, at) => {
  it.each(['light', 'dark'] as const)('is accessible and breaks no policy (%s)', async (scheme) => {
    await open(at, scheme);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      /* An experimental rule that wants the digits of a cell word for word in its name; the name says them as a sentence. */
      .disableRules('label-content-name-mismatch')
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
    expect(problems).toEqual([]);
    expect(await page.locator('style').count()).toBe(0);
  });

  it('fits 1366 × 768 without scrolling sideways', async () => {
    await open(at);
    const excess = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    );
    expect(excess).toEqual(excess.map(() => 0));
  });
});

describe.each([4, 10])('%d activities at 1366 × 768', (activities) => {
  it('keeps every figure inside its cell and off its neighbours', async () => {
    await open('/lits');
    if (activities > 4) await page.getByRole('button', { name: '6 autres activités' }).click();
    const spills = await page.locator('[data-cell]').evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const box = cell.getBoundingClientRect();
        return [...cell.querySelectorAll('span')]
          .filter((part) => {
            const text = document.createRange();
            text.selectNodeContents(part);
            const right = text.getBoundingClientRect().right;
            const next = part.nextElementSibling?.getBoundingClientRect() ?? null;
            const beside = next !== null && next.top < part.getBoundingClientRect().bottom - 1;
            return right > box.right + 1 || (beside && next.width > 0 && right > next.left + 1);
          })
          .map((part) => `${cell.getAttribute('data-cell') ?? ''}: ${part.textContent}`);
      }),
    );
    expect(spills).toEqual([]);
  });
});

describe('the shipped font', () => {
  const widths = (texts: readonly string[]): Promise<number[]> =>
    page.evaluate((list) => {
      const holder = document.createElement('time');
      holder.style.setProperty('position', 'absolute');
      holder.style.setProperty('font-size', '100px');
      document.body.append(holder);
      const found = list.map((text) => {
        holder.textContent = text;
        return Math.round(holder.getBoundingClientRect().width * 10) / 10;
      });
      holder.remove();
      return found;
    }, texts);

  it('is the one used, and gives all ten digits the same width', async () => {
    await open('/lits');
    const loaded = await page.evaluate(() =>
      [...document.fonts].filter(({ status: state }) => state === 'loaded').map(({ family }) => family),
    );
    expect(loaded.join()).toContain('Inter Vigie');
    const digits = await widths(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(new Set(digits).size).toBe(1);
  });

  it('tells 0 from O and 1, l and I apart', async () => {
    await open('/lits');
    const pictures = await page.evaluate(async () => {
      const draw = (text: string): string => {
        const canvas = document.createElement('canvas');
        canvas.width = 80;
        canvas.height = 80;
        document.body.append(canvas);
        const paint = canvas.getContext('2d');
        if (paint === null) throw new Error('no canvas');
        /* A canvas takes its features from its element. */
        canvas.style.setProperty('font-feature-settings', "'ss02', 'zero'");
        paint.font = '60px "Inter Vigie"';
        paint.fillText(text, 10, 60);
        const { data } = paint.getImageData(0, 0, 80, 80);
        canvas.remove();
        return data.reduce(
          (sum, value, index) => (index % 4 === 3 && value > 128 ? `${sum}${String(index)},` : sum),
          '',
        );
      };
      await document.fonts.ready;
      return ['0', 'O', '1', 'l', 'I'].map(draw);
    });
    expect(new Set(pictures).size).toBe(5);
  });
});

describe('live', () => {
  it('shows a change without moving anything, then says offline and online again', async () => {
    await open('/lits');
    const cell = page.locator('[data-cell="75|rea"]');
    const before = await cell.boundingBox();
    const { region } = backend.data;
    backend.data.region = {
      ...region,
      departments: region.departments.map((department) =>
        department.code === '75' && department.cells['rea'] !== undefined
          ? {
              ...department,
              cells: { ...department.cells, rea: { ...department.cells['rea'], available: 7 } },
            }
          : department,
      ),
    };
    backend.emit('data.changed', { scopes: ['beds'], locationIds: [], at: ago(0) });
    await page.locator('[data-cell="75|rea"]', { hasText: 'modifié' }).waitFor();
    expect(await cell.textContent()).toContain('7');
    expect(await cell.boundingBox()).toEqual(before);

    backend.data.status = status({ online: false, offlineSince: ago(3), lastSyncAt: ago(5) });
    backend.emit('status.changed', backend.data.status);
    await page.getByRole('region', { name: 'État de la connexion' }).waitFor();
    backend.emit('status.changed', status());
    await page.getByRole('region', { name: 'État de la connexion' }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  it('keeps few rows in the page for a long list, and reaches the last one from the keyboard', async () => {
    backend.data.units = 400;
    await open('/lits/region/rea');
    page.setDefaultTimeout(10_000);
    expect(await page.locator('tr[data-row]').count()).toBeLessThan(80);
    await page.locator('tr[data-row="unit-0"] th a').focus();
    await page.keyboard.press('End');
    await page.locator('tr[data-row="unit-399"] th a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/lits\/unite\/unit-399$/);
    await page.getByRole('heading', { level: 2, name: 'Lits', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/lits\/94\/rea$/);
  });
});
