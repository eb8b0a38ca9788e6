import type { ParsedParams } from '../../../../shared/contract/index.ts';
import type { OpeningState } from '../../../../shared/domain/opening-hours.ts';
import type { OpeningNow } from '../../search/opening.ts';
import { hasBeds, isClosed } from './narrow.ts';
import type { IndexedOffer } from './offers.ts';
import { kmOf, type Answer } from './results.ts';

export type Sort = ParsedParams<'search.results'>['sort'];

const openRank: Readonly<Record<OpeningState, number>> = { open: 0, unknown: 1, closed: 2 };
const collator = new Intl.Collator('fr', { numeric: true });

type Rank = 'score' | 'open' | 'far' | 'beds';
type Ranks = Readonly<Record<Rank, number>>;

const bySort: Readonly<Record<Sort, readonly Rank[]>> = {
  relevance: ['score', 'open', 'far', 'beds'],
  distance: ['far', 'score', 'open', 'beds'],
  open: ['open', 'far', 'score', 'beds'],
  beds: ['beds', 'open', 'far', 'score'],
};

/** The offers kept, best first for this sort; the last word is the name, so that the order is always the same. */
export function sortedOffers(answer: Answer, sort: Sort, opening: OpeningNow): IndexedOffer[] {
  const { narrowed, matches, at, place } = answer;
  const rankOf: Readonly<Record<Rank, (offer: IndexedOffer) => number>> = {
    score: (offer) => matches.scores.get(offer) ?? 0,
    open: (offer) => (isClosed(offer, at) ? 2 : openRank[opening.state(offer.hours, at.now)]),
    // Hundreds of metres, so that neighbours tie; unknown ones last.
    far: (offer) => Math.round((kmOf(place, offer) ?? 1e6) * 10),
    beds: (offer) => -(at.beds.get(offer.id) ?? -1),
  };
  const readers = bySort[sort].map((name) => rankOf[name]);
  const ranked = narrowed.kept.map((offer) => ({ offer, ranks: readers.map((read) => read(offer)) }));
  ranked.sort((a, b) => compareRanks(a.ranks, b.ranks) || compareNames(a.offer, b.offer));
  return ranked.map(({ offer }) => offer);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareNames(a: IndexedOffer, b: IndexedOffer): number {
  return a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : a.id < b.id ? -1 : 1;
}

/** Kept offers of one establishment, in one line. */
export interface EstablishmentGroup {
  readonly id: string;
  readonly name: string;
  readonly units: number;
  readonly openUnits: number;
  readonly unitsWithBeds: number;
  readonly km: number | null;
}

/** What is read of an establishment to put it in order. */
export interface EstablishmentFacts {
  readonly name: string;
  readonly km: number | null;
}

/** How many establishments carry the offers kept; those found by name alone are counted when nothing narrows. */
export function countEstablishments({ narrowed, matches }: Answer, alone: boolean): number {
  const found = new Set<string>(alone ? matches.establishments.keys() : []);
  for (const { establishmentId } of narrowed.kept) if (establishmentId !== null) found.add(establishmentId);
  return found.size;
}

/** The kept offers by establishment, best first; establishments found by name alone come too when nothing narrows. */
export function sortedEstablishments(
  answer: Answer,
  sort: Sort,
  factsOf: (id: string) => EstablishmentFacts | null,
  alone: boolean,
): EstablishmentGroup[] {
  const { narrowed, matches, at } = answer;
  const groups = new Map<
    string,
    { units: number; openUnits: number; unitsWithBeds: number; score: number }
  >();
  const group = (id: string): { units: number; openUnits: number; unitsWithBeds: number; score: number } => {
    const known = groups.get(id);
    if (known !== undefined) return known;
    const score = matches.establishments.get(id) ?? 9;
    const made = { units: 0, openUnits: 0, unitsWithBeds: 0, score };
    groups.set(id, made);
    return made;
  };
  for (const offer of narrowed.kept) {
    if (offer.establishmentId === null) continue;
    const counted = group(offer.establishmentId);
    counted.units += 1;
    if (at.isOpen(offer)) counted.openUnits += 1;
    if (hasBeds(offer, at)) counted.unitsWithBeds += 1;
    counted.score = Math.min(counted.score, matches.scores.get(offer) ?? 0);
  }
  if (alone) for (const id of matches.establishments.keys()) group(id);
  const keys = sort === 'relevance' ? (['score', 'far'] as const) : bySort[sort];
  const list = [...groups].flatMap(([id, { score, ...counts }]) => {
    const facts = factsOf(id);
    if (facts === null) return [];
    const ranks: Ranks = {
      score: matches.narrowing ? score : 0,
      open: -counts.openUnits,
      far: Math.round((facts.km ?? 1e6) * 10),
      beds: -counts.unitsWithBeds,
    };
    return [{ group: { id, ...counts, ...facts }, ranks: keys.map((key) => ranks[key]) }];
  });
  list.sort(
    (a, b) =>
      compareRanks(a.ranks, b.ranks) ||
      b.group.units - a.group.units ||
      collator.compare(a.group.name, b.group.name) ||
      (a.group.id < b.group.id ? -1 : 1),
  );
  return list.map(({ group: each }) => each);
}
