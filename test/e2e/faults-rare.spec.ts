import { execFileSync } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { startHostProcess, temporaryProfile } from './host-process.ts';
import { startRegionProcess } from './region-process.ts';

/** Asks for a full pull as the page does, on a connection of its own. */
async function readAll(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/rpc`);
        socket.onopen = () => {
          socket.send(JSON.stringify({ t: 'call', id: 1, method: 'sync.now', params: { kind: 'full' } }));
        };
        socket.onmessage = ({ data }) => {
          if ((JSON.parse(String(data)) as { id?: number }).id !== 1) return;
          socket.close();
          resolve();
        };
        socket.onerror = () => {
          reject(new Error('no connection'));
        };
      }),
  );
}

const rare = [
  ['shrunk:40', /n’a transmis que [\d\s]+ structures au lieu de/],
  ['empty-bundle', /aucun|vide|au lieu de/],
] as const;

for (const [fault, words] of rare) {
  test(`a full pull of a region with the fault ${fault}: said, everything kept`, async ({ boards, page }) => {
    const profile = await temporaryProfile();
    const region = await startRegionProcess({ offers: 300 });
    const host = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
    await boards.enter(await host.newAddress());
    await expect(page.getByText(/^À jour \d{2}:\d{2}/)).toBeVisible();
    const board = await boards.grid.innerText();
    await region.setFault(fault);
    await readAll(page);
    const band = page.getByRole('region', { name: /État de la connexion|Avertissement/ }).first();
    await expect(band).toContainText(words);
    expect(await boards.grid.innerText()).toBe(board);
    await region.clearFault();
    if (fault.startsWith('shrunk')) {
      await band.getByRole('button', { name: 'Relire toute la région' }).click();
      await expect(band).toBeHidden();
      expect(await boards.grid.innerText()).toBe(board);
    }
    await host.stop();
    await region.stop();
    await profile.remove();
  });
}

test('a region too slow to answer: said after half a minute, the board stays', async ({ boards, page }) => {
  test.setTimeout(120_000);
  const profile = await temporaryProfile();
  const region = await startRegionProcess({ offers: 100 });
  const host = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
  await boards.enter(await host.newAddress());
  await region.setFault('slow:90000');
  const band = page.getByRole('region', { name: 'État de la connexion' });
  await expect(band).toContainText(/Hors ligne depuis \d{2}:\d{2}/, { timeout: 60_000 });
  await expect(band).toContainText(/trop (lente|longtemps)|à temps|pas répondu/);
  await expect(boards.grid).toBeVisible();
  await host.stop();
  await region.stop();
  await profile.remove();
});

// Mounting a small disk needs root on Linux, as in CI.
if (process.getuid?.() === 0 && process.platform === 'linux') {
  test('a full disk: said in words, recovered by itself when there is room', async ({ boards, page }) => {
    const disk = await mkdtemp(path.join(tmpdir(), 'vigie-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    const region = await startRegionProcess({ offers: 600 });
    try {
      const host = await startHostProcess({ profileDir: disk, regionFile: region.file });
      await page.goto(await host.newAddress());
      await expect(page.locator('body')).toContainText(/disque/i);
      await expect(page.locator('body')).toContainText('disk_full');
      execFileSync('mount', ['-o', 'remount,size=200m', disk]);
      await expect(boards.grid).toBeVisible({ timeout: 40_000 });
      await expect(page.locator('body')).not.toContainText('disk_full', { timeout: 40_000 });
      await host.stop();
    } finally {
      await region.stop();
      execFileSync('umount', ['-l', disk]);
      await rmdir(disk);
    }
  });
}
