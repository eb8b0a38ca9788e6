/** Freshness of one figure from its own update date (F9): never from `meta.lastUpdated`. */
export type Freshness = 'fresh' | 'to_refresh' | 'old' | 'expired' | 'never';

/** State of a cell or unit: a word, a shape and a colour on screen. */
export type BedState = 'free' | 'tight' | 'full' | 'closed' | 'expired' | 'not_transmitted';

/** Upper bounds of the first three classes, in hours, bounds included. */
export interface FreshnessThresholds {
  readonly freshHours: number;
  readonly toRefreshHours: number;
  /** Beyond this a figure is expired and leaves the totals. */
  readonly oldHours: number;
}

/** What may be set for each activity group. */
export interface GroupRules {
  readonly thresholds: FreshnessThresholds;
  /** With this many beds left or fewer (and at least one) the state is « tendu ». Never below 1. */
  readonly tightAtMost: number;
}

/** Frais ≤ 8 h, à rafraîchir ≤ 12 h, ancien ≤ 24 h, then périmé: made for a duty of three updates a day. */
export const defaultThresholds: FreshnessThresholds = { freshHours: 8, toRefreshHours: 12, oldHours: 24 };

export const defaultGroupRules: GroupRules = { thresholds: defaultThresholds, tightAtMost: 1 };

/** A source's clock may run this far ahead of ours before its dates are called impossible. */
export const clockSkewToleranceMs = 5 * 60_000;

export const hourMs = 3_600_000;

/** Whether a date lies so far ahead that no clock difference explains it. Both in epoch milliseconds. */
export function isFutureDate(updatedAt: number, now: number): boolean {
  return updatedAt - now > clockSkewToleranceMs;
}

/**
 * Whether a figure may still be summed under a limit of age in hours (included; `null` means any age). A figure
 * without a date has no known age: it passes only when any age does. Future dates are for the caller to refuse.
 */
export function isWithinAge(updatedAt: number | null, now: number, maxAgeHours: number | null): boolean {
  if (maxAgeHours === null) return true;
  return updatedAt !== null && now - updatedAt <= maxAgeHours * hourMs;
}

/**
 * Class of a figure by its age. Instants in epoch milliseconds, so that the nights of 23 and 25 hours change
 * nothing. `never` when there is no date, or one in the future beyond the tolerance: it says nothing of the age.
 */
export function freshnessOf(
  updatedAt: number | null,
  now: number,
  thresholds: FreshnessThresholds = defaultThresholds,
): Freshness {
  if (updatedAt === null || isFutureDate(updatedAt, now)) return 'never';
  if (isWithinAge(updatedAt, now, thresholds.freshHours)) return 'fresh';
  if (isWithinAge(updatedAt, now, thresholds.toRefreshHours)) return 'to_refresh';
  if (isWithinAge(updatedAt, now, thresholds.oldHours)) return 'old';
  return 'expired';
}
