import type { OpeningState } from '../../../shared/domain/opening-hours.ts';
import type { Candidate, Wanted } from './candidates.ts';
import { categories, type Category } from './categories.ts';

export type MatchKind = 'exact' | 'name_prefix' | 'name' | 'acronym' | 'other';

export interface Ranked {
  readonly candidate: Candidate;
  readonly category: Category;
  readonly kind: MatchKind;
  /** Smaller is better; equal scores are ties. */
  readonly score: number;
  readonly opening: OpeningState | null;
  readonly distanceKm: number | null;
}

/** How far a word is from what was typed: the whole word, its beginning, or a correction of it. */
function wordCost(words: readonly string[], { word, prefixes }: Wanted): number | null {
  let cost: number | null = null;
  for (const candidate of words) {
    if (candidate === word.word) return 0;
    if (prefixes.some((prefix) => candidate.startsWith(prefix)))
      cost = candidate.startsWith(word.word) ? 0.1 : 0.15;
  }
  return cost;
}

/**
 * Rank of a match (F1): the exact name, then a name that begins with the query, then words of the name, acronyms and
 * synonyms, other fields. A word found in a weaker field costs more; scores are rounded so that like matches tie.
 */
export function scoreOf(
  candidate: Candidate,
  wanted: readonly Wanted[],
  key: string,
): { kind: MatchKind; score: number } {
  if (candidate.nameKey === key) return { kind: 'exact', score: 0 };
  const nameWords = candidate.nameKey.split(' ');
  const acronyms = candidate.acronym.split(' ');
  if (candidate.nameKey.startsWith(key) && wanted.length > 0) {
    // "rea" begins both "réanimation" and "réadaptation": what it abbreviates comes first.
    const sure =
      candidate.nameKey.charAt(key.length) === ' ' ||
      wanted.every(({ word }) => nameWords.includes(word.word) || acronyms.includes(word.word));
    return { kind: 'name_prefix', score: sure ? 1 : 1.2 };
  }
  let total = 0;
  let sayings = 0;
  let kind: MatchKind = 'name';
  for (const each of wanted) {
    const inName = wordCost(nameWords, each);
    if (inName === 0 || acronyms.includes(each.word.word)) sayings += 1;
    if (inName !== null) {
      total += inName > 0 && acronyms.includes(each.word.word) ? 0.02 : inName;
      continue;
    }
    const inAcronym = wordCost(acronyms, each);
    // An acronym typed whole says as much as the name; the beginning of one says little.
    if (inAcronym !== null) {
      total += inAcronym === 0 ? 0.5 : 1.3;
      if (kind === 'name') kind = 'acronym';
    } else {
      total += 1.6;
      kind = 'other';
    }
  }
  // Every word said whole: nothing is left to guess, which a name that merely begins alike is not.
  if (total === 0) return { kind, score: 1.05 };
  if (kind !== 'other' && sayings === wanted.length) return { kind, score: 1.1 };
  const mean = total / Math.max(1, wanted.length);
  const begins = wanted.length > 0 && wanted.some(({ word }) => nameWords[0] === word.word);
  return { kind, score: 2 + Math.round(mean * 20) / 20 - (begins ? 0.2 : 0) };
}

const openRank: Readonly<Record<OpeningState, number>> = { open: 0, unknown: 1, closed: 2 };
/** A legal entity is rarely what is looked for: its establishments come first; services below their units. */
const levelRank: Readonly<Record<string, number>> = { EJ: 1, POLE: 3, SERVICE: 2, UF: 2 };

const categoryRank = Object.fromEntries(categories.map((category, index) => [category, index])) as Record<
  Category,
  number
>;

/** Order of two matches: score, then open now, distance (rounded to 100 m), and a stable order; beds are compared apart. */
export function compareRanked(a: Ranked, b: Ranked): number {
  return (
    a.score - b.score ||
    categoryRank[a.category] - categoryRank[b.category] ||
    (levelRank[a.candidate.level ?? ''] ?? 0) - (levelRank[b.candidate.level ?? ''] ?? 0) ||
    (a.opening === null ? 0 : openRank[a.opening]) - (b.opening === null ? 0 : openRank[b.opening]) ||
    Math.round((a.distanceKm ?? 1e4) * 10) - Math.round((b.distanceKm ?? 1e4) * 10)
  );
}
