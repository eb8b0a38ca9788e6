import type { ParsedParams, Result } from '../../../../shared/contract/index.ts';
import type { SearchPlace, SearchResults } from '../../../../shared/contract/search.ts';
import type { SearchFilters } from '../../../../shared/domain/search-filters.ts';
import type { BackendContext } from '../../context.ts';
import type { Commune, Gazetteer } from '../../gazetteer/index.ts';
import { OpeningNow } from '../../search/opening.ts';
import { Suggester } from '../../search/suggest.ts';
import { ordinaryViewer, type Viewer } from '../../viewer.ts';
import { BedBook } from './beds.ts';
import { Matcher } from './matching.ts';
import { Offers, type IndexedOffer } from './offers.ts';
import {
  countEstablishments,
  sortedEstablishments,
  sortedOffers,
  type EstablishmentGroup,
  type Sort,
} from './order.ts';
import { Places } from './places.ts';
import { ResultDesk, type Answer, type Question } from './results.ts';
import { RowMaker } from './rows.ts';
import { SuggestionDesk } from './suggestions.ts';

type SearchMethod = 'search.suggest' | 'search.results' | 'search.facets' | 'search.places' | 'search.place';

export type SearchHandlers = {
  readonly [M in SearchMethod]: (params: ParsedParams<M>) => Result<M> | Promise<Result<M>>;
};

export interface SearchFeature {
  readonly handlers: SearchHandlers;
  close(): void;
}

/** Longest text of a question that is read. */
const longestText = 500;

/** Search box (F1) and results (F2) over the local copy. Nothing is read before the first question. */
export function createSearchFeature(
  context: BackendContext,
  options: { readonly gazetteer: Gazetteer | null },
): SearchFeature {
  let desk: SearchDesk | null = null;
  const gazetteer = options.gazetteer === null ? null : remembering(options.gazetteer);
  const open = (): SearchDesk => (desk ??= new SearchDesk(context, gazetteer));
  const stop = context.onDataChanged(({ scopes, locationIds }) => {
    if (scopes.includes('directory')) desk?.directoryChanged();
    else if (scopes.includes('beds')) desk?.bedsChanged(locationIds);
  });
  const viewer = (): Viewer => context.viewer?.() ?? ordinaryViewer;
  return {
    handlers: {
      'search.suggest': (params) => ({
        ...open().suggestions.suggest(params, viewer()),
        indexing: open().indexing(),
      }),
      'search.results': (params) => open().results(params, viewer()),
      'search.facets': (params) => open().facets(params, viewer()),
      'search.places': ({ text, limit }) => open().placesNamed(text, limit, viewer()),
      'search.place': ({ ref }) => open().places.resolve(ref),
    },
    close: stop,
  };
}

/** The same gazetteer, reading each commune once: a region has a thousand, asked for at every keystroke. */
function remembering(gazetteer: Gazetteer): Gazetteer {
  const communes = new Map<string, Commune | null>();
  return {
    find: (query, limit) => gazetteer.find(query, limit),
    byPostalCode: (postalCode) => gazetteer.byPostalCode(postalCode),
    byCode: (code) => {
      let commune = communes.get(code);
      if (commune === undefined) {
        commune = gazetteer.byCode(code);
        if (communes.size > 50_000) communes.clear();
        communes.set(code, commune);
      }
      return commune;
    },
    get size() {
      return gazetteer.size;
    },
  };
}

class SearchDesk {
  readonly places: Places;
  readonly suggestions: SuggestionDesk;
  readonly #suggester: Suggester;
  readonly #opening: OpeningNow;
  readonly #beds: BedBook;
  readonly #offers: Offers;
  readonly #answers: ResultDesk;
  readonly #rows: RowMaker;
  readonly #indexing;
  readonly #labels = new Map<string, ReadonlyMap<string, string>>();
  /** Pages of one answer follow each other: its order is made once. */
  readonly #unitOrders = new WeakMap<Answer, Map<Sort, readonly IndexedOffer[]>>();
  readonly #groupOrders = new WeakMap<Answer, Map<Sort, readonly EstablishmentGroup[]>>();

