import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';

/** Called with what is written so far; `total` is null when the source did not say. */
export type ProgressListener = (done: number, total: number | null) => void;

/** Longest stretch of work between two turns of the event loop: a board query waits for no more than this. */
const sliceMs = 1.5;
/** Progress is for the eye: more often would only load the channel to the page. */
const progressEveryMs = 100;

/** The error a cancelled export ends with. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'L’export a été annulé. Aucun fichier n’a été laissé.');
}

/**
 * Keeps a long job polite: gives the event loop back every few milliseconds, reports progress, notices a cancel.
 * `due()` is cheap enough to be asked at each row.
 */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: ProgressListener | undefined;
  #total: number | null;
  #lastTurn = performance.now();
  #lastProgress = 0;
  #done = 0;

  constructor(
    signal: AbortSignal | undefined,
    onProgress: ProgressListener | undefined,
    total: number | null,
  ) {
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#total = total;
  }

  /** Counts one unit of work. */
  advance(): void {
    this.#done += 1;
  }

  get done(): number {
    return this.#done;
  }

  /** Whether `pause` should be awaited now. */
  due(): boolean {
    return performance.now() - this.#lastTurn >= sliceMs;
  }

  /** Lets the event loop turn. Throws `cancelled` when the person gave up. */
  async pause(): Promise<void> {
    await nextTurn();
    this.#lastTurn = performance.now();
    this.check();
    if (this.#lastTurn - this.#lastProgress >= progressEveryMs) {
      this.#lastProgress = this.#lastTurn;
      this.#onProgress?.(this.#done, this.#total);
    }
  }

  /** Throws `cancelled` when the person gave up. */
  check(): void {
    if (this.#signal?.aborted === true) throw cancelled();
  }

  /** Says that all is written. */
  finish(): void {
    this.#total ??= this.#done;
    this.#onProgress?.(this.#done, this.#total);
  }

  /** The rows of a source, ended at once by a cancel even when the source itself is waiting for something. */
  async *rowsOf<Row>(source: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
    if (!(Symbol.asyncIterator in source)) {
      yield* source;
      return;
    }
    const iterator = source[Symbol.asyncIterator]();
    let giveUp: ((reason: AppError) => void) | undefined;
    const onAbort = (): void => giveUp?.(cancelled());
    this.#signal?.addEventListener('abort', onAbort);
    try {
      for (;;) {
        this.check();
        const next = await new Promise<IteratorResult<Row>>((resolve, reject) => {
          giveUp = reject;
          iterator.next().then(resolve, reject);
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      this.#signal?.removeEventListener('abort', onAbort);
      // A source stuck on what made us give up may never answer: it is told, not waited for.
      void iterator.return?.().catch(() => undefined);
    }
  }
}
