import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import type { DirectoryFeature } from '../../../main/backend/features/directory/index.ts';
import { startWebHost } from '../../../main/web-host/server.ts';
import { browserFlags, requireBrowser } from '../../../scripts/browser.ts';
import { fakeBackend } from '../../support/fake-backend.ts';
import { status } from '../../renderer/fake-backend.ts';
import type { BenchRow } from '../types.ts';

/**
 * The tree in a real browser over the real directory: what a person waits for when a wide node opens, and the longest
 * frame while it scrolls through it.
 */
export async function scrollFrames(
  feature: DirectoryFeature,
  units: number,
  quick: boolean,
): Promise<BenchRow[]> {
  const handlers = feature.handlers as Readonly<Record<string, (params: never) => unknown>>;
  const backend = fakeBackend((method, params) =>
    method === 'status.get' ? status() : (handlers[method]?.(params as never) ?? null),
  );
  const pageFolder = await mkdtemp(path.join(tmpdir(), 'vigie-bench-page-'));
  const root = path.join(import.meta.dirname, '../../..');
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: pageFolder },
  });
  const host = await startWebHost({ backend, pageFolder, port: 0, onError: () => undefined });
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: [...browserFlags()],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR' });
    await page.goto(host.newAddress());
    await page.goto(`${host.origin}/repertoire?noeud=organization:eg-wide`);
    await page.locator('[data-key="organization:eg-wide"][data-active]').waitFor();
    const rounds = quick ? 2 : 5;
    const expand = await times(rounds, () => expandOnce(page, units));
    await page.locator('[role="tree"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[aria-level="3"]:not([aria-busy])').first().waitFor();
    const frames = await times(rounds, () => page.evaluate(scrollThrough));
    const sheet = await times(rounds, (round) => openSheet(page, host.origin, `unit-${round}-0-0`));
    const row = (what: string, found: readonly number[], budget: number): BenchRow => ({
      what: `${what}, best of ${rounds}`,
      value: Math.min(...found),
      unit: 'ms',
      budget,
      note: `rounds: ${found.map((each) => each.toFixed(0)).join(', ')} ms`,
    });
    return [
      row(`expand ${units} units to paint`, expand, 100),
      row(`longest frame scrolling ${units} lines`, frames, 50),
      row('open a sheet to paint', sheet, 100),
    ];
  } finally {
    await browser.close();
    await host.close();
    await rm(pageFolder, { recursive: true, force: true });
  }
}

async function times(rounds: number, once: (round: number) => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await once(round));
  return found;
}

/** From the key to the frame that shows the children; then closes the node and forgets them. */
async function expandOnce(page: Page, units: number): Promise<number> {
  const took = await page.evaluate(async (least) => {
    const tree = document.querySelector<HTMLElement>('[role="tree"]');
    if (tree === null) throw new Error('no tree');
    const start = performance.now();
    tree.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    // The first children on screen are what the person waits for; all of them are counted at once.
    const painted = (): boolean =>
      tree.querySelectorAll('[aria-level="3"]:not([aria-busy])').length > 5 &&
      tree.querySelector(`[aria-level="3"][aria-setsize="${least}"]`) !== null;
    while (!painted()) {
      if (performance.now() - start > 10_000) throw new Error('never painted');
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, units);
  // A fresh page: the next round reads the children again.
  await page.evaluate(() => {
    document
      .querySelector('[role="tree"]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  });
  await page.reload();
  await page.locator('[data-key="organization:eg-wide"][data-active]').waitFor();
  return took;
}

/** Scrolls from top to bottom, some lines a frame, and gives the longest frame (ms). Runs in the page. */
async function scrollThrough(): Promise<number> {
  const tree = document.querySelector('[role="tree"]');
  if (tree === null) throw new Error('no tree');
  tree.scrollTop = 0;
  let last = await new Promise<number>(requestAnimationFrame);
  let longest = 0;
  for (let step = 0; step < 420; step += 1) {
    tree.scrollTop += 160;
    const now = await new Promise<number>(requestAnimationFrame);
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

/** From a click inside the page to the frame that shows the sheet. */
async function openSheet(page: Page, origin: string, id: string): Promise<number> {
  await page.goto(`${origin}/repertoire?noeud=healthcareService:${id}`);
  await page.locator(`[data-key="healthcareService:${id}"][data-active]`).waitFor();
  return await page.evaluate(async (key) => {
    const link = document.querySelector<HTMLElement>(`[data-key="${key}"] a`);
    if (link === null) throw new Error('no link');
    const start = performance.now();
    link.click();
    while (document.querySelector('article h1') === null) {
      if (performance.now() - start > 10_000) throw new Error('never painted');
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, `healthcareService:${id}`);
}
