import path from 'node:path';
import type { Backend, EventName, Events, MethodName } from '../../shared/contract/index.ts';
import type { AppStatus, SyncKind } from '../../shared/contract/status.ts';
import { AppError, toPlainError, type PlainError } from '../../shared/errors.ts';
import type { Log } from './context.ts';
import { isCorruption, storageError } from './db/errors.ts';
import { setAside } from './db/open.ts';
import { silentLog } from './log.ts';
import type { Timeouts } from './region/client/http.ts';
import { regionConfigSchema, type RegionConfigInput } from './region/config.ts';
import { fileVault, type SecretVault } from './work/vault.ts';
import { copyFile, openSession, type Session } from './session.ts';
import type { BackoffSettings } from './sync/backoff.ts';
import type { Schedule } from './sync/engine.ts';

export interface BackendOptions {
  /** Folder of this person's data on this workstation; created when missing. */
  readonly profileDir: string;
  /** The region to follow; null until one is configured. */
  readonly region: RegionConfigInput | null;
  /** Entry of the ingest worker (`sync/ingest/worker.ts` or its bundle). */
  readonly ingestWorker: URL | string;
  /** File of the gazetteer of communes (`gazetteer/index.ts`); none when absent. */
  readonly gazetteer?: string | null;
  /** Network stack of the host; Node's own by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** Where secrets are kept: the operating system's vault in Electron, files of the profile by default. */
  readonly vault?: SecretVault;
  readonly now?: () => number;
  readonly log?: Log;
  /** False: nothing is exchanged until asked. Default true. */
  readonly autoSync?: boolean;
  readonly schedule?: Partial<Schedule>;
  readonly backoff?: BackoffSettings;
  readonly timeouts?: Partial<Timeouts>;
}

/** The backend as its host and its tests hold it. */
export interface RunningBackend extends Backend {
  /** Runs one exchange now and resolves when it has ended; rejects with an AppError when it failed. */
  sync(kind: SyncKind): Promise<void>;
}

/**
 * Builds the backend: opens the copy of the region, starts syncing and answers the contract. Local trouble never
 * stops it from starting: a copy from a newer program or an unreachable folder makes every method but `status.get`
 * fail with its reason; a damaged copy is set aside and fetched again.
 * @throws ZodError when `region` is not a valid configuration
 */
export function createBackend(options: BackendOptions): Promise<RunningBackend> {
  const backend = new BackendProcess(options);
  backend.open(null);
  return Promise.resolve(backend);
}

const noRegion = (): AppError =>
  new AppError('not_found', 'Aucune région n’est encore configurée sur ce poste.');

/** A damaged copy that was set aside, and what to tell of it. */
interface Damaged {
  readonly aside: string;
  readonly notice: PlainError;
}

class BackendProcess implements RunningBackend {
  readonly #options: BackendOptions;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #region;
  readonly #vault: SecretVault;
  readonly #listeners = new Set<(name: EventName, payload: Events[EventName]) => void>();
  #session: Session | null = null;
  /** Why there is no session. */
  #blocked: AppError | null = null;
  #recovering: Promise<void> | null = null;
  #closed = false;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.#log = options.log ?? silentLog;
    this.#now = options.now ?? Date.now;
    this.#vault = options.vault ?? fileVault(path.join(options.profileDir, 'coffre'), this.#log);
    this.#region = options.region === null ? null : regionConfigSchema.parse(options.region);
  }

  open(damaged: Damaged | null): void {
    if (this.#region === null) {
      this.#blocked = noRegion();
      return;
    }
    const region = this.#region;
    const attempt = (told: Damaged | null): Session =>
      openSession({
        profileDir: this.#options.profileDir,
        region,
        fetch: this.#options.fetch ?? globalThis.fetch,
        ingestWorker: this.#options.ingestWorker,
        gazetteer: this.#options.gazetteer ?? null,
        vault: this.#vault,
        now: this.#now,
        log: this.#log,
        autoSync: this.#options.autoSync ?? true,
        schedule: this.#options.schedule ?? {},
        backoff: this.#options.backoff,
        timeouts: this.#options.timeouts ?? {},
        emit: (name, payload) => {
          for (const listener of this.#listeners) listener(name, payload);
        },
        notices: told === null ? [] : [told.notice],
        salvageFrom: told?.aside ?? null,
        onCorrupt: (error) => {
          void this.#recover(error);
        },
      });
    try {
      this.#blocked = null;
      try {
        this.#session = attempt(damaged);
      } catch (thrown) {
        if (!isCorruption(thrown)) throw thrown;
        this.#session = attempt(this.#replaceCopy(region.id, thrown));
      }
    } catch (thrown) {
      const error = storageError(thrown);
      this.#log.error('backend_blocked', { code: toPlainError(error).code, thrown });
      this.#blocked =
        error instanceof AppError
          ? error
          : new AppError('internal', toPlainError(error).message, { cause: error });
    }
  }

  async call(method: MethodName, params: unknown): Promise<unknown> {
    try {
      return await this.#handle(method, params);
    } catch (thrown) {
      if (!isCorruption(thrown) || this.#closed) throw storageError(thrown);
      // The file proved to be damaged while it was read: replace it, then answer from the new one.
      await this.#recover(thrown);
      return await this.#handle(method, params);
    }
  }

  onAny(listener: (name: EventName, payload: Events[EventName]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async sync(kind: SyncKind): Promise<void> {
    await this.#recovering;
    if (this.#session === null) throw this.#blocked ?? noRegion();
    await this.#session.engine.run(kind);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#recovering;
    const session = this.#session;
    this.#session = null;
    this.#blocked = new AppError('backend_gone', 'Le service local est arrêté.');
    await session?.close(true);
  }

  async #handle(method: MethodName, params: unknown): Promise<unknown> {
    await this.#recovering;
    if (this.#session === null) {
      if (method === 'status.get') return this.#blockedStatus();
      throw this.#blocked ?? noRegion();
    }
    const handler = this.#session.handlers[method] as ((params: unknown) => unknown) | undefined;
    if (handler === undefined) {
      throw new AppError('unknown_method', `Cette action n’existe pas dans cette version (${method}).`);
    }
    return handler(params);
  }

  #blockedStatus(): AppStatus {
    const region = this.#region;
    return {
      region:
        region === null ? null : { id: region.id, name: region.name, demonstration: region.demonstration },
      online: false,
      offlineSince: null,
      lastSyncAt: null,
      lastFullSyncAt: null,
      syncing: null,
      problem: null,
      nextAttemptAt: null,
      counts: {},
      notUnderstood: 0,
      notices: this.#blocked === null || region === null ? [] : [toPlainError(this.#blocked)],
    };
  }

  /** Closes the damaged copy, sets it aside and starts again with a new one, which a full pull will fill. */
  #recover(error: unknown): Promise<void> {
    this.#recovering ??= (async () => {
      const session = this.#session;
      this.#session = null;
      try {
        await session?.close(false);
        if (!this.#closed && this.#region !== null) this.open(this.#replaceCopy(this.#region.id, error));
      } finally {
        this.#recovering = null;
      }
    })();
    return this.#recovering;
  }

  #replaceCopy(regionId: string, thrown: unknown): Damaged {
    const file = copyFile(this.#options.profileDir, regionId);
    const aside = setAside(file, this.#now());
    this.#log.error('database_corrupt', { aside, thrown });
    return { aside, notice: toPlainError(storageError(thrown)) };
  }
}
