import type { FilterName, SearchFilters } from '../../../../shared/domain/search-filters.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import type { CalendarDate } from '../../../../shared/domain/calendar/paris-time.ts';
import { distanceKm } from '../../gazetteer/index.ts';
import type { IndexedOffer } from './offers.ts';

/** What the filters ask of the moment and of other parts. */
export interface Circumstances {
  readonly now: number;
  readonly today: CalendarDate;
  readonly isOpen: (offer: IndexedOffer) => boolean;
  readonly beds: ReadonlyMap<string, number>;
  /** Where `filters.within` starts; null when it could not be found. */
  readonly around: { readonly latitude: number; readonly longitude: number } | null;
}

/** Filters whose values are counted one by one. */
export const listFilters = [
  'departments',
  'fields',
  'unitTypes',
  'careModes',
  'sectors',
  'equipment',
  'aptitudes',
] as const;
export type ListFilter = (typeof listFilters)[number];

/** All wanted at once: counting their values is counting what is kept. */
const together: ReadonlySet<ListFilter> = new Set(['equipment', 'aptitudes']);

export type Counts = ReadonlyMap<string, number>;

export interface Narrowed {
  readonly kept: readonly IndexedOffer[];
  readonly values: Readonly<Record<ListFilter, Counts>>;
  readonly adult: number;
  readonly child: number;
  readonly openNow: number;
  readonly bedsAvailable: number;
  readonly closed: number;
  /** Offers that only this filter leaves out. */
  readonly leftOut: Readonly<Partial<Record<FilterName, number>>>;
}

interface Test {
  readonly name: FilterName;
  readonly keeps: (offer: IndexedOffer) => boolean;
}

/** Long stay (USLD) is a unit type of the nomenclature and a field of activity for those who look for a bed. */
const longStay = '249';
export const longStayField = 'SLD';

const noValues: readonly string[] = [];
const one = (value: string | null): readonly string[] => (value === null ? noValues : [value]);

const valuesOf: Readonly<Record<ListFilter, (offer: IndexedOffer) => readonly string[]>> = {
  departments: ({ department }) => one(department),
  fields: ({ field, unitType }) => (unitType === longStay ? [...one(field), longStayField] : one(field)),
  unitTypes: ({ unitType }) => one(unitType),
  careModes: ({ careModes }) => careModes,
  sectors: ({ sectors }) => sectors,
  equipment: ({ equipment }) => equipment,
  aptitudes: ({ aptitudes }) => aptitudes,
};

function testsOf(filters: SearchFilters, at: Circumstances): Test[] {
  const tests: Test[] = [];
  for (const name of listFilters) {
    const wanted = filters[name];
    if (wanted.length === 0) continue;
    const read = valuesOf[name];
    const any = new Set(wanted);
    tests.push({
      name,
      keeps: together.has(name)
        ? (offer) => wanted.every((value) => read(offer).includes(value))
        : (offer) => read(offer).some((value) => any.has(value)),
    });
  }
  const { within, age, audience } = filters;
  if (within !== null) {
    const { around } = at;
    const { km } = within;
    tests.push({
      name: 'within',
      keeps: ({ standing }) => around !== null && standing !== null && distanceKm(around, standing) <= km,
    });
  }
  if (audience !== 'all') tests.push({ name: 'audience', keeps: (offer) => offer[audience] });
  if (age !== null) tests.push({ name: 'age', keeps: (offer) => takesAge(offer, age) });
  if (filters.openNow) tests.push({ name: 'openNow', keeps: at.isOpen });
  if (filters.bedsAvailable) tests.push({ name: 'bedsAvailable', keeps: (offer) => hasBeds(offer, at) });
  if (!filters.closed) {
    tests.push({
      name: 'closed',
      keeps: (offer) => !isClosed(offer, at),
    });
  }
  return tests;
}

/** Whether the offer itself is closed at that moment. */
export function isClosed({ closedFrom, reopensOn }: IndexedOffer, at: Circumstances): boolean {
  return closedFrom !== null && isOfferClosed(closedFrom, reopensOn, at.now, at.today);
}

/** Whether a bed is available by a figure that counts; an offer closed today has none. */
export function hasBeds(offer: IndexedOffer, at: Circumstances): boolean {
  return (at.beds.get(offer.id) ?? 0) > 0 && !isClosed(offer, at);
}

/** An unknown or impossible range shuts nobody out. A child of ten and a half is ten. */
function takesAge({ ageLow, ageHigh }: IndexedOffer, age: number): boolean {
  if (ageLow !== null && ageHigh !== null && ageLow > ageHigh) return true;
  return (ageLow === null || age >= ageLow) && (ageHigh === null || Math.floor(age) <= ageHigh);
}

/**
 * What filters keep of some offers, and how many each value of each filter would keep under the others, in one pass.
 */
export function narrow(offers: Iterable<IndexedOffer>, filters: SearchFilters, at: Circumstances): Narrowed {
  const tests = testsOf(filters, at);
  const kept: IndexedOffer[] = [];
  const values = Object.fromEntries(
    listFilters.map((name) => [name, new Map<string, number>(filters[name].map((value) => [value, 0]))]),
  ) as Record<ListFilter, Map<string, number>>;
  const leftOut: Partial<Record<FilterName, number>> = {};
  const count = { adult: 0, child: 0, openNow: 0, bedsAvailable: 0, closed: 0 };
  const countValues = (name: ListFilter, offer: IndexedOffer): void => {
    const map = values[name];
    for (const value of valuesOf[name](offer)) map.set(value, (map.get(value) ?? 0) + 1);
  };
  const countAudience = (offer: IndexedOffer): void => {
    if (offer.adult) count.adult += 1;
    if (offer.child) count.child += 1;
  };
  for (const offer of offers) {
    let fails = 0;
    let only: FilterName | null = null;
    for (const { name, keeps } of tests) {
      if (keeps(offer)) continue;
      fails += 1;
      only = name;
      if (fails > 1) break;
    }
    if (fails > 1) continue;
    if (fails === 1 && only !== null) {
      leftOut[only] = (leftOut[only] ?? 0) + 1;
      if (only === 'audience') countAudience(offer);
      else if (only === 'closed') count.closed += 1;
      else if (isList(only) && !together.has(only)) countValues(only, offer);
      continue;
    }
    kept.push(offer);
    for (const name of listFilters) countValues(name, offer);
    countAudience(offer);
    if (at.isOpen(offer)) count.openNow += 1;
    if (hasBeds(offer, at)) count.bedsAvailable += 1;
    if (filters.closed && isClosed(offer, at)) count.closed += 1;
  }
  return { kept, values, ...count, leftOut };
}

function isList(name: FilterName): name is ListFilter {
  return (listFilters as readonly string[]).includes(name);
}
