/** Waits between attempts, in ms. */
export interface BackoffSettings {
  readonly baseMs: number;
  readonly capMs: number;
}

export const defaultBackoff: BackoffSettings = { baseMs: 5_000, capMs: 15 * 60_000 };

/** A server may ask for longer than our cap, but not for ever: one hour. */
const retryAfterCap = 60 * 60_000;

/**
 * Milliseconds to wait before attempt `failures + 1`: doubles from the base to the cap, spread over its upper half so
 * that the workstations of a region do not all come back at once; never less than the server's `Retry-After`.
 * `random` is in [0, 1).
 */
export function backoffDelay(
  failures: number,
  retryAfter: number | null,
  random: number,
  settings: BackoffSettings = defaultBackoff,
): number {
  const full = Math.min(settings.capMs, settings.baseMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  const own = full * (0.5 + random / 2);
  const asked = retryAfter === null ? 0 : Math.min(retryAfter, retryAfterCap) * (1 + random / 10);
  return Math.round(Math.max(own, asked));
}
