import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { EventName, Events, Handlers } from '../../shared/contract/index.ts';
import type { AppStatus } from '../../shared/contract/status.ts';
import { AppError, toPlainError, type PlainError } from '../../shared/errors.ts';
import type { BackendContext, Log } from './context.ts';
import { storageError } from './db/errors.ts';
import { copyMigrations } from './db/migrations/index.ts';
import { glance, openForReading, openForWriting } from './db/open.ts';
import { demoPerson } from './demo-person.ts';
import { createBedEntryFeature } from './features/bed-entry/index.ts';
import { createBedFeature } from './features/beds/index.ts';
import { createDirectoryFeature } from './features/directory/index.ts';
import { createSearchFeature } from './features/search/index.ts';
import { statusHandlers } from './features/status/index.ts';
import { createGazetteer } from './gazetteer/index.ts';
import { RegionClient, type Timeouts } from './region/client/http.ts';
import type { RegionConfig } from './region/config.ts';
import type { BackoffSettings } from './sync/backoff.ts';
import { DataChanges } from './sync/changes.ts';
import { SyncEngine, type Schedule } from './sync/engine.ts';
import { Health } from './sync/health.ts';
import { Indexing } from './sync/indexing.ts';
import { IngestWorker } from './sync/ingest/client.ts';
import { readMeta } from './sync/ingest/meta.ts';
import type { Person } from './viewer.ts';
import { Desk } from './work/desk.ts';
import type { SecretVault } from './work/vault.ts';

export interface SessionOptions {
  readonly profileDir: string;
  readonly region: RegionConfig;
  readonly fetch: typeof globalThis.fetch;
  readonly ingestWorker: URL | string;
  /** File of the communes; null where there is none: distances and places of care are then unknown. */
  readonly gazetteer: string | null;
  /** Where the keys of the work database are kept. */
  readonly vault: SecretVault;
  readonly now: () => number;
  readonly log: Log;
  readonly autoSync: boolean;
  readonly schedule: Partial<Schedule>;
  readonly backoff: BackoffSettings | undefined;
  readonly timeouts: Partial<Timeouts>;
  readonly emit: <E extends EventName>(name: E, payload: Events[E]) => void;
  /** What happened to the local data before this session, for the person. */
  readonly notices: readonly PlainError[];
  /** A damaged copy whose history can perhaps be saved. */
  readonly salvageFrom: string | null;
  readonly onCorrupt: (error: AppError) => void;
}

/** Everything that lives with one open copy of one region. */
export interface Session {
  readonly handlers: Partial<Handlers>;
  readonly engine: SyncEngine;
  readonly copy: Database;
  readonly status: () => AppStatus;
  close(clean: boolean): Promise<void>;
}

/** Each region has its own copy: figures of two regions never meet. */
export function copyFile(profileDir: string, regionId: string): string {
  return path.join(profileDir, 'regions', regionId, 'copy.sqlite');
}

/**
 * Opens the copy of a region (making or migrating it), the ingest worker, the sync engine and the features.
 * @throws AppError `database_corrupt`, `database_from_future`, `database_readonly`, `disk_full`
 */
