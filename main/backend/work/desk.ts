import type { AppError } from '../../../shared/errors.ts';
import type { Log } from '../context.ts';
import { backoffDelay, defaultBackoff, type BackoffSettings } from '../sync/backoff.ts';
import type { Person } from '../viewer.ts';
import { openWork, workError, type Work } from './open-work.ts';
import { OutboxRunner, type JobHandler } from './outbox-runner.ts';
import type { Job } from './outbox-store.ts';
import type { SecretVault } from './vault.ts';

export interface DeskOptions {
  readonly profileDir: string;
  readonly vault: SecretVault;
  readonly regionId: string;
  readonly person: () => Person | null;
  readonly backoff: BackoffSettings | undefined;
  readonly now: () => number;
  readonly log: Log;
  /** Why the work database cannot be used, for the person. */
  readonly onTrouble: (error: AppError) => void;
}

/** How a feature's kind of work is sent, and what it does when the state of one of its jobs changes. */
export interface Trade {
  readonly kind: string;
  readonly handler: JobHandler;
  readonly onChange: (job: Job) => void;
}

/**
 * The work database of a session and the queue that empties it. Trouble with it never stops the rest: boards are read
 * from the copy, and `work` says why nothing can be written.
 */
export class Desk {
  readonly #options: DeskOptions;
  #work: Work | null = null;
  #problem: AppError | null = null;
  #runner: OutboxRunner | null = null;

  constructor(options: DeskOptions) {
    this.#options = options;
    try {
      this.#work = openWork(options.profileDir, options.vault, options.now, options.log);
    } catch (thrown) {
      this.#problem = workError(thrown);
      options.onTrouble(this.#problem);
    }
  }

  /** The open database. Throws the AppError that keeps it closed. */
  work(): Work {
    if (this.#work !== null) return this.#work;
    throw this.#problem ?? workError(new Error('the desk is closed'));
  }

  /** Starts sending, once every feature is there. */
  start(trades: readonly Trade[]): void {
    const { regionId, person, backoff, now, log } = this.#options;
    if (this.#work === null) return;
    const byKind = new Map(trades.map((trade) => [trade.kind, trade]));
    this.#runner = new OutboxRunner({
      store: this.#work.outbox,
      handlers: new Map(trades.map(({ kind, handler }) => [kind, handler])),
      session: () => {
        const who = person();
        return who === null ? null : { regionId, authorId: who.id };
      },
      retryDelay: (attempts) => backoffDelay(attempts + 1, null, Math.random(), backoff ?? defaultBackoff),
      now,
      log,
      onChange: (job) => {
        byKind.get(job.kind)?.onChange(job);
      },
    });
    this.#runner.wake();
  }

  /** Something was queued. */
  wake(): void {
    this.#runner?.wake();
  }

  /** The region answers again: what waited only for it is sent now. */
  networkBack(): void {
    if (this.#work === null) return;
    this.#work.outbox.hasten(this.#options.regionId);
    this.#runner?.wake();
  }

  /** Lets the job in flight finish, then closes. What is left is sent at the next start. */
  async close(): Promise<void> {
    await this.#runner?.stop();
    this.#runner = null;
    this.#work?.db.close();
    this.#work = null;
  }
}
