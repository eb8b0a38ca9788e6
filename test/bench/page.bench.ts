import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserFlags, requireBrowser } from '../../scripts/browser.ts';
import { startHostProcess, temporaryProfile } from '../e2e/host-process.ts';
import { startRegionProcess } from '../e2e/region-process.ts';
import { quantile } from './support/times.ts';
import type { Bench } from './types.ts';

const grid = '[role=grid]';

/** Resolves with the page's clock once the board is there and one frame has been painted after it. */
async function paintedBoard(page: Page): Promise<void> {
  await page.locator(`${grid} [role=gridcell]`).first().waitFor({ timeout: 180_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
}

/** From commit (the `at` of `data.changed`) to the frame that shows it, in ms, for `rounds` changes of 200 Locations. */
async function liveChanges(page: Page, change: () => Promise<unknown>, rounds: number): Promise<number[]> {
  await page.evaluate((selector) => {
    const seen = window as unknown as { paints: number[] };
    seen.paints = [];
    const board = document.querySelector(selector);
    if (board === null) throw new Error('no board');
    new MutationObserver(() => {
      requestAnimationFrame(() => setTimeout(() => seen.paints.push(Date.now()), 0));
    }).observe(board, { subtree: true, childList: true, characterData: true });
  }, grid);
  const delays: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(() => void ((window as unknown as { paints: number[] }).paints.length = 0));
    const committed = committedAt(page);
    await change();
    const at = await committed;
    await page.waitForFunction(
      (after) => (window as unknown as { paints: number[] }).paints.some((one) => one >= after),
      at,
    );
    const paint = await page.evaluate(
      (after) => (window as unknown as { paints: number[] }).paints.find((one) => one >= after),
      at,
    );
    delays.push((paint ?? Number.NaN) - at);
  }
  return delays.toSorted((a, b) => a - b);
}

const sockets = new WeakMap<Page, ((text: string) => void)[]>();

function committedAt(page: Page): Promise<number> {
  return new Promise((resolve) => {
    const listen = (text: string): void => {
      const message = JSON.parse(text) as { name?: string; payload?: { at: string; scopes: string[] } };
      if (message.name !== 'data.changed' || message.payload?.scopes.includes('beds') !== true) return;
      sockets.set(page, []);
      resolve(Date.parse(message.payload.at));
    };
    sockets.set(page, [listen]);
  });
}

/** What a person waits for: the board at a second start without network, and a changed bed on the open board. */
export const bench: Bench = {
  name: 'page',
  run: async ({ quick }) => {
    const profile = await temporaryProfile();
    const region = await startRegionProcess({ offers: quick ? 600 : 30_000 });
    const regionFile = path.join(profile.folder, 'region.json');
    await copyFile(region.file, regionFile);
    const first = await startHostProcess({ profileDir: profile.folder, regionFile });
    const browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: [...browserFlags()],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      page.on('websocket', (socket) => {
        socket.on('framereceived', ({ payload }) => {
          for (const listen of sockets.get(page) ?? []) listen(String(payload));
        });
      });
      await page.goto(await first.newAddress());
      await paintedBoard(page);
      await page.getByText(/^À jour \d{2}:\d{2}/).waitFor({ timeout: 180_000 });
      const live = await liveChanges(page, () => region.updateBeds(200), quick ? 3 : 12);
      await page.close();
      await first.stop();
      await region.stop();

      const starts: number[] = [];
      for (let round = 0; round < (quick ? 1 : 5); round++) {
        const reopened = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
        const began = performance.now();
        const host = await startHostProcess({ profileDir: profile.folder, regionFile });
        await reopened.goto(await host.newAddress());
        await paintedBoard(reopened);
        starts.push((performance.now() - began) / 1000);
        await reopened.locator('strong', { hasText: /^Hors ligne depuis/ }).waitFor();
        await reopened.close();
        await host.stop();
      }
      starts.sort((a, b) => a - b);
      return [
        {
          what: 'second start, region unreachable: process start to painted board',
          value: starts[Math.floor(starts.length / 2)] ?? Number.NaN,
          unit: 's',
          budget: 2.5,
          note: `web host, browser already open; median of ${starts.length}`,
        },
        {
          what: '200 changed Locations: commit to painted board, p95',
          value: quantile(live, 0.95),
          unit: 'ms',
          budget: 400,
          note: 'with the 100 ms of the delta bench: 500 ms from the answer',
        },
      ];
    } finally {
      await browser.close();
      await profile.remove();
    }
  },
};
