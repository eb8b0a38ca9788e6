import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { directoryContent, temporaryFolder, testBackend, until } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

const script = path.join(import.meta.dirname, '../../support/sync-and-be-killed.ts');

/** Resources stored so far, 0 while there is no readable copy yet. */
function stored(file: string): number {
  if (!existsSync(file)) return 0;
  let database;
  try {
    database = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    return database.prepare('SELECT count(*) FROM resource').pluck().get() as number;
  } catch {
    return 0;
  } finally {
    database?.close();
  }
}

it('killed in the middle of syncs: the copy opens, is consistent, and the next sync completes it', async () => {
  // Slow files, so that every kill falls within the transfer.
  await using region = await smallRegion({ offers: 400, exportSlice: 40 });
  region.control.setFault('slow:150@export-file');
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'regions/test/copy.sqlite');
  let before = 0;
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, [script, folder.path, region.url], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const threshold = before;
    await until(
      `more than ${threshold} resources`,
      () => stored(file) > threshold || child.exitCode !== null,
    );
    child.kill('SIGKILL');
    await ended;
    const copy = new SqliteDatabase(file);
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
    const count = (table: string): unknown => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    before = count('resource') as number;
    expect(before).toBeGreaterThan(threshold);
    // A resource and what is made from it are committed together.
    expect(count('resource_state')).toBe(before);
    for (const [type, table] of [
      ['HealthcareService', 'healthcare_service'],
      ['Location', 'location'],
      ['Organization', 'organization'],
    ] as const) {
      expect(count(table)).toBe(
        copy.prepare('SELECT count(*) FROM resource WHERE type = ?').pluck().get(type),
      );
    }
    copy.close();
  }
  region.control.clearFault();
  await using test = await testBackend(folder.path, region.url);
  await test.backend.sync('full');
  using other = temporaryFolder();
  await using fresh = await testBackend(other.path, region.url);
  await fresh.backend.sync('full');
  expect(directoryContent(test.open())).toEqual(directoryContent(fresh.open()));
  expect((await test.status()).notices).toEqual([]);
});
