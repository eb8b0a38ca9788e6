import type { AppStatus, SyncKind, SyncProgress } from '../../../shared/contract/status.ts';
import { errorCodes, type PlainError } from '../../../shared/errors.ts';
import { z } from 'zod';
import type { MetaEntries } from './ingest/meta.ts';

/** At most this many status events per second leave the backend; the last state always does. */
const perSecond = 4;

export interface HealthOptions {
  readonly region: AppStatus['region'];
  /** What the last run left in the copy's `meta` table. */
  readonly meta: ReadonlyMap<string, string>;
  readonly now: () => number;
  readonly emit: (status: AppStatus) => void;
  /** Keeps facts for the next start; may fail silently. */
  readonly keep: (entries: MetaEntries) => void;
}

const storedError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** What is true of the exchange with the region and of the local copy; the source of every `status.changed`. */
export class Health {
  readonly #options: HealthOptions;
  #online = true;
  #offlineSince: number | null;
  #lastSyncAt: number | null;
  #lastFullAt: number | null;
  #counts: Record<string, number>;
  #notUnderstood: number;
  #syncing: SyncProgress | null = null;
  #nextAttemptAt: number | null = null;
  readonly #failures = new Map<SyncKind, PlainError>();
  #doubt: PlainError | null = null;
  readonly #notices = new Map<string, PlainError>();
  #timer: NodeJS.Timeout | undefined;
  #lastEmit = 0;
  #kept = '';
  #closed = false;

  constructor(options: HealthOptions) {
    this.#options = options;
    const { meta } = options;
    this.#lastSyncAt = number(meta.get('last_sync_at'));
    this.#lastFullAt = number(meta.get('last_full_at'));
    this.#counts = counts(meta.get('counts'));
    this.#notUnderstood = number(meta.get('not_understood')) ?? 0;
    this.#offlineSince = number(meta.get('offline_since'));
    // Until the first exchange of this run, what the last run knew is the truth.
    this.#online = this.#offlineSince === null;
    const problem = parseError(meta.get('problem'));
    if (problem?.code === 'region_suspicious') this.#doubt = problem;
    else if (problem !== null && !this.#online) this.#failures.set('delta', problem);
  }

  status(): AppStatus {
    const failure = [...this.#failures.values()].at(-1) ?? null;
    return {
      region: this.#options.region,
      online: this.#online,
      offlineSince: iso(this.#offlineSince),
      lastSyncAt: iso(this.#lastSyncAt),
      lastFullSyncAt: iso(this.#lastFullAt),
      syncing: this.#syncing,
      problem: failure ?? this.#doubt,
      nextAttemptAt: failure === null ? null : iso(this.#nextAttemptAt),
      counts: this.#counts,
      notUnderstood: this.#notUnderstood,
      notices: [...this.#notices.values()],
    };
  }

  began(kind: SyncKind): void {
    // A quick exchange during a full pull must not hide its progress.
    if (this.#syncing?.kind !== 'full') {
      this.#syncing = {
        kind,
        done: 0,
        expected: null,
        startedAt: new Date(this.#options.now()).toISOString(),
      };
      this.changed();
    }
  }

  expect(kind: SyncKind, expected: number): void {
    if (this.#syncing?.kind !== kind) return;
    this.#syncing = { ...this.#syncing, expected };
    this.changed();
  }

  progressed(kind: SyncKind, resources: number): void {
    if (this.#syncing?.kind !== kind || resources === 0) return;
    this.#syncing = { ...this.#syncing, done: this.#syncing.done + resources };
    this.changed();
  }

  /** An exchange ended well: `facts` is the copy's `meta` after it. */
  succeeded(
    kind: SyncKind,
    facts: { readonly meta: ReadonlyMap<string, string>; readonly doubt?: PlainError | null },
  ): void {
    this.#ended(kind);
    this.#online = true;
    this.#offlineSince = null;
    this.#failures.delete(kind);
    // The delta reads all that the bed lane reads.
    if (kind === 'delta') this.#failures.delete('beds');
    this.#lastSyncAt = number(facts.meta.get('last_sync_at'));
    this.#lastFullAt = number(facts.meta.get('last_full_at'));
    this.#counts = counts(facts.meta.get('counts'));
    this.#notUnderstood = number(facts.meta.get('not_understood')) ?? 0;
    if (facts.doubt !== undefined) this.#doubt = facts.doubt;
    this.#keepConnection();
    this.changed();
  }

  /** An exchange with the region failed. */
  failed(kind: SyncKind, error: PlainError): void {
    this.#ended(kind);
    this.#online = false;
    this.#offlineSince ??= this.#options.now();
    this.#failures.delete(kind);
    this.#failures.set(kind, error);
    this.#keepConnection();
    this.changed();
  }

  /** An exchange stopped for a reason that is not the region's. */
  stopped(kind: SyncKind): void {
    this.#ended(kind);
    this.changed();
  }

  attemptAt(at: number | null): void {
    if (this.#nextAttemptAt === at) return;
    this.#nextAttemptAt = at;
    this.changed();
  }

  /** Something about the local data the person must know, one per code. */
  notice(error: PlainError): void {
    this.#notices.set(error.code, error);
    this.changed();
  }

  settle(code: PlainError['code']): void {
    if (this.#notices.delete(code)) this.changed();
  }

  changed(): void {
    if (this.#timer !== undefined || this.#closed) return;
    const wait = Math.max(0, this.#lastEmit + 1000 / perSecond - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#lastEmit = performance.now();
      this.#options.emit(this.status());
    }, wait);
    this.#timer.unref();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #ended(kind: SyncKind): void {
    if (this.#syncing?.kind === kind) this.#syncing = null;
  }

  #keepConnection(): void {
    const { problem } = this.status();
    const entries = {
      offline_since: this.#offlineSince === null ? null : String(this.#offlineSince),
      problem: problem === null ? null : JSON.stringify(problem),
    };
    const text = JSON.stringify(entries);
    if (text === this.#kept) return;
    this.#kept = text;
    this.#options.keep(entries);
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function number(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? null : value;
}

function counts(text: string | undefined): Record<string, number> {
  const parsed = z.record(z.string(), z.number()).safeParse(text === undefined ? {} : JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

function parseError(text: string | undefined): PlainError | null {
  if (text === undefined) return null;
  const parsed = storedError.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  const { code, message, details } = parsed.data;
  return details === undefined ? { code, message } : { code, message, details };
}
