import { AppError, toPlainError } from '../../../shared/errors.ts';
import type { Log } from '../context.ts';
import type { Job, OutboxStore } from './outbox-store.ts';

/** How one kind of work reaches the region. Registered by the feature that queues it. */
export interface JobHandler {
  /** Sends the job. Throws AppError; see `isTransient` for what is tried again. Returns the region's receipt, if any. */
  send(payload: unknown, job: Job): Promise<string | null>;
  /**
   * Asks the region whether an uncertain job arrived: its receipt (or '') when it did, undefined when it did not.
   * Throws when the region cannot be asked.
   */
  findReceived(payload: unknown, job: Job): Promise<string | undefined>;
}

/** Who is signed in and where: only this person's jobs for this region are sent. Null: nothing is sent. */
export interface SendingSession {
  readonly regionId: string;
  readonly authorId: string;
}

export interface OutboxRunnerOptions {
  readonly store: OutboxStore;
  readonly handlers: ReadonlyMap<string, JobHandler>;
  readonly session: () => SendingSession | null;
  /** Milliseconds before attempt number `attempts + 1`; jittered, capped. */
  readonly retryDelay: (attempts: number) => number;
  readonly now: () => number;
  readonly log: Log;
  /** Called after each committed state change. */
  readonly onChange: (job: Job) => void;
}

/** Failures worth trying again by themselves; anything else waits for a person. */
const transient = new Set([
  'region_unreachable',
  'region_slow',
  'region_throttled',
  'region_error',
  'region_bad_answer',
]);
/** Failures after which the region may nevertheless have stored the job. */
const unknownOutcome = new Set(['region_unreachable', 'region_slow', 'region_bad_answer', 'region_error']);

/** Delay asked by the region (`details.retryAfterMs`), when it said one. */
function askedDelay(error: AppError): number | undefined {
  const value = error.details?.['retryAfterMs'];
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/**
 * Sends due jobs one at a time, oldest first, and sleeps until the next is due. Exactly-once rests on three things:
 * the job's own id is the resource id at the region, a job is marked before its first byte leaves, and a job whose
 * last outcome is unknown is looked up at the region before it is sent again.
 */
export class OutboxRunner {
  readonly #options: OutboxRunnerOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: OutboxRunnerOptions) {
    this.#options = options;
    const recovered = options.store.recover();
    if (recovered > 0) options.log.warn('outbox.recovered', { jobs: recovered });
  }

  /** Sends what is due now; call after queuing, signing in, or when the network is back. */
  wake(): void {
    if (this.#stopped || this.#running !== undefined) return;
    clearTimeout(this.#timer);
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
      this.#schedule();
    });
  }

  /** Lets the job in flight finish, starts no other. What is left is sent at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    const session = this.#options.session();
    if (this.#stopped || session === null) return;
    const next = this.#options.store.nextAttemptAt(session.regionId, session.authorId);
    if (next === null) return;
    this.#timer = setTimeout(
      () => {
        this.wake();
      },
      Math.max(250, next - this.#options.now()),
    );
  }

  async #drain(): Promise<void> {
    for (;;) {
      const session = this.#options.session();
      if (this.#stopped || session === null) return;
      const job = this.#options.store.nextDue(session.regionId, session.authorId);
      if (job === undefined) return;
      await this.#attempt(job);
    }
  }

  async #attempt(job: Job): Promise<void> {
    const { store, handlers, log } = this.#options;
    try {
      const handler = handlers.get(job.kind);
      if (handler === undefined) {
        throw new AppError(
          'unknown_method',
          'Ce travail a été préparé par une autre version de l’application.',
        );
      }
      const payload = store.payload(job.id);
      const received = job.uncertain ? await handler.findReceived(payload, job) : undefined;
      if (received === undefined) {
        store.markSending(job.id);
        this.#changed(job.id);
        store.markDone(job.id, await handler.send(payload, job));
      } else {
        store.markDone(job.id, received);
      }
      log.info('outbox.sent', { kind: job.kind, job: job.id, attempts: job.attempts + 1 });
    } catch (thrown) {
      this.#failed(job, thrown);
    }
    this.#changed(job.id);
  }

  #failed(job: Job, thrown: unknown): void {
    const { store, now, retryDelay, log } = this.#options;
    const { code, message } = toPlainError(thrown);
    log.warn('outbox.failed', { kind: job.kind, job: job.id, code });
    if (transient.has(code) && thrown instanceof AppError) {
      const delay = askedDelay(thrown) ?? retryDelay(job.attempts);
      const sent = store.get(job.id)?.state === 'sending';
      store.markRetry(
        job.id,
        now() + delay,
        job.uncertain || (sent && unknownOutcome.has(code)),
        code,
        message,
      );
    } else {
      store.markParked(job.id, code, message);
    }
  }

  #changed(id: string): void {
    const job = this.#options.store.get(id);
    if (job !== undefined) this.#options.onChange(job);
  }
}