  constructor({ copy, now }: BackendContext, gazetteer: Gazetteer | null) {
    this.places = new Places(copy, gazetteer);
    this.#indexing = copy
      .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM search_dirty WHERE type <> 'Location')")
      .pluck();
    this.#beds = new BedBook(copy, now);
    this.#suggester = new Suggester(copy, { gazetteer, now, bedsOf: (ids) => this.#beds.some(ids) });
    this.#opening = new OpeningNow(copy);
    this.#offers = new Offers(copy, this.places, now);
    const readLabels = copy.prepare<[string]>('SELECT code, display FROM code_label WHERE system = ?').raw();
    const labels = (system: string): ReadonlyMap<string, string> => {
      let known = this.#labels.get(system);
      if (known === undefined) {
        known = new Map(readLabels.all(system) as [string, string][]);
        this.#labels.set(system, known);
      }
      return known;
    };
    this.#rows = new RowMaker(copy, { beds: this.#beds, places: this.places, labels });
    this.#answers = new ResultDesk({
      offers: this.#offers,
      matcher: new Matcher(copy, this.#suggester),
      beds: this.#beds,
      places: this.places,
      opening: this.#opening,
      now,
      labels,
    });
    this.suggestions = new SuggestionDesk(copy, {
      suggester: this.#suggester,
      beds: this.#beds,
      places: this.places,
      now,
    });
  }

  directoryChanged(): void {
    this.#labels.clear();
    this.#offers.invalidate();
    this.#beds.invalidate([]);
    this.#answers.invalidate();
  }

  bedsChanged(locationIds: readonly string[]): void {
    this.#beds.invalidate(locationIds);
    this.#answers.invalidate();
  }

  async results(params: ParsedParams<'search.results'>, viewer: Viewer): Promise<SearchResults> {
    const { sort, view, offset, limit } = params;
    const answer = await this.#answers.answer(read(params), viewer);
    const alone = !narrowsUnits(params.filters);
    const page = view === 'units' ? this.#ordered(answer, sort).slice(offset, offset + limit) : [];
    const groups = view === 'units' ? null : this.#grouped(answer, sort, alone);
    return {
      computedAt: new Date(answer.at.now).toISOString(),
      total: {
        units: answer.narrowed.kept.length,
        establishments: groups?.length ?? countEstablishments(answer, alone),
      },
      offset,
      units: page.map((offer) => this.#rows.unit(offer, answer, viewer)),
      establishments: (groups ?? [])
        .slice(offset, offset + limit)
        .map((group) => this.#rows.establishment(group, answer, viewer)),
      understood: answer.matches.understood,
      place: answer.place,
      indexing: this.indexing(),
    };
  }

  #ordered(answer: Answer, sort: Sort): readonly IndexedOffer[] {
    const orders = this.#unitOrders.get(answer) ?? new Map<Sort, readonly IndexedOffer[]>();
    this.#unitOrders.set(answer, orders);
    const known = orders.get(sort);
    if (known !== undefined) return known;
    const made = sortedOffers(answer, sort, this.#opening);
    orders.set(sort, made);
    return made;
  }

  #grouped(answer: Answer, sort: Sort, alone: boolean): readonly EstablishmentGroup[] {
    const orders = this.#groupOrders.get(answer) ?? new Map<Sort, readonly EstablishmentGroup[]>();
    this.#groupOrders.set(answer, orders);
    const known = orders.get(sort);
    if (known !== undefined) return known;
    const made = sortedEstablishments(answer, sort, (id) => this.#rows.facts(id, answer), alone);
    orders.set(sort, made);
    return made;
  }

  /** Whether records wait to be indexed. */
  indexing(): boolean {
    return this.#indexing.get() === 1;
  }

  async facets(params: ParsedParams<'search.facets'>, viewer: Viewer): Promise<Result<'search.facets'>> {
    return this.#answers.facets(await this.#answers.answer(read(params), viewer));
  }

  /** Communes first: a place of care is most often where the patient is. */
  placesNamed(text: string, limit: number, viewer: Viewer): SearchPlace[] {
    const communes = this.places.communes(text, limit);
    const houses = this.#suggester
      .suggest(text, { category: 'establishment', limit, sensitive: viewer.seesSensitive })
      .best.flatMap(({ refId, level }) =>
        level === 'EG' ? (this.places.resolve(`organization:${refId}`) ?? []) : [],
      );
    const half = Math.ceil(limit / 2);
    const kept = communes.slice(0, Math.max(half, limit - houses.length));
    return [...kept, ...houses].slice(0, limit);
  }
}

/** The part of a question that its answer depends on. */
function read({ text, filters, place }: Question): Question {
  return { text: text.slice(0, longestText).trim(), filters, place };
}

/** Whether a filter says something of units that an establishment found by its name alone cannot answer. */
function narrowsUnits(filters: SearchFilters): boolean {
  return Object.values({ ...filters, closed: false }).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null && value !== false && value !== 'all',
  );
}
