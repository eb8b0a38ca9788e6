import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';

/** One step of a schema. Versions start at 1 and follow each other; a released step never changes. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Run inside one transaction with the version number: either all of it happened or none. */
  readonly up: (database: Database) => void;
}

/** A step that is only SQL. */
export const sqlMigration = (version: number, name: string, sql: string): Migration => ({
  version,
  name,
  up: (database) => {
    database.exec(sql);
  },
});

/** Schema version of an open database. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database to the last version of `migrations` and returns the steps run. Before touching a database that
 * already has a version, a copy named after that version is put beside it (`backup: 'required'` refuses to go on
 * without it, `'best_effort'` is for data that can be fetched again).
 * @throws AppError `database_from_future` when the file is newer than this program; the file is not touched.
 */
export function migrate(
  database: Database,
  migrations: readonly Migration[],
  options: { readonly backup: 'required' | 'best_effort' },
): readonly number[] {
  migrations.forEach((step, index) => {
    if (step.version !== index + 1)
      throw new Error(`migration ${step.name}: version ${step.version} out of order`);
  });
  const from = schemaVersion(database);
  if (from > migrations.length) {
    throw new AppError(
      'database_from_future',
      'Les données de ce poste ont été enregistrées par une version plus récente du logiciel. ' +
        'Elles n’ont pas été modifiées ; installez la version récente pour les retrouver.',
      { details: { found: from, known: migrations.length } },
    );
  }
  const pending = migrations.slice(from);
  if (pending.length === 0) return [];
  if (from > 0) backupBeside(database, from, options.backup);
  for (const step of pending) {
    database.transaction(() => {
      step.up(database);
      database.pragma(`user_version = ${step.version}`);
    })();
  }
  return pending.map((step) => step.version);
}

function backupBeside(database: Database, version: number, mode: 'required' | 'best_effort'): void {
  const target = `${database.name}.avant-v${version + 1}`;
  try {
    rmSync(target, { force: true });
    database.prepare('VACUUM INTO ?').run(target);
  } catch (thrown) {
    rmSync(target, { force: true });
    if (mode === 'required') throw thrown;
  }
}
