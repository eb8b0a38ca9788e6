import type { Database } from 'better-sqlite3';

/** Keys of the `meta` table; values are text. Instants are epoch milliseconds. */
export type MetaKey =
  | 'generation' // of the last full pull that ended
  | 'last_sync_at'
  | 'last_full_at'
  | 'offline_since'
  | 'problem' // PlainError as JSON
  | 'counts' // resources by type, as JSON
  | 'not_understood'
  | 'suspicion' // what the wipe-out guard saw, as JSON
  | 'in_use' // set while a backend has the file open: found at opening, the last stop was not clean
  | `watermark.${string}`; // by resource type: everything up to this server date has been received

/** Null deletes the key. */
export type MetaEntries = Readonly<Partial<Record<MetaKey, string | null>>>;

/** Every key and value. */
export function readMeta(database: Database): ReadonlyMap<string, string> {
  const rows = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta').all();
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Inside the caller's transaction, or alone. */
export function writeMeta(database: Database, entries: MetaEntries): void {
  const put = database.prepare<[string, string]>('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const drop = database.prepare<[string]>('DELETE FROM meta WHERE key = ?');
  for (const [key, value] of Object.entries(entries)) {
    if (value === null) drop.run(key);
    else if (value !== undefined) put.run(key, value);
  }
}
