import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from './fixtures.ts';
import { startHostProcess, temporaryProfile } from './host-process.ts';
import { startRegionProcess } from './region-process.ts';

/** Where the copy of the region of these specs is kept in a profile. */
const copyOf = (profile: string): string => path.join(profile, 'regions', 'essai', 'copy.sqlite');

test('a damaged copy: said in words, set aside, read again from the region', async ({ boards, page }) => {
  const profile = await temporaryProfile();
  const region = await startRegionProcess({ offers: 200 });
  const options = { profileDir: profile.folder, regionFile: region.file };
  const first = await startHostProcess(options);
  await boards.enter(await first.newAddress());
  await first.stop();
  await writeFile(copyOf(profile.folder), Buffer.alloc(64 * 1024, 'x'));
  for (const side of ['-wal', '-shm']) await rm(`${copyOf(profile.folder)}${side}`, { force: true });

  // The region is held back: the warning goes once the copy is whole again.
  await region.setFault('down');
  const second = await startHostProcess(options);
  await page.goto(await second.newAddress());
  await expect(page.getByRole('region', { name: 'Avertissement' })).toContainText('(database_corrupt)');
  await region.clearFault();
  await page.getByRole('button', { name: 'Réessayer maintenant' }).last().click();
  await expect(boards.grid).toBeVisible();
  const kept = await readdir(path.dirname(copyOf(profile.folder)));
  expect(kept.filter((name) => name.startsWith('copy.sqlite.endommagee'))).toHaveLength(1);
  await second.stop();
  await region.stop();
  await profile.remove();
});

test('a copy from a newer version: said in words, left as it is', async ({ boards, page }) => {
  const profile = await temporaryProfile();
  const region = await startRegionProcess({ offers: 100 });
  const options = { profileDir: profile.folder, regionFile: region.file };
  const first = await startHostProcess(options);
  await boards.enter(await first.newAddress());
  await first.stop();
  const newer = new Database(copyOf(profile.folder));
  newer.pragma('user_version = 9999');
  newer.close();

  const second = await startHostProcess(options);
  await page.goto(await second.newAddress());
  await expect(page.locator('body')).toContainText('version plus récente');
  await expect(page.locator('body')).toContainText('database_from_future');
  await second.stop();
  const untouched = new Database(copyOf(profile.folder), { readonly: true });
  expect(untouched.pragma('user_version', { simple: true })).toBe(9999);
  untouched.close();
  await region.stop();
  await profile.remove();
});
