import type { ParsedParams } from '../../../../shared/contract/index.ts';
import type { SearchFacets, SearchFacetValue, SearchPlace } from '../../../../shared/contract/search.ts';
import { parisDayOf } from '../../../../shared/domain/calendar/paris-time.ts';
import { systems, type Code } from '../../../../shared/domain/codes.ts';
import { compareDepartments, departmentLabel } from '../../../../shared/domain/departments.ts';
import { labelOf } from '../../../../shared/domain/labels.ts';
import { distanceKm } from '../../gazetteer/index.ts';
import type { OpeningNow } from '../../search/opening.ts';
import type { Viewer } from '../../viewer.ts';
import type { BedBook } from './beds.ts';
import type { Matcher, Matches } from './matching.ts';
import { isClosed, longStayField, narrow, type Circumstances, type Counts, type Narrowed } from './narrow.ts';
import type { IndexedOffer, OfferIndex, Offers } from './offers.ts';
import { pointOf, type Places } from './places.ts';
import { Slices } from './slices.ts';

export type Question = Pick<ParsedParams<'search.results'>, 'text' | 'filters' | 'place'>;

/** One question answered: everything its rows, facets and order are made from. */
export interface Answer {
  readonly index: OfferIndex;
  readonly matches: Matches;
  readonly narrowed: Narrowed;
  readonly at: Circumstances;
  /** Where distances start. */
  readonly place: SearchPlace | null;
  readonly bedsTransmitted: boolean;
}

interface Parts {
  readonly offers: Offers;
  readonly matcher: Matcher;
  readonly beds: BedBook;
  readonly places: Places;
  readonly opening: OpeningNow;
  readonly now: () => number;
  readonly labels: (system: string) => ReadonlyMap<string, string>;
}

/** Answers kept: the rows, the facets and the next page of one question, and the one before. */
const kept = 6;
const minute = 60_000;
/** Values of one facet sent: nobody reads further, typing in the box does better. */
const mostValues = 80;

/** Answers questions of the results screen; one reading serves its rows, facets and pages. */
export class ResultDesk {
  readonly #parts: Parts;
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Forgets what was answered: the data changed. */
  invalidate(): void {
    this.#answers.clear();
  }

  answer(question: Question, viewer: Viewer): Promise<Answer> {
    const { text, filters, place } = question;
    const moment = Math.floor(this.#parts.now() / minute);
    const key = JSON.stringify([text, filters, place, viewer.seesSensitive, moment]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const made = this.#make(question, viewer);
    this.#answers.set(key, made);
    made.catch(() => this.#answers.delete(key));
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= kept) break;
      this.#answers.delete(oldest);
    }
    return made;
  }

  async #make({ text, filters, place }: Question, viewer: Viewer): Promise<Answer> {
    const { offers, matcher, beds, places, opening } = this.#parts;
    const now = this.#parts.now();
    const index = await offers.current();
    const matches = await matcher.match(text, index, viewer.seesSensitive);
    const { units, transmitted } = await beds.all();
    const { near } = matches.understood;
    const around = filters.within === null ? null : places.resolve(filters.within.around);
    const today = parisDayOf(now).date;
    const at: Circumstances = {
      now,
      today,
      isOpen: (offer) => opening.state(offer.hours, now) === 'open' && !isClosed(offer, at),
      beds: units,
      around: around === null ? null : pointOf(around),
    };
    const slices = new Slices();
    await slices.giveWay();
    const narrowed = narrow(matches.offers, filters, at);
    await slices.giveWay();
    return {
      index,
      matches,
      narrowed,
      at,
      place: near === null ? places.resolve(place) : places.ofCommune(near.code),
      bedsTransmitted: transmitted,
    };
  }

  facets({ narrowed, index, bedsTransmitted }: Answer): SearchFacets {
    const { values } = narrowed;
    const coded = (system: string, counts: Counts): SearchFacetValue[] => {
      const labels = this.#parts.labels(system);
      return valuesBy(counts, (code) => ({ system, code, display: labels.get(code) ?? null }));
    };
    const concept = (counts: Counts): SearchFacetValue[] =>
      mostFrequent(
        valuesBy(counts, (ref) => ({
          system: ref.slice(0, ref.indexOf('|')),
          code: ref.slice(ref.indexOf('|') + 1),
          display: index.concepts.get(ref)?.name ?? null,
        })),
      );
    return {
      total: narrowed.kept.length,
      departments: [...values.departments]
        .toSorted(([a], [b]) => compareDepartments(a, b))
        .map(([value, units]) => ({
          value,
          code: { system: null, code: value, display: departmentLabel(value) },
          units,
        })),
      fields: coded(systems.fieldOfActivity, values.fields).map((each) =>
        each.value === longStayField
          ? { ...each, code: { system: null, code: longStayField, display: 'Soins de longue durée (SLD)' } }
          : each,
      ),
      unitTypes: mostFrequent(coded(systems.offerType, values.unitTypes)),
      careModes: coded(systems.careMode, values.careModes),
      equipment: concept(values.equipment),
      aptitudes: concept(values.aptitudes),
      sectors: valuesBy(values.sectors, (code) => ({ system: null, code, display: null })),
      adult: narrowed.adult,
      child: narrowed.child,
      openNow: narrowed.openNow,
      bedsAvailable: bedsTransmitted ? narrowed.bedsAvailable : null,
      closed: narrowed.closed,
      leftOut: narrowed.leftOut,
    };
  }
}

function valuesBy(counts: Counts, codeOf: (value: string) => Code): SearchFacetValue[] {
  return [...counts]
    .map(([value, units]) => ({ value, code: codeOf(value), units }))
    .toSorted((a, b) => labelOf(a.code).localeCompare(labelOf(b.code), 'fr', { numeric: true }));
}

function mostFrequent(values: readonly SearchFacetValue[]): SearchFacetValue[] {
  return values.toSorted((a, b) => b.units - a.units).slice(0, mostValues);
}

/** Distance of an offer from the place of an answer; null when it cannot be told. */
export function kmOf(place: SearchPlace | null, { standing }: IndexedOffer): number | null {
  const start = place === null ? null : pointOf(place);
  return start === null || standing === null ? null : distanceKm(start, standing);
}
