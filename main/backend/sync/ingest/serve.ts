import type { Database } from 'better-sqlite3';
import { workerData, parentPort } from 'node:worker_threads';
import { AppError, toPlainError } from '../../../../shared/errors.ts';
import { isCorruption, storageError } from '../../db/errors.ts';
import { unpack } from '../parcel.ts';
import { copyMigrations } from '../../db/migrations/index.ts';
import { openForWriting, quickCheck } from '../../db/open.ts';
import { SearchIndexing } from './search-indexing.ts';
import { Ingest, type MapResource, type Pass } from './ingest.ts';
import { writeMeta } from './meta.ts';
import type { OperationName, Operations, WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';
import {
  abandonPull,
  currentGeneration,
  finishDelta,
  finishPull,
  putFile,
  readPull,
  startPull,
  updatePull,
} from './pull.ts';
import { salvageHistory } from './salvage.ts';

type Handlers = {
  readonly [N in OperationName]: (params: Operations[N]['params']) => Operations[N]['result'];
};

/** Passes and streams by number. A number nobody knows any more (dropped meanwhile) is a cancelled exchange. */
class Numbered<T> {
  readonly #items = new Map<number, T>();
  #next = 1;

  add(item: T): number {
    const number = this.#next++;
    this.#items.set(number, item);
    return number;
  }

  get(number: number): T {
    const item = this.#items.get(number);
    if (item === undefined) throw new AppError('cancelled', 'La mise à jour a été interrompue.');
    return item;
  }

  delete(number: number): void {
    this.#items.delete(number);
  }
}

/**
 * Runs the ingest worker: opens the write connection and answers operations one at a time, so that a transaction
 * never spans two of them. `map` is `mapResource`.
 */
export function serveIngest(map: MapResource): void {
  const port = parentPort;
  if (port === null) throw new Error('serveIngest runs in a worker');
  const { file } = workerData as WorkerStart;
  let database: Database;
  try {
    database = openForWriting(file, 'copy', copyMigrations);
  } catch (thrown) {
    const error = toPlainError(storageError(thrown));
    port.on('message', ({ id, op }: WorkerRequest) => {
      port.postMessage({ id, ok: false, error, trace: traceOf(thrown) } satisfies WorkerReply);
      if (op === 'close') port.close();
    });
    return;
  }
  // Index pages of a whole region fit; the reader has its own cache.
  database.pragma('cache_size = -32000');
  const ingest = new Ingest(database, map, Date.now);
  const indexing = new SearchIndexing(database, map, ingest);
  const passes = new Numbered<Pass>();
  writeMeta(database, { in_use: '1' });

  const handlers: Handlers = {
    state: () => ({ pull: readPull(database) }),
    check: () => {
      quickCheck(database);
      return null;
    },
    salvage: ({ from }) => ({ saved: salvageHistory(from, database, ingest) }),
    startPull: (pull) => {
      let generation = 0;
      ingest.transaction(() => {
        generation = startPull(database, pull);
      });
      return { generation };
    },
    updatePull: (known) => {
      updatePull(database, known);
      return null;
    },
    abandonPull: () => {
      ingest.transaction(() => {
        abandonPull(database);
      });
      return null;
    },
    openPass: ({ kind, snapshotAt, newest }) => ({
      pass: passes.add({
        kind,
        generation: currentGeneration(database),
        snapshotAt,
        moved: { organizations: new Set(), locations: new Set() },
        newest: new Map(Object.entries(newest ?? {})),
      }),
    }),
    closePass: ({ pass }) => {
      passes.delete(pass);
      return null;
    },
    store: ({ pass, packed, complete, before }) => {
      const into = passes.get(pass);
      const batch = ingest.apply(unpack(packed), into, (stored) => {
        if (complete !== null) putFile(database, into, complete, before + stored.resources);
      });
      return { batch, memory: packed.bytes.buffer };
    },
    putFile: ({ pass, url, resources }) => {
      putFile(database, passes.get(pass), url, resources);
      return null;
    },
    finishPull: ({ pass, horizon, asked }) =>
      finishPull(database, ingest, passes.get(pass), { now: Date.now(), horizon, asked }),
    finishDelta: ({ pass, horizon, recount }) => ({
      placed: finishDelta(database, ingest, passes.get(pass), { now: Date.now(), horizon, recount }),
    }),
    index: ({ limit }) => indexing.step(limit),
    writeMeta: ({ entries }) => {
      ingest.transaction(() => {
        writeMeta(database, entries);
      });
      return null;
    },
    close: ({ clean }) => {
      if (clean) writeMeta(database, { in_use: null });
      database.close();
      return null;
    },
  };

  const answer = <N extends OperationName>(request: WorkerRequest<N>): WorkerReply => {
    try {
      return { id: request.id, ok: true, value: handlers[request.op](request.params) };
    } catch (thrown) {
      const error = storageError(thrown);
      const trace = error instanceof AppError && !isCorruption(error) ? '' : traceOf(thrown);
      return { id: request.id, ok: false, error: toPlainError(error), trace };
    }
  };
  port.on('message', (request: WorkerRequest) => {
    // The memory of a parcel goes back to be used again.
    const memory =
      request.op === 'store' ? [(request as WorkerRequest<'store'>).params.packed.bytes.buffer] : [];
    port.postMessage(answer(request), memory);
    if (request.op === 'close') port.close();
  });
}

function traceOf(thrown: unknown): string {
  return thrown instanceof Error
    ? (thrown.stack ?? thrown.message).slice(0, 2000)
    : String(thrown).slice(0, 200);
}
