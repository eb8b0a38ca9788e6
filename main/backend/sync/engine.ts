import { AppError, toPlainError, type PlainError } from '../../../shared/errors.ts';
import type { SyncKind } from '../../../shared/contract/status.ts';
import type { DirectoryResourceType } from '../../../shared/domain/entities.ts';
import type { Log } from '../context.ts';
import { isCorruption, isDiskFull } from '../db/errors.ts';
import type { RegionClient } from '../region/client/http.ts';
import type { RegionConfig } from '../region/config.ts';
import { backoffDelay, defaultBackoff, type BackoffSettings } from './backoff.ts';
import { Gathered, type DataChanges } from './changes.ts';
import { delta, type ExchangeContext } from './exchange.ts';
import { fullPull } from './full.ts';
import type { Health } from './health.ts';
import type { IngestWorker } from './ingest/client.ts';
import { doubtSentence } from './ingest/guard.ts';

/** How often each lane runs. */
export interface Schedule {
  readonly bedsSeconds: number;
  readonly deltaSeconds: number;
  readonly fullDays: number;
  /** After a doubted pull, when to look again. */
  readonly confirmSeconds: number;
}

export const defaultSchedule: Schedule = {
  bedsSeconds: 60,
  deltaSeconds: 600,
  fullDays: 7,
  confirmSeconds: 3600,
};

export interface EngineOptions {
  readonly client: RegionClient;
  readonly config: RegionConfig;
  readonly ingest: IngestWorker;
  readonly health: Health;
  readonly changes: DataChanges;
  readonly log: Log;
  readonly now: () => number;
  /** Current content of the `meta` table. */
  readonly meta: () => ReadonlyMap<string, string>;
  readonly schedule?: Partial<Schedule>;
  readonly backoff?: BackoffSettings;
  readonly random?: () => number;
  /** Without it nothing starts by itself. */
  readonly auto: boolean;
  readonly onCorrupt: (error: AppError) => void;
}

interface Lane {
  readonly kind: SyncKind;
  due: number | null;
  failures: number;
  /** The last run failed: `due` is its next attempt. */
  waiting: boolean;
  running: Promise<void> | null;
  /** A person asked for this run. */
  asked: boolean;
}

const lane = (kind: SyncKind): Lane => ({
  kind,
  due: null,
  failures: 0,
  waiting: false,
  running: null,
  asked: false,
});

/** During a full pull, pages are told of its commits at this pace (ms): each telling makes them read again. */
const tellEvery = 3_000;
const day = 24 * 60 * 60_000;

/**
 * Decides when to exchange with the region and keeps the account of how it went. Three lanes: `full` (weekly, and
 * first of all), `delta` (all types), `beds` (Locations). A full pull and one quick lane may run together; the two
 * quick lanes never do. A lane that fails waits by itself with a growing, jittered delay; a success of any lane ends
 * the wait of those that failed for want of a network.
 */
