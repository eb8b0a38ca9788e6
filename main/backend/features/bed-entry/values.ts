import type { ParsedParams } from '../../../../shared/contract/index.ts';
import { countFault } from '../../../../shared/domain/bed-entry/checks.ts';
import type { EntryBase, EntryValue, EntryValues } from '../../../../shared/domain/bed-entry/entries.ts';
import {
  currentKeys,
  entryKeys,
  entryLabels,
  type EntryKey,
} from '../../../../shared/domain/bed-entry/keys.ts';
import { clockSkewToleranceMs } from '../../../../shared/domain/freshness.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { KnownEntry } from './entry-store.ts';
import type { EntryPlace } from './places.ts';
import { cellsOf, type EntryCells } from './rows.ts';

/** Figures confirmed this short a time ago are not confirmed again. */
const justEnteredMs = 60_000;

/**
 * The update date of what is entered now: whole seconds, as the region writes them, and later than what it replaces
 * even when the clock of this post is a little behind. A date too far ahead to be a clock difference is not followed.
 */
export function nextInstant(now: number, replaced: readonly (number | null)[]): number {
  const second = Math.floor(now / 1000) * 1000;
  const believable = replaced.filter((at) => at !== null && at <= now + clockSkewToleranceMs) as number[];
  return Math.max(second, ...believable.map((at) => Math.floor(at / 1000) * 1000 + 1000));
}

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

function shownBase(cells: EntryCells, key: EntryKey): EntryBase | null {
  const cell = cells[key];
  return cell === undefined ? null : { count: cell.count, updatedAt: instant(cell.updatedAt) };
}

/**
 * What a person typed as values to send.
 * @throws AppError `invalid_params` when a number cannot be one of beds, or nothing was typed
 */
export function enteredValues(
  { figures, comments, base }: ParsedParams<'bedEntry.save'>,
  place: EntryPlace,
  known: KnownEntry | undefined,
  now: number,
): EntryValues {
  const cells = cellsOf(place, known);
  const values: Partial<Record<EntryKey, EntryValue>> = {};
  for (const key of entryKeys) {
    const count = figures[key];
    if (count === undefined) continue;
    const fault = countFault(count);
    if (fault !== null)
      throw new AppError('invalid_params', `${entryLabels[key]} : ${fault}`, { details: { key } });
    const said = base[key];
    const over =
      said === undefined
        ? shownBase(cells, key)
        : said === null
          ? null
          : { count: said.count, updatedAt: instant(said.updatedAt) };
    const comment = comments[key];
    values[key] = {
      count,
      at: nextInstant(now, [over?.updatedAt ?? null, known?.payload.values[key]?.at ?? null]),
      base: over,
      ...(comment === undefined ? {} : { comment }),
      own: [],
    };
  }
  if (Object.keys(values).length === 0) {
    throw new AppError('invalid_params', 'Aucun chiffre n’a été saisi.');
  }
  return values;
}

/** « Inchangé »: the current figures with a new date; or, in words, why there is nothing to confirm. */
export function confirmedValues(
  place: EntryPlace,
  known: KnownEntry | undefined,
  now: number,
): EntryValues | string {
  if (known?.job.state === 'parked') return 'Une saisie de cette unité attend votre choix.';
  const cells = cellsOf(place, known);
  const values: Partial<Record<EntryKey, EntryValue>> = {};
  let oldest = Infinity;
  for (const key of currentKeys) {
    const cell = cells[key];
    if (cell === undefined || cell.count === null) continue;
    const over = shownBase(cells, key);
    oldest = Math.min(oldest, over?.updatedAt ?? -Infinity);
    values[key] = { count: cell.count, at: nextInstant(now, [over?.updatedAt ?? null]), base: over, own: [] };
  }
  if (oldest === Infinity) return 'Aucun chiffre à confirmer : cette unité n’a jamais été renseignée.';
  if (now - oldest < justEnteredMs) return 'Ces chiffres viennent d’être saisis.';
  return values;
}
