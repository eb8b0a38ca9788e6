import type { EntryFigure, EntryFigures } from './figures.ts';
import { entryKeys, type EntryKey } from './keys.ts';

/** A figure as the person saw it when editing: what the region said, or what this post had entered before. */
export interface EntryBase {
  readonly count: number | null;
  /** Epoch ms. */
  readonly updatedAt: number | null;
}

/** A number and its date: dates alone do not tell two posts apart, since they are whole seconds. */
export interface OwnEntry {
  readonly count: number;
  readonly at: number;
}

/** One figure entered and not yet known to have arrived. Instants in epoch ms, whole seconds. */
export interface EntryValue {
  readonly count: number;
  /** When it was entered: its update date at the region. */
  readonly at: number;
  /** Null: the region held no such figure. */
  readonly base: EntryBase | null;
  /** Absent: the region's own comment stays. */
  readonly comment?: string;
  /** Earlier entries of this post for the same figure, which may or may not have arrived. */
  readonly own: readonly OwnEntry[];
}

export type EntryValues = Readonly<Partial<Record<EntryKey, EntryValue>>>;

/** A figure on which the region and this post disagree, both since the figure that was edited. */
export interface EntryConflict {
  readonly key: EntryKey;
  readonly mine: number;
  readonly theirs: EntryBase;
  readonly base: EntryBase | null;
}

export function keysOf(values: EntryValues): EntryKey[] {
  return entryKeys.filter((key) => values[key] !== undefined);
}

/**
 * One entry out of an unsent one and the next: a figure entered twice keeps the last number, and stays compared with
 * the figure of the region that the first was entered over.
 */
export function mergeEntries(older: EntryValues, newer: EntryValues): EntryValues {
  const merged: Partial<Record<EntryKey, EntryValue>> = { ...older };
  for (const key of keysOf(newer)) {
    const [first, second] = [older[key], newer[key]];
    if (second === undefined) continue;
    merged[key] =
      first === undefined
        ? second
        : {
            ...(first.comment === undefined ? {} : { comment: first.comment }),
            ...second,
            base:
              second.base?.updatedAt === first.at && second.base.count === first.count
                ? first.base
                : second.base,
            own: [...first.own, ...second.own, { count: first.count, at: first.at }],
          };
  }
  return merged;
}

/** Whether the region already says what was entered: as entered, or the same number with a newer date. */
function isThere(value: EntryValue, server: EntryFigure | undefined): boolean {
  return server?.count === value.count && server.updatedAt !== null && server.updatedAt >= value.at;
}

/** Whether someone else has entered another number since the figure that was edited (no locking at the region). */
function isConflict(value: EntryValue, server: EntryFigure | undefined): boolean {
  if (server === undefined || server.count === value.count) return false;
  const { updatedAt } = server;
  if (value.own.some((own) => own.at === updatedAt && own.count === server.count)) return false;
  if (value.base === null) return true;
  const { count, updatedAt: seen } = value.base;
  if (updatedAt === null || seen === null || updatedAt === seen) return server.count !== count;
  return updatedAt > seen;
}

/** The figures nobody may overwrite without choosing. */
export function conflictsOf(values: EntryValues, server: EntryFigures): EntryConflict[] {
  return keysOf(values).flatMap((key) => {
    const [value, theirs] = [values[key], server[key]];
    return value === undefined || theirs === undefined || !isConflict(value, theirs)
      ? []
      : [
          {
            key,
            mine: value.count,
            theirs: { count: theirs.count, updatedAt: theirs.updatedAt },
            base: value.base,
          },
        ];
  });
}

/** The figures the region does not hold yet as entered. */
export function stillToSend(values: EntryValues, server: EntryFigures): EntryKey[] {
  return keysOf(values).filter((key) => {
    const value = values[key];
    return value !== undefined && !isThere(value, server[key]);
  });
}

/** The same entry over the figures of the region as they are now: what « garder ma saisie » sends. */
export function rebase(values: EntryValues, conflicts: readonly EntryConflict[], at: number): EntryValues {
  const over = new Map(conflicts.map(({ key, theirs }) => [key, theirs]));
  const rebased: Partial<Record<EntryKey, EntryValue>> = {};
  for (const key of keysOf(values)) {
    const value = values[key];
    if (value !== undefined) rebased[key] = { ...value, at, base: over.get(key) ?? value.base };
  }
  return rebased;
}

/** Whether two entries say the same numbers of the same figures. */
export function sameNumbers(a: EntryValues, b: EntryValues): boolean {
  const keys = keysOf(a);
  return (
    keys.length === keysOf(b).length &&
    keys.every((key) => a[key]?.count === b[key]?.count && a[key]?.comment === b[key]?.comment)
  );
}
