import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { corruptMessage, isCorruption, storageError } from './errors.ts';
import { migrate, type Migration } from './migrate.ts';

/**
 * The two classes of data: the *copy* can always be fetched again and may lose its last commits in a power cut; the
 * *work* exists nowhere else and is flushed to disk at every commit.
 */
export type DataClass = 'copy' | 'work';

/** Bytes of one page: FHIR resources weigh 1 to 5 kB, so that large pages waste less room between them. */
const pageSize = 32_768;
/** Pages written to the WAL before it is folded into the file (64 MB): few, large folds during a full sync. */
const walAutocheckpoint = 2048;

/**
 * Opens a database for writing (creating file and folder) and brings its schema up to date.
 * @throws AppError `database_from_future`, `database_corrupt`, `database_readonly`, `disk_full`
 */
export function openForWriting(
  file: string,
  dataClass: DataClass,
  migrations: readonly Migration[],
): Database {
  let database: Database | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    database = new SqliteDatabase(file, { timeout: 10_000 });
    // A newer program's file must not even get a WAL beside it: look before any pragma that writes.
    if ((database.pragma('user_version', { simple: true }) as number) <= migrations.length) {
      database.pragma(`page_size = ${pageSize}`);
      database.pragma('journal_mode = WAL');
      database.pragma(`synchronous = ${dataClass === 'work' ? 'FULL' : 'NORMAL'}`);
      database.pragma('foreign_keys = ON');
      database.pragma(`wal_autocheckpoint = ${walAutocheckpoint}`);
      database.pragma('journal_size_limit = 67108864');
      database.pragma('temp_store = MEMORY');
    }
    migrate(database, migrations, { backup: dataClass === 'work' ? 'required' : 'best_effort' });
    return database;
  } catch (thrown) {
    database?.close();
    throw storageError(thrown);
  }
}

/** Opens an existing database for reading only; in WAL mode it never waits for the writer. */
export function openForReading(file: string): Database {
  try {
    const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
    database.pragma('cache_size = -16000');
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (thrown) {
    throw storageError(thrown);
  }
}

/**
 * Verifies the whole file (reads all of it: seconds on a large one, so it runs in the ingest worker and only after
 * an unclean stop).
 * @throws AppError `database_corrupt`
 */
export function quickCheck(database: Database): void {
  try {
    const rows = database.pragma('quick_check(1)') as { quick_check: string }[];
    const first = rows[0]?.quick_check;
    if (first !== 'ok') {
      throw new AppError('database_corrupt', corruptMessage, {
        details: { check: String(first).slice(0, 200) },
      });
    }
  } catch (thrown) {
    throw isCorruption(thrown) ? storageError(thrown) : thrown;
  }
}

/** Reads what every screen needs first: enough to notice a file that is not a database or lost its beginning. */
export function glance(database: Database): void {
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    database.prepare('SELECT count(*) FROM meta').get();
    database.prepare('SELECT pk FROM resource ORDER BY pk DESC LIMIT 1').get();
  } catch (thrown) {
    throw storageError(thrown);
  }
}

/**
 * Renames a damaged database (and its side files) so that a new one can be made, and returns the new name. Only the
 * last one set aside is kept: it is there for the help desk, not for ever.
 */
export function setAside(file: string, now: number): string {
  const mark = '.endommagee-';
  const folder = path.dirname(file);
  const base = path.basename(file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(base + mark)) rmSync(path.join(folder, name), { force: true });
  }
  const target = file + mark + new Date(now).toISOString().replaceAll(':', '').slice(0, 17);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  return target;
}