export class SyncEngine {
  readonly #options: EngineOptions;
  readonly #schedule: Schedule;
  readonly #lanes: Readonly<Record<SyncKind, Lane>> = {
    full: lane('full'),
    delta: lane('delta'),
    beds: lane('beds'),
  };
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#schedule = { ...defaultSchedule, ...options.schedule };
  }

  /** Plans the first runs from what the copy holds. */
  start(): void {
    if (!this.#options.auto) return;
    const now = this.#options.now();
    const meta = this.#options.meta();
    const { full, delta: all, beds } = this.#lanes;
    full.due = this.#fullDue(meta, now);
    if (this.#hasCopy()) {
      all.due = now;
      beds.due = now + this.#schedule.bedsSeconds * 1000;
    }
    void this.#options.ingest.call('state', {}).then(
      ({ pull }) => {
        if (pull !== null) full.due = this.#options.now();
        this.#plan();
      },
      () => undefined,
    );
    this.#plan();
  }

  /** Queues a run at once, whatever the back-off. Resolves when that run has ended; rejects with what stopped it. */
  async run(kind: SyncKind, asked = false): Promise<void> {
    const wanted = kind !== 'full' && !this.#hasCopy() ? 'full' : kind;
    for (const each of Object.values(this.#lanes)) {
      each.failures = 0;
      if (each.waiting && each.due !== null) each.due = this.#options.now();
    }
    const target = this.#lanes[wanted];
    while (this.#blocker(target) !== null) await this.#blocker(target);
    target.asked = asked;
    const failures: Error[] = [];
    await this.#launch(target, (thrown) => {
      failures.push(thrown instanceof Error ? thrown : new Error('sync failed', { cause: thrown }));
    });
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  }

  /** Stops exchanges under way and waits for them. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await Promise.all(Object.values(this.#lanes).map((each) => each.running ?? Promise.resolve()));
  }

  #hasCopy(): boolean {
    return Number(this.#options.meta().get('generation') ?? 0) > 0;
  }

  #fullDue(meta: ReadonlyMap<string, string>, now: number): number {
    const last = Number(meta.get('last_full_at') ?? 0);
    const suspicion = meta.get('suspicion');
    const doubted = suspicion === undefined ? null : (JSON.parse(suspicion) as { at: number }).at;
    if (doubted !== null) return Math.max(now, doubted + this.#schedule.confirmSeconds * 1000);
    return last === 0 ? now : Math.max(now, last + this.#schedule.fullDays * day);
  }

  /** The run that must end before this lane may start. */
  #blocker(target: Lane): Promise<void> | null {
    const { full, delta: all, beds } = this.#lanes;
    return target === full ? full.running : (all.running ?? beds.running);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#abort.signal.aborted) return;
    const waiting = Object.values(this.#lanes).filter((each) => each.waiting && each.due !== null);
    this.#options.health.attemptAt(
      waiting.length === 0 ? null : Math.min(...waiting.map((each) => each.due ?? Infinity)),
    );
    if (!this.#options.auto) return;
    const ready = Object.values(this.#lanes).filter(
      (each) => each.due !== null && this.#blocker(each) === null,
    );
    if (ready.length === 0) return;
    const next = Math.min(...ready.map((each) => each.due ?? Infinity));
    this.#timer = setTimeout(
      () => {
        this.#launchDue();
      },
      Math.min(2 ** 31 - 1, Math.max(0, next - this.#options.now())),
    );
  }

  #launchDue(): void {
    const now = this.#options.now();
    const { full, delta: all, beds } = this.#lanes;
    for (const each of [full, all, beds]) {
      if (each.due !== null && each.due <= now && this.#blocker(each) === null) void this.#launch(each);
    }
    this.#plan();
  }

  #launch(target: Lane, onFailure: (thrown: unknown) => void = () => undefined): Promise<void> {
    target.due = null;
    target.running = this.#exchange(target, onFailure).finally(() => {
      target.running = null;
      this.#plan();
    });
    return target.running;
  }

  async #exchange(target: Lane, onFailure: (thrown: unknown) => void): Promise<void> {
    const { kind } = target;
    const { health, log, now } = this.#options;
    const startedAt = now();
    health.began(kind);
    try {
      const doubt = kind === 'full' ? await this.#full(target) : undefined;
      if (kind !== 'full') await this.#quick(kind);
      target.failures = 0;
      target.waiting = false;
      target.asked = false;
      health.settle('disk_full');
      if (kind === 'full') health.settle('database_corrupt');
      health.succeeded(kind, { meta: this.#options.meta(), ...(doubt === undefined ? {} : { doubt }) });
      log.info('sync_done', { kind, ms: now() - startedAt });
      this.#afterSuccess(target);
    } catch (thrown) {
      onFailure(thrown);
      this.#afterFailure(target, thrown);
    }
  }

  /** Returns the doubt about the pull, or null when it was accepted. */
  async #full(target: Lane): Promise<PlainError | null> {
    const { changes, now, log } = this.#options;
    const gathered = new Gathered();
    let told = performance.now();
    const context = this.#context('full', gathered, () => {
      if (performance.now() - told < tellEvery) return;
      told = performance.now();
      changes.tell(gathered.take(now()));
    });
    const result = await fullPull(context, { asked: target.asked });
    if (result.removed > 0) gathered.directory();
    changes.tell(gathered.take(now()));
    if (result.verdict.kind === 'accept') return null;
    const error = new AppError('region_suspicious', doubtSentence(result.verdict.tallies), {
      details: { missing: result.verdict.missing },
    });
    log.warn('region_suspicious', { missing: result.verdict.missing });
    return toPlainError(error);
  }

  async #quick(kind: 'delta' | 'beds'): Promise<void> {
    const { changes, now } = this.#options;
    const gathered = new Gathered();
    const meta = this.#options.meta();
    const watermark = (type: DirectoryResourceType): number | null => {
      const text = meta.get(`watermark.${type}`);
      return text === undefined ? null : Number(text);
    };
    const result = await delta(this.#context(kind, gathered), kind, watermark);
    if (result.kind === 'too_many') {
      this.#options.log.info('delta_too_large', { type: result.type, total: result.total });
      this.#lanes.full.due = now();
    } else if (result.placed > 0) gathered.directory();
    changes.tell(gathered.take(now()));
  }

  #context(kind: SyncKind, gathered: Gathered, onCommit: () => void = () => undefined): ExchangeContext {
    const { client, config, ingest, log, now, health } = this.#options;
    return {
      client,
      config,
      ingest,
      log,
      now,
      signal: this.#abort.signal,
      onBatch: (batch) => {
        gathered.add(batch);
        health.progressed(kind, batch.resources);
        if (batch.broken > 0) log.warn('mapper_failed', { resources: batch.broken });
        if (batch.unreadable > 0) log.warn('resource_unreadable', { resources: batch.unreadable });
        onCommit();
      },
      onExpected: (expected) => {
        health.expect(kind, expected);
      },
    };
  }

  #afterSuccess(target: Lane): void {
    if (!this.#options.auto) return;
    const now = this.#options.now();
    const { full, delta: all, beds } = this.#lanes;
    if (target === full) {
      full.due = this.#fullDue(this.#options.meta(), now);
      // An export may have been prepared hours ago: catch up at once.
      all.due = now;
    } else {
      if (target === all) all.due = now + this.#schedule.deltaSeconds * 1000;
      beds.due = now + this.#schedule.bedsSeconds * 1000;
    }
    for (const each of [full, all, beds]) {
      if (each !== target && each.waiting && each.due !== null) each.due = now;
    }
  }

  #afterFailure(target: Lane, thrown: unknown): void {
    const { health, log, now } = this.#options;
    if (this.#abort.signal.aborted || (thrown instanceof AppError && thrown.code === 'cancelled')) {
      health.stopped(target.kind);
      return;
    }
    const error = toPlainError(thrown);
    log.warn('sync_failed', {
      kind: target.kind,
      code: error.code,
      details: error.details,
      ...(thrown instanceof AppError ? {} : { thrown }),
    });
    if (isCorruption(thrown) && thrown instanceof AppError) {
      health.stopped(target.kind);
      this.#options.onCorrupt(thrown);
      return;
    }
    target.failures++;
    const asked = error.details?.['retryAfterMs'];
    const wait = backoffDelay(
      target.failures,
      typeof asked === 'number' ? asked : null,
      (this.#options.random ?? Math.random)(),
      this.#options.backoff ?? defaultBackoff,
    );
    target.waiting = true;
    if (this.#options.auto) target.due = now() + wait;
    if (isDiskFull(thrown)) {
      health.stopped(target.kind);
      health.notice(error);
    } else health.failed(target.kind, error);
  }
}
