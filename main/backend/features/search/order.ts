import type { ParsedParams } from '../../../../shared/contract/index.ts';
import type { OpeningState } from '../../../../shared/domain/opening-hours.ts';
import type { OpeningNow } from '../../search/opening.ts';
import { hasBeds, isClosed } from './narrow.ts';
import type { IndexedOffer } from './offers.ts';
import { kmOf, type Answer } from './results.ts';

export type Sort = ParsedParams<'search.results'>['sort'];

const openRank: Readonly<Record<OpeningState, number>> = { open: 0, unknown: 1, closed: 2 };
const collator = new Intl.Collator('fr', { numeric: true });

interface Ranks {
  readonly score: number;
  readonly open: number;
  /** Hundreds of metres, so that neighbours tie; unknown ones last. */
  readonly far: number;
  readonly beds: number;
}

const bySort: Readonly<Record<Sort, readonly (keyof Ranks)[]>> = {
  relevance: ['score', 'open', 'far', 'beds'],
  distance: ['far', 'score', 'open', 'beds'],
  open: ['open', 'far', 'score', 'beds'],
  beds: ['beds', 'open', 'far', 'score'],
};

/** The offers kept, best first for this sort; the last word is the name, so that the order is always the same. */
export function sortedOffers(answer: Answer, sort: Sort, opening: OpeningNow): IndexedOffer[] {
  const { narrowed, matches, at, place } = answer;
  const keys = bySort[sort];
  const ranked = narrowed.kept.map((offer) => ({
    offer,
    ranks: {
      score: matches.scores.get(offer) ?? 0,
      open: isClosed(offer, at) ? 2 : openRank[opening.state(offer.hours, at.now)],
      far: Math.round((kmOf(place, offer) ?? 1e6) * 10),
      beds: -(at.beds.get(offer.id) ?? -1),
    },
  }));
  ranked.sort((a, b) => compareRanks(a.ranks, b.ranks, keys) || compareNames(a.offer, b.offer));
  return ranked.map(({ offer }) => offer);
}

function compareRanks(a: Ranks, b: Ranks, keys: readonly (keyof Ranks)[]): number {
  for (const key of keys) if (a[key] !== b[key]) return a[key] - b[key];
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

/** The kept offers by establishment, best first; establishments found by name alone come too when nothing narrows. */
export function sortedEstablishments(
  answer: Answer,
  sort: Sort,
  factsOf: (id: string) => EstablishmentFacts | null,
  alone: boolean,
): EstablishmentGroup[] {
  const { narrowed, matches, at } = answer;
  const groups = new Map<string, { units: number; openUnits: number; unitsWithBeds: number; score: number }>();
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
  const list = [...groups].flatMap(([id, { score, ...counts }]) => {
    const facts = factsOf(id);
    if (facts === null) return [];
    const ranks: Ranks = {
      score: matches.narrowing ? score : 0,
      open: -counts.openUnits,
      far: Math.round((facts.km ?? 1e6) * 10),
      beds: -counts.unitsWithBeds,
    };
    return [{ group: { id, ...counts, ...facts }, ranks }];
  });
  const keys = sort === 'relevance' ? (['score', 'far'] as const) : bySort[sort];
  list.sort(
    (a, b) =>
      compareRanks(a.ranks, b.ranks, keys) ||
      b.group.units - a.group.units ||
      collator.compare(a.group.name, b.group.name) ||
      (a.group.id < b.group.id ? -1 : 1),
  );
  return list.map(({ group: each }) => each);
}
