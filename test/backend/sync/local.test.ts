import { execFileSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, testBackend, until } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

/** Overwrites the middle of a file, as a failing disk would. */
function damage(file: string, from: number, to: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(to - from, 0xa5), 0, to - from, from);
  closeSync(handle);
}

const asides = (file: string): string[] =>
  readdirSync(path.dirname(file)).filter(
    (name) => name.includes('.endommagee-') && !/-(wal|shm)$/.test(name),
  );

describe('what may happen to the local copy', () => {
  it('a database from a newer version: refused in French, untouched, the rest of the product starts', async () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'regions/test/copy.sqlite');
    mkdirSync(path.dirname(file), { recursive: true });
    const newer = new SqliteDatabase(file);
    newer.pragma('user_version = 1000');
    newer.exec('CREATE TABLE later (x)');
    newer.close();
    const before = readFileSync(file);
    await using test = await testBackend(folder.path, 'http://127.0.0.1:9/fhir');
    const status = await test.status();
    expect(status.notices).toMatchObject([
      {
        code: 'database_from_future',
        message: expect.stringMatching(/version plus récente du logiciel.*pas été modifiées/) as string,
      },
    ]);
    await expect(test.backend.call('beds.regionBoard', { audience: 'all' })).rejects.toMatchObject({
      code: 'database_from_future',
    });
    expect(test.log).toMatchObject([
      { level: 'error', code: 'backend_blocked', facts: { code: 'database_from_future' } },
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('a file that is not a database: set aside, and fetched again', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'regions/test/copy.sqlite');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'damaged '.repeat(10_000));
    await using test = await testBackend(folder.path, region.url);
    expect((await test.status()).notices).toMatchObject([
      {
        code: 'database_corrupt',
        message: expect.stringMatching(/mis de côté et une copie neuve/) as string,
      },
    ]);
    expect(test.log.map(({ code }) => code)).toContain('database_corrupt');
    expect(asides(file)).toHaveLength(1);
    await test.backend.sync('full');
    expect(await test.status()).toMatchObject({ notices: [], counts: { HealthcareService: 300 } });
  });

  it('a file damaged in its middle: found after an unclean stop, replaced, its history of beds saved', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    using cut = temporaryFolder();
    let points = 0;
    {
      await using test = await testBackend(folder.path, region.url);
      await test.backend.sync('full');
      const other = new SqliteDatabase(test.file);
      other.pragma('wal_checkpoint(TRUNCATE)');
      points = other.prepare('SELECT count(*) FROM capacity_point').pluck().get() as number;
      other.close();
      // What a power cut leaves: the files as they are while in use.
      cpSync(folder.path, cut.path, { recursive: true });
    }
    const file = path.join(cut.path, 'regions/test/copy.sqlite');
    const size = statSync(file).size;
    expect(size).toBeGreaterThan(300_000);
    damage(file, Math.floor(size / 2), Math.floor(size / 2) + 60_000);
    await using test = await testBackend(cut.path, region.url);
    await until('the damage to be found', () => asides(file).length === 1);
    await until('the notice', async () => (await test.status()).notices.length === 1);
    expect((await test.status()).notices).toMatchObject([{ code: 'database_corrupt' }]);
    await until('the history to be saved', () => test.log.some(({ code }) => code === 'history_salvaged'));
    const saved = test.log.find(({ code }) => code === 'history_salvaged')?.facts['figures'];
    expect(saved).toBeGreaterThan(points / 4);
    await test.backend.sync('full');
    expect((await test.status()).counts).toMatchObject({ HealthcareService: 300 });
  });

  it('damage met while reading: replaced, and the question answered from the new copy', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    await test.backend.close();
    const size = statSync(test.file).size;
    // Everything but the first page, which opening needs.
    damage(test.file, 16_384 * 12, size);
    await using again = await testBackend(folder.path, region.url);
    const board = await again.backend.call('beds.regionBoard', { audience: 'all' });
    expect(board).toMatchObject({ groups: expect.any(Array) as unknown[] });
    await until('the notice', async () =>
      (await again.status()).notices.some(({ code }) => code === 'database_corrupt'),
    );
    await again.backend.sync('full');
    expect((await again.status()).counts).toMatchObject({ HealthcareService: 300 });
  });

  it('a folder where nothing can be written', async () => {
    using folder = temporaryFolder();
    const profile = path.join(folder.path, 'profile');
    writeFileSync(profile, 'a file where the folder should be');
    await using test = await testBackend(profile, 'http://127.0.0.1:9/fhir');
    expect((await test.status()).notices).toHaveLength(1);
    await expect(test.backend.call('beds.regionBoard', { audience: 'all' })).rejects.toThrow();
  });

  // Root is needed to mount a file system this small; it is on the machines that build the product.
  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'a full disk: what was stored stays and is served, and the sync goes on once there is room',
    async () => {
      await using region = await smallRegion({ offers: 600 });
      using folder = temporaryFolder();
      const disk = path.join(folder.path, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
      try {
        await using test = await testBackend(disk, region.url);
        const error = await test.failure('full');
        expect(error).toMatchObject({
          code: 'disk_full',
          message: expect.stringMatching(/disque de ce poste est plein/) as string,
        });
        expect(test.log.filter(({ code }) => code === 'sync_failed').at(-1)?.facts).toMatchObject({
          code: 'disk_full',
        });
        const status = await test.status();
        expect(status.notices).toMatchObject([{ code: 'disk_full' }]);
        expect(status.online).toBe(true);
        const copy = test.open();
        expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
        const stored = copy.prepare('SELECT count(*) FROM resource').pluck().get() as number;
        expect(stored).toBeGreaterThan(0);
        expect(copy.prepare('SELECT count(*) FROM resource_state').pluck().get()).toBe(stored);
        await test.backend.call('beds.regionBoard', { audience: 'all' });
        execFileSync('mount', ['-o', 'remount,size=64m', disk]);
        await test.backend.sync('full');
        expect(await test.status()).toMatchObject({
          notices: [],
          problem: null,
          counts: { HealthcareService: 600 },
        });
      } finally {
        execFileSync('umount', [disk]);
      }
      expect(existsSync(disk)).toBe(true);
    },
  );
});
