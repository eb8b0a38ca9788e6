import { Worker } from 'node:worker_threads';
import { AppError, fromPlainError } from '../../../../shared/errors.ts';
import type { Log } from '../../context.ts';
import type { OperationName, Operations, WorkerReply, WorkerStart } from './protocol.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const gone = (): AppError =>
  new AppError('cancelled', 'La mise à jour a été interrompue. Ce qui était enregistré est conservé.');

/**
 * The backend's handle on the ingest worker, which owns the only write connection to the copy. Operations run in the
 * order they are called; each is answered, also when the worker dies.
 */
export class IngestWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #log: Log;
  #nextId = 1;
  #closing = false;
  #closed = false;
  readonly #exited: Promise<void>;

  constructor(entry: URL | string, start: WorkerStart, log: Log) {
    this.#log = log;
    this.#worker = new Worker(entry, {
      workerData: start,
      name: 'ingest',
      // Short-lived objects (parsed resources) die young; a larger nursery keeps them from being copied.
      resourceLimits: { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 256 },
    });
    this.#worker.on('message', (reply: WorkerReply) => {
      this.#settle(reply);
    });
    this.#worker.on('error', (error) => {
      log.error('ingest_worker_error', { name: error.name, message: error.message });
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#closed = true;
        for (const waiting of this.#waiting.values()) waiting.reject(gone());
        this.#waiting.clear();
        resolve();
      });
    });
    // The worker alone must not keep the process alive.
    this.#worker.unref();
  }

  call<N extends OperationName>(
    op: N,
    params: Operations[N]['params'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Operations[N]['result']> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(gone());
        return;
      }
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, op, params }, [...transfer]);
    });
  }

  /** Stops after the current transaction; calls still waiting are rejected as cancelled. */
  async close(clean: boolean): Promise<void> {
    if (!this.#closed) {
      this.#closing = true;
      await this.call('close', { clean }).catch(() => null);
      this.#closed = true;
    }
    await this.#exited;
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0 && !this.#closing) this.#worker.unref();
    if (reply.ok) waiting.resolve(reply.value);
    else {
      if (reply.trace !== '')
        this.#log.error('ingest_failed', { code: reply.error.code, trace: reply.trace });
      waiting.reject(fromPlainError(reply.error));
    }
  }
}
