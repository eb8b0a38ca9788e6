import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Log } from '../../main/backend/context.ts';
import { createBackend, type BackendOptions, type RunningBackend } from '../../main/backend/index.ts';
import type { AppStatus } from '../../shared/contract/status.ts';
import type { EventName, Events } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';

/** Entry of the ingest worker, run from its source. */
export const ingestWorkerEntry = new URL('../../main/backend/sync/ingest/worker.ts', import.meta.url);

/** A folder of its own, removed at the end. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigie-test-'));
  return {
    path: folder,
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface TestBackend extends AsyncDisposable {
  readonly backend: RunningBackend;
  readonly log: readonly LogLine[];
  readonly events: readonly { readonly name: EventName; readonly payload: Events[EventName] }[];
  readonly file: string;
  status(): Promise<AppStatus>;
  /** The AppError an exchange ends with. */
  failure(kind: 'full' | 'delta' | 'beds'): Promise<AppError>;
  /** A reading connection of the test's own, closed with the backend. */
  open(): Database;
}

/** A backend on a real profile folder that syncs only when asked, unless told otherwise. */
export async function testBackend(
  profileDir: string,
  url: string | null,
  options: Partial<BackendOptions> = {},
): Promise<TestBackend> {
  const log: LogLine[] = [];
  const write =
    (level: LogLine['level']): Log['info'] =>
    (code, facts = {}) => {
      log.push({ level, code, facts });
    };
  const backend = await createBackend({
    profileDir,
    region: url === null ? null : { id: 'test', name: 'Région de test', baseUrl: url },
    ingestWorker: ingestWorkerEntry,
    autoSync: false,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    ...options,
  });
  const events: { name: EventName; payload: Events[EventName] }[] = [];
  backend.onAny((name, payload) => events.push({ name, payload }));
  const opened: Database[] = [];
  const file = path.join(profileDir, 'regions/test/copy.sqlite');
  return {
    backend,
    log,
    events,
    file,
    status: async () => (await backend.call('status.get', {})) as AppStatus,
    failure: async (kind) => {
      try {
        await backend.sync(kind);
      } catch (thrown) {
        if (thrown instanceof AppError) return thrown;
        throw thrown;
      }
      throw new Error(`${kind}: expected to fail`);
    },
    open: () => {
      const database = new SqliteDatabase(file, { readonly: true });
      opened.push(database);
      return database;
    },
    [Symbol.asyncDispose]: async () => {
      for (const database of opened) database.close();
      await backend.close();
    },
  };
}

/** Asks again until `condition` holds; fails after `limitMs` with what it waited for. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const derived = [
  'organization',
  'healthcare_service',
  'healthcare_service_location',
  'location',
  'capacity',
  'practitioner',
  'practitioner_role',
  'not_understood',
] as const;

/** Everything the directory tables hold, in an order of its own: two copies with the same content are equal. */
export function directoryContent(database: Database): Readonly<Record<string, readonly unknown[]>> {
  const rows = (sql: string): readonly unknown[] =>
    (database.prepare(sql).raw().all() as unknown[][]).map((row) => JSON.stringify(row)).toSorted();
  return {
    resource: rows(
      'SELECT r.type, r.id, s.last_updated, s.mapped, s.digest, CAST(r.json AS TEXT) FROM resource r JOIN resource_state s ON s.pk = r.pk',
    ),
    history: rows(
      'SELECT s.location_id, s.indicator, p.updated_at, p.count FROM capacity_point p JOIN capacity_series s ON s.pk = p.series',
    ),
    ...Object.fromEntries(derived.map((table) => [table, rows(`SELECT * FROM ${table}`)])),
  };
}
