import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, schemaVersion, sqlMigration } from '../../../main/backend/db/migrate.ts';
import { copyMigrations } from '../../../main/backend/db/migrations/index.ts';
import { openForReading, openForWriting, quickCheck, setAside } from '../../../main/backend/db/open.ts';
import { temporaryFolder } from '../../support/backend.ts';

const one = sqlMigration(1, 'one', 'CREATE TABLE a (x); INSERT INTO a VALUES (1)');
const two = sqlMigration(2, 'two', 'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1');

describe('migrations', () => {
  it('runs the missing steps in order, once', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    const database = new SqliteDatabase(file);
    expect(migrate(database, [one], { backup: 'required' })).toEqual([1]);
    expect(migrate(database, [one, two], { backup: 'required' })).toEqual([2]);
    expect(migrate(database, [one, two], { backup: 'required' })).toEqual([]);
    expect(database.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 2 }]);
    database.close();
  });

  it('puts a copy of the version before beside the file', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    openForWriting(file, 'work', [one]).close();
    openForWriting(file, 'work', [one, two]).close();
    const before = new SqliteDatabase(`${file}.avant-v2`, { readonly: true });
    expect(schemaVersion(before)).toBe(1);
    expect(before.prepare('SELECT * FROM a').all()).toEqual([{ x: 1 }]);
    before.close();
  });

  it('leaves a failing step entirely undone', () => {
    using folder = temporaryFolder();
    const database = new SqliteDatabase(path.join(folder.path, 'a.sqlite'));
    const failing = sqlMigration(2, 'failing', 'INSERT INTO a VALUES (2); SELECT * FROM nowhere');
    expect(() => migrate(database, [one, failing], { backup: 'required' })).toThrow(/nowhere/);
    expect(schemaVersion(database)).toBe(1);
    expect(database.prepare('SELECT x FROM a').pluck().all()).toEqual([1]);
    database.close();
  });

  it('refuses steps out of order', () => {
    const database = new SqliteDatabase(':memory:');
    expect(() => migrate(database, [two], { backup: 'required' })).toThrow(/out of order/);
    database.close();
  });

  it('refuses a database from the future and does not touch a byte of it', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    const newer = new SqliteDatabase(file);
    newer.pragma('user_version = 99');
    newer.exec('CREATE TABLE z (x)');
    newer.close();
    const before = readFileSync(file);
    expect(() => openForWriting(file, 'copy', copyMigrations)).toThrow(
      expect.objectContaining({
        code: 'database_from_future',
        message: expect.stringContaining('version plus récente') as string,
      }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});

describe('opening', () => {
  it('keeps the pragmas of each class of data', () => {
    using folder = temporaryFolder();
    const copy = openForWriting(path.join(folder.path, 'copy.sqlite'), 'copy', [one]);
    const work = openForWriting(path.join(folder.path, 'work.sqlite'), 'work', [one]);
    const of = (name: string) => [copy, work].map((database) => database.pragma(name, { simple: true }));
    expect(of('journal_mode')).toEqual(['wal', 'wal']);
    expect(of('foreign_keys')).toEqual([1, 1]);
    expect(of('synchronous')).toEqual([1, 2]);
    expect(of('page_size')).toEqual([32_768, 32_768]);
    copy.close();
    work.close();
  });

  it('says that a file is not a database', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    writeFileSync(file, 'this is not a database, and it is long enough to be read as a header'.repeat(40));
    expect(() => openForWriting(file, 'copy', [one])).toThrow(
      expect.objectContaining({ code: 'database_corrupt' }),
    );
  });

  it('finds damage inside a file', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    const database = openForWriting(file, 'copy', [one]);
    const insert = database.prepare('INSERT INTO a VALUES (?)');
    for (let i = 0; i < 5000; i++) insert.run(`value ${i} `.repeat(10));
    database.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 120_000, 400_000);
    writeFileSync(file, bytes);
    const damaged = openForReading(file);
    expect(() => {
      quickCheck(damaged);
    }).toThrow(expect.objectContaining({ code: 'database_corrupt' }));
    damaged.close();
  });

  it('sets a damaged file aside with its side files and keeps only the last one', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.sqlite');
    for (const day of [1, 2]) {
      writeFileSync(file, `damaged ${day}`);
      writeFileSync(`${file}-wal`, 'wal');
      const aside = setAside(file, Date.UTC(2026, 0, day));
      expect(existsSync(file)).toBe(false);
      expect(readFileSync(aside, 'utf8')).toBe(`damaged ${day}`);
      expect(existsSync(`${aside}-wal`)).toBe(true);
      expect(aside).toContain(`2026-01-0${day}`);
    }
    expect(existsSync(`${file}.endommagee-2026-01-01T000000`)).toBe(false);
  });

  it('makes the schema of the copy', () => {
    using folder = temporaryFolder();
    const database = openForWriting(path.join(folder.path, 'copy.sqlite'), 'copy', copyMigrations);
    expect(schemaVersion(database)).toBe(copyMigrations.length);
    quickCheck(database);
    database.close();
  });
});
