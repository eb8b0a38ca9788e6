import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError, toPlainError } from '../../../shared/errors.ts';
import type { Log } from '../context.ts';
import { isCorruption, storageError } from '../db/errors.ts';
import { workMigrations } from '../db/migrations/index.ts';
import { openForWriting } from '../db/open.ts';
import { AuditLog } from './audit.ts';
import { openKeyRing } from './key-ring.ts';
import { OutboxStore } from './outbox-store.ts';
import type { SecretVault } from './vault.ts';

/** The work database of a person on this workstation, open. */
export interface Work {
  readonly db: Database;
  readonly outbox: OutboxStore;
  readonly audit: AuditLog;
}

/** Work of all regions is in one file: a person's queue is one queue. */
export function workFile(profileDir: string): string {
  return path.join(profileDir, 'work.sqlite');
}

const unreadable =
  'Les saisies en attente de ce poste ne peuvent pas être relues : leur fichier est endommagé. Il est conservé tel quel ; ' +
  'les disponibilités restent consultables, mais rien ne peut être saisi. Prévenez l’assistance.';

/**
 * What cannot be opened is left as it is, for the help desk. The code is never `database_corrupt`, which stands for a
 * copy that can be thrown away and fetched again.
 */
export function workError(thrown: unknown): AppError {
  if (isCorruption(thrown)) {
    return new AppError('work_tampered', unreadable, { cause: thrown });
  }
  const error = storageError(thrown);
  return error instanceof AppError
    ? error
    : new AppError('internal', toPlainError(error).message, { cause: thrown });
}

/**
 * Opens the work database, making or migrating it.
 * @throws AppError `work_tampered` when the file is damaged, `work_key_lost`, `database_from_future`,
 * `database_readonly`, `disk_full`
 */
export function openWork(profileDir: string, vault: SecretVault, now: () => number, log: Log): Work {
  let db: Database | undefined;
  try {
    db = openForWriting(workFile(profileDir), 'work', workMigrations);
    const outbox = new OutboxStore(db, openKeyRing(vault), now);
    return { db, outbox, audit: new AuditLog(db, now) };
  } catch (thrown) {
    db?.close();
    const error = workError(thrown);
    log.error('work_unavailable', { code: error.code, thrown });
    throw error;
  }
}
