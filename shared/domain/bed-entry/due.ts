import { addDays, instantOf, minute, parisDayOf } from '../calendar/paris-time.ts';

/** When figures of an activity must have been updated: wall-clock times of Paris, in minutes after midnight. */
export interface DueRule {
  readonly times: readonly number[];
  /** An update made at most this long before a due time counts for it (minutes). */
  readonly leadMinutes: number;
  /** The person is reminded this long before a due time (minutes). */
  readonly remindMinutes: number;
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** Three updates a day for critical care: morning, early afternoon, evening. */
export const criticalCareDue: DueRule = {
  times: [at(7), at(14), at(20)],
  leadMinutes: 120,
  remindMinutes: 30,
};

/** `late`: the last due time passed without an update; `soon`: the next one is near and not yet answered. */
export type DueState = 'done' | 'soon' | 'late';

export interface Due {
  readonly state: DueState;
  /** Epoch milliseconds. */
  readonly last: number;
  readonly next: number;
}

/** The due times around an instant: `last` ≤ now < `next`. Throws RangeError when the rule has no time. */
export function dueTimesAround(now: number, rule: DueRule): { readonly last: number; readonly next: number } {
  const { date } = parisDayOf(now);
  const instants = [addDays(date, -1), date, addDays(date, 1)]
    .flatMap((day) => rule.times.map((time) => instantOf(day, time * minute)))
    .toSorted((a, b) => a - b);
  const last = instants.findLast((instant) => instant <= now);
  const next = instants.find((instant) => instant > now);
  if (last === undefined || next === undefined) throw new RangeError('a due rule needs at least one time');
  return { last, next };
}

/** Where a figure stands towards its due times. `updatedAt` null: never entered, so always late. */
export function dueOf(updatedAt: number | null, now: number, rule: DueRule = criticalCareDue): Due {
  const { last, next } = dueTimesAround(now, rule);
  const lead = rule.leadMinutes * minute;
  if (updatedAt === null || updatedAt < last - lead) return { state: 'late', last, next };
  const near = next - now <= rule.remindMinutes * minute;
  return { state: near && updatedAt < next - lead ? 'soon' : 'done', last, next };
}
