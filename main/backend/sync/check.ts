import type { RegionBoard } from '../../../shared/contract/beds.ts';
import type { AppStatus } from '../../../shared/contract/status.ts';
import { createBackend, type BackendOptions } from '../index.ts';

export interface CheckOptions extends Omit<BackendOptions, 'autoSync'> {
  /** Called between the full pull and the delta: the demo region changes some beds there. */
  readonly changeBeds: () => Promise<void>;
}

/** What `npm start -- --check` prints. */
export interface CheckReport {
  readonly offers: number;
  readonly locations: number;
  readonly organizations: number;
  /** Available beds counted by group of the boards; null when none is up to date. */
  readonly beds: Readonly<Record<string, number | null>>;
  readonly notUnderstood: number;
  /** Locations the delta brought. */
  readonly changed: number;
  readonly seconds: { readonly open: number; readonly full: number; readonly delta: number; readonly board: number };
}

/**
 * Runs the main job without a window: opens the profile, reads the region in full, then what changed, then the board.
 * Rejects with an AppError as soon as a step fails; the backend is closed in any case.
 */
export async function runCheck(options: CheckOptions): Promise<CheckReport> {
  const seconds = { open: 0, full: 0, delta: 0, board: 0 };
  const timed = async <T>(step: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    seconds[step] = Math.round(performance.now() - began) / 1000;
    return value;
  };
  const backend = await timed('open', () => createBackend({ ...options, autoSync: false }));
  const changed = new Set<string>();
  try {
    await timed('full', () => backend.sync('full'));
    const stop = backend.onAny((name, payload) => {
      if (name === 'data.changed' && 'locationIds' in payload) for (const id of payload.locationIds) changed.add(id);
    });
    await options.changeBeds();
    await timed('delta', () => backend.sync('delta'));
    stop();
    const board = await timed('board', async () => (await backend.call('beds.regionBoard', { audience: 'all' })) as RegionBoard);
    const status = (await backend.call('status.get', {})) as AppStatus;
    return {
      offers: status.counts['HealthcareService'] ?? 0,
      locations: status.counts['Location'] ?? 0,
      organizations: status.counts['Organization'] ?? 0,
      beds: Object.fromEntries(board.groups.map(({ id }) => [id, board.total[id]?.available ?? null])),
      notUnderstood: status.notUnderstood,
      changed: changed.size,
      seconds,
    };
  } finally {
    await backend.close();
  }
}
