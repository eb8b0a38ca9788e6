import { toPlainError } from '../../../shared/errors.ts';
import type { Log } from '../context.ts';
import type { IngestWorker } from './ingest/client.ts';

/** Records of one transaction: exchanges wait behind it in the worker, and a bed count must not wait long. */
const stepSize = 50;

/** Brings the search index up to date after each exchange, and at start what a stop interrupted. */
export class Indexing {
  readonly #ingest: IngestWorker;
  readonly #log: Log;
  readonly #done: () => void;
  #running = false;
  #again = false;

  /** `done` is called when searches would answer otherwise than before. */
  constructor(ingest: IngestWorker, log: Log, done: () => void) {
    this.#ingest = ingest;
    this.#log = log;
    this.#done = done;
  }

  /** Starts, or starts again once the current run has ended. */
  run(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    void this.#steps().then(
      (changed) => {
        this.#running = false;
        if (changed) this.#done();
        if (this.#again) {
          this.#again = false;
          this.run();
        }
      },
      (thrown: unknown) => {
        this.#running = false;
        this.#again = false;
        const { code } = toPlainError(thrown);
        if (code !== 'cancelled') this.#log.warn('indexing_failed', { code, thrown });
      },
    );
  }

  async #steps(): Promise<boolean> {
    let any = false;
    for (;;) {
      const { left, changed } = await this.#ingest.call('index', { limit: stepSize });
      any ||= changed;
      if (!left) return any;
    }
  }
}
