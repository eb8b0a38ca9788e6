import { absurdCount } from '../bed-figures.ts';
import {
  availableKeys,
  closedKeys,
  entryLabels,
  forecastKeys,
  supplementaryKeys,
  type EntryKey,
} from './keys.ts';

/** Counts by key as they would stand after the entry; a missing one is not known. */
export type EntryCounts = Readonly<Partial<Record<EntryKey, number | null>>>;

/** Why a number cannot be sent, in words; null when it can. */
export function countFault(count: number): string | null {
  if (!Number.isFinite(count) || !Number.isInteger(count)) return 'Un nombre de lits est un nombre entier.';
  if (count < 0) return 'Un nombre de lits ne peut pas être négatif.';
  if (count > absurdCount) return `Plus de ${absurdCount} lits pour une unité : vérifiez la saisie.`;
  return null;
}

const sum = (counts: EntryCounts, keys: readonly EntryKey[]): number =>
  keys.reduce((total, key) => total + (counts[key] ?? 0), 0);

/**
 * What does not add up, in words, to be read before sending; nothing here stops a sending (the person may be right and
 * the directory late). Available + occupied + reserved + closed must not exceed installed + supplementary. Without the
 * number of installed beds nothing can be compared.
 */
export function sumWarnings(counts: EntryCounts, installed: number | null): string[] {
  if (installed === null) return [];
  const supplementary = sum(counts, supplementaryKeys);
  const room = installed + supplementary;
  const available = sum(counts, availableKeys);
  const used = available + sum(counts, closedKeys) + (counts.occupied ?? 0) + (counts.reserved ?? 0);
  const roomWords =
    supplementary === 0
      ? `${room} lits installés`
      : `${room} lits (${installed} installés + ${supplementary} supplémentaires)`;
  const warnings: string[] = [];
  if (available > room) warnings.push(`${available} lits libres pour ${roomWords}.`);
  else if (used > room) warnings.push(`Libres + occupés + réservés + fermés = ${used} pour ${roomWords}.`);
  for (const key of forecastKeys) {
    const count = counts[key] ?? 0;
    if (count > room) warnings.push(`${entryLabels[key]} : ${count} pour ${roomWords}.`);
  }
  return warnings;
}
