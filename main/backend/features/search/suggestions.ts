import type { Database } from 'better-sqlite3';
import type { ParsedParams } from '../../../../shared/contract/index.ts';
import type {
  SearchSuggestion,
  SearchSuggestions,
  SearchTarget,
} from '../../../../shared/contract/search.ts';
import { activityGroupOf } from '../../../../shared/domain/codes.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import { words } from '../../search/normalise.ts';
import type { Suggester, Suggestion } from '../../search/suggest.ts';
import { synonymOf } from '../../search/synonyms/index.ts';
import type { Viewer } from '../../viewer.ts';
import type { BedBook } from './beds.ts';
import { pointOf, type Places } from './places.ts';

interface Closing {
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
}

/** Longest text read; a paste of pages is cut, not refused. */
const longestText = 500;

/** Adds to what the index finds what its documents do not hold: closings and beds. */
export class SuggestionDesk {
  readonly #suggester: Suggester;
  readonly #beds: BedBook;
  readonly #places: Places;
  readonly #now: () => number;
  readonly #closing;

  constructor(
    copy: Database,
    parts: {
      readonly suggester: Suggester;
      readonly beds: BedBook;
      readonly places: Places;
      readonly now: () => number;
    },
  ) {
    this.#suggester = parts.suggester;
    this.#beds = parts.beds;
    this.#places = parts.places;
    this.#now = parts.now;
    this.#closing = copy.prepare<[string], Closing>(
      'SELECT closed_from AS closedFrom, reopens_on AS reopensOn FROM healthcare_service WHERE id = ?',
    );
  }

  suggest(params: ParsedParams<'search.suggest'>, viewer: Viewer): Omit<SearchSuggestions, 'indexing'> {
    const { text, category, limit } = params;
    if (text.trim() === '') {
      // The box has just taken the focus: what the first typing mistake needs is read now.
      this.#suggester.warm();
      return { groups: [], corrected: null, near: null };
    }
    const place = this.#places.resolve(params.place);
    const found = this.#suggester.suggest(text.slice(0, longestText), {
      limit,
      place: place === null ? null : pointOf(place),
      sensitive: viewer.seesSensitive,
      ...(category === undefined ? {} : { category }),
    });
    return {
      groups: found.groups.map(({ category: of, count, capped, suggestions }) => ({
        category: of,
        count,
        capped,
        suggestions: suggestions.flatMap((each) => this.#show(each, text)),
      })),
      corrected: found.corrected,
      near: found.near,
    };
  }

  #show(suggestion: Suggestion, text: string): SearchSuggestion[] {
    const target = targetOf(suggestion);
    if (target === null) return [];
    const closing = target.kind === 'healthcareService' ? this.#closing.get(target.id) : undefined;
    const closed = closing !== undefined && isOfferClosed(closing.closedFrom, closing.reopensOn, this.#now());
    const critical = target.kind === 'healthcareService' && activityGroupOf(suggestion.level) !== undefined;
    return [
      {
        category: suggestion.category,
        target,
        name: suggestion.name,
        highlighted: suggestion.match.highlighted,
        because: suggestion.match.because ?? meaningOf(text, suggestion.name),
        context: suggestion.detail,
        distanceKm: suggestion.distanceKm,
        opening: closed ? 'closed' : suggestion.opening,
        beds: critical ? this.#beds.of(target.id, closed) : null,
        units: suggestion.units,
      },
    ];
  }
}

/** The meaning of an acronym that the name holds as it was typed: « USINV » alone says little. */
function meaningOf(text: string, name: string): string | null {
  const named = words(name);
  for (const word of words(text.slice(0, longestText))) {
    const found = named.includes(word) ? synonymOf([word]) : null;
    if (found === null || found.term !== found.term.toUpperCase()) continue;
    if (!words(found.meaning).every((each) => named.includes(each)))
      return `${found.term} = ${found.meaning}`;
  }
  return null;
}

function targetOf({ refType, refId, category }: Suggestion): SearchTarget | null {
  switch (refType) {
    case 'Organization':
      return { kind: 'organization', id: refId };
    case 'HealthcareService':
      return { kind: 'healthcareService', id: refId };
    case 'PractitionerRole':
      return { kind: 'practitionerRole', id: refId };
    case 'Code':
      return { kind: category === 'equipment' ? 'equipment' : 'aptitude', id: refId };
    default:
      return null;
  }
}
