import type { Events } from '../shared/contract/index.ts';
import type { RegionBoard } from '../shared/contract/beds.ts';
import type { AppStatus } from '../shared/contract/status.ts';
import { createBackend, type RunningBackend } from './backend/index.ts';
import type { Log } from './backend/context.ts';
import type { RegionConfig } from './backend/region/config.ts';
import { ingestWorkerOf } from './open-backend.ts';

/** What one run of the main job without a window found. */
export interface CheckResult {
  readonly offers: number;
  readonly locations: number;
  readonly organizations: number;
  /** Available and installed beds, units and units up to date of the whole region, by group id; null is "not transmitted". */
  readonly beds: Readonly<Record<string, CheckedBeds>>;
  readonly notUnderstood: number;
  /** Seconds by step. */
  readonly seconds: Readonly<Record<'open' | 'full' | 'delta' | 'board', number>>;
}

export interface CheckedBeds {
  readonly available: number | null;
  readonly installed: number | null;
  readonly units: number;
  readonly unitsUpToDate: number;
}

export interface CheckOptions {
  readonly profileDir: string;
  readonly region: RegionConfig;
  /** Makes bed figures change in the region; resolves with the ids of the Locations changed, or null when it cannot. */
  readonly changeBeds: () => Promise<readonly string[] | null>;
  readonly log: Log;
  readonly say: (line: string) => void;
}

/** Thrown when the job ran but its result is wrong. */
export class CheckFailed extends Error {}

/**
 * The main job: full pull, one delta after bed changes, board read, in `profileDir`.
 * @throws AppError of the step that failed, CheckFailed when what was read back is not what was sent
 */
export async function runCheck(options: CheckOptions): Promise<CheckResult> {
  const seconds = { open: 0, full: 0, delta: 0, board: 0 };
  const timed = async <T>(step: keyof typeof seconds, run: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await run();
    seconds[step] = Math.round(performance.now() - startedAt) / 1000;
    options.say(`${step} : ${seconds[step].toFixed(3).replace('.', ',')} s`);
    return result;
  };
  const backend = await timed('open', () =>
    createBackend({
      profileDir: options.profileDir,
      region: options.region,
      ingestWorker: ingestWorkerOf(import.meta.url),
      log: options.log,
      autoSync: false,
    }),
  );
  try {
    await timed('full', () => backend.sync('full'));
    await checkDelta(backend, options, (run) => timed('delta', run));
    const board = (await timed('board', () =>
      backend.call('beds.regionBoard', { audience: 'all' }),
    )) as RegionBoard;
    const status = (await backend.call('status.get', {})) as AppStatus;
    const { HealthcareService = 0, Location = 0, Organization = 0 } = status.counts;
    if (HealthcareService === 0) throw new CheckFailed('La synchronisation n’a apporté aucune offre.');
    return {
      offers: HealthcareService,
      locations: Location,
      organizations: Organization,
      beds: Object.fromEntries(
        Object.entries(board.total).map(([group, { available, installed, units, unitsUpToDate }]) => [
          group,
          { available, installed, units, unitsUpToDate },
        ]),
      ),
      notUnderstood: status.notUnderstood,
      seconds,
    };
  } finally {
    await backend.close();
  }
}

/** One delta; when the region let us change figures, each of these changes must have been committed and announced. */
async function checkDelta(
  backend: RunningBackend,
  options: CheckOptions,
  timed: (run: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const changes: Events['data.changed'][] = [];
  const stop = backend.onAny((name, payload) => {
    if (name === 'data.changed') changes.push(payload as Events['data.changed']);
  });
  const changed = await options.changeBeds();
  await timed(() => backend.sync('delta'));
  stop();
  const bedChanges = changes.filter((change) => change.scopes.includes('beds'));
  const announced = new Set(bedChanges.flatMap((change) => change.locationIds));
  // Too many changes to be named are announced with an empty list.
  if (changed === null || bedChanges.some((change) => change.locationIds.length === 0)) return;
  const missing = changed.filter((id) => !announced.has(id));
  if (missing.length > 0) {
    throw new CheckFailed(`${missing.length} changements de lits sur ${changed.length} ne sont pas arrivés.`);
  }
}