export function openSession(options: SessionOptions): Session {
  const { region, now, log, emit } = options;
  const file = copyFile(options.profileDir, region.id);
  const { copy, clean } = openCopy(file);
  const meta = (): ReadonlyMap<string, string> => readMeta(copy);
  const ingest = new IngestWorker(options.ingestWorker, { file }, log);
  let online = true;
  const health = new Health({
    region: { id: region.id, name: region.name, demonstration: region.demonstration },
    meta: meta(),
    now,
    emit: (status) => {
      emit('status.changed', status);
      if (status.online && !online) desk.networkBack();
      online = status.online;
      if (status.syncing === null) indexing.run();
    },
    keep: (entries) => {
      ingest.call('writeMeta', { entries }).catch((thrown: unknown) => {
        log.warn('status_not_kept', { code: toPlainError(thrown).code });
      });
    },
  });
  const changes = new DataChanges((change) => {
    emit('data.changed', change);
  });
  const indexing = new Indexing(ingest, log, () => {
    changes.tell({ scopes: ['directory'], locationIds: [], at: new Date(now()).toISOString() });
  });
  for (const notice of options.notices) health.notice(notice);
  const client = new RegionClient({ config: region, fetch: options.fetch, timeouts: options.timeouts, now });
  const engine = new SyncEngine({
    client,
    config: region,
    ingest,
    health,
    changes,
    log,
    now,
    meta,
    schedule: options.schedule,
    ...(options.backoff === undefined ? {} : { backoff: options.backoff }),
    auto: options.autoSync,
    onCorrupt: options.onCorrupt,
  });
  const person = signedIn(region, copy, (listener) => changes.on(listener));
  const desk = new Desk({
    profileDir: options.profileDir,
    vault: options.vault,
    regionId: region.id,
    person,
    backoff: options.backoff,
    now,
    log,
    onTrouble: (error) => {
      health.notice(toPlainError(error));
    },
  });
  const context: BackendContext = {
    copy,
    now,
    log,
    emit,
    onDataChanged: (listener) => changes.on(listener),
    person,
  };
  const bedEntry = createBedEntryFeature(context, {
    desk,
    target: { client, config: region, now },
    regionId: region.id,
    onSent: () => {
      // The copy follows at once instead of waiting for its turn; a failure is the lane's own business.
      if (options.autoSync) engine.run('beds').catch(() => undefined);
    },
  });
  const beds = createBedFeature(context);
  const directory = createDirectoryFeature(context);
  const search = createSearchFeature(context, {
    gazetteer: options.gazetteer === null ? null : createGazetteer(options.gazetteer),
  });
  if (!clean) {
    log.warn('unclean_stop');
    ingest.call('check', {}).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'database_corrupt') options.onCorrupt(thrown);
    });
  }
  if (options.salvageFrom !== null) {
    void ingest.call('salvage', { from: options.salvageFrom }).then(
      ({ saved }) => {
        log.info('history_salvaged', { figures: saved });
      },
      () => undefined,
    );
  }
  desk.start([bedEntry.trade]);
  engine.start();
  indexing.run();
  return {
    handlers: {
      ...statusHandlers({
        status: () => health.status(),
        request: (kind) => {
          // A full pull asked while one is doubted is the person's decision to accept what it brings.
          const asked = kind === 'full' && health.status().problem?.code === 'region_suspicious';
          engine.run(kind, asked).catch(() => undefined);
        },
      }),
      ...beds.handlers,
      ...bedEntry.handlers,
      ...directory.handlers,
      ...search.handlers,
    },
    engine,
    copy,
    status: () => health.status(),
    close: async (cleanly) => {
      health.close();
      beds.close();
      bedEntry.close();
      await desk.close();
      directory.close();
      search.close();
      await engine.stop();
      // Before the writer: the last connection to close folds the WAL into the file, which a reader cannot.
      copy.close();
      await ingest.close(cleanly);
    },
  };
}

/** Who works on this post. Nobody can sign in yet: the demonstration region has a person of its own, others have none. */
function signedIn(
  region: RegionConfig,
  copy: Database,
  onChange: (listener: (change: Events['data.changed']) => void) => void,
): () => Person | null {
  if (!region.demonstration) return () => null;
  let known: Person | null = null;
  onChange(({ scopes }) => {
    if (scopes.includes('directory')) known = null;
  });
  return () => (known ??= demoPerson(copy));
}

/** Opens the reading connection on an up-to-date schema; says whether the last stop was clean. */
function openCopy(file: string): { copy: Database; clean: boolean } {
  const existed = existsSync(file);
  const writing = openForWriting(file, 'copy', copyMigrations);
  try {
    if (existed) glance(writing);
    const clean = !readMeta(writing).has('in_use');
    // Opened before the other closes: the last to close would fold the whole WAL into the file first.
    return { copy: openForReading(file), clean };
  } catch (thrown) {
    throw storageError(thrown);
  } finally {
    writing.close();
  }
}
