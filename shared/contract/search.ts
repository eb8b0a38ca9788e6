import { z } from 'zod';
import type { Code } from '../domain/codes.ts';
import type { AgeRange } from '../domain/entities.ts';
import type { BedState } from '../domain/freshness.ts';
import type { OpeningState, OpeningStatus } from '../domain/opening-hours.ts';
import { placeRef, searchFilters, type FilterName } from '../domain/search-filters.ts';
import { method } from './define.ts';

/** Categories of suggestions (F1). */
export const searchCategories = ['establishment', 'unit', 'professional', 'equipment', 'aptitude'] as const;
export type SearchCategory = (typeof searchCategories)[number];

/** What a suggestion opens: a sheet, or the results narrowed to an equipment or an aptitude. */
export type SearchTarget =
  | { readonly kind: 'organization' | 'healthcareService' | 'practitionerRole'; readonly id: string }
  | { readonly kind: 'equipment' | 'aptitude'; readonly id: string };

/** Beds of a unit in one line: never more than what its Locations say. */
export interface UnitBeds {
  /** Beds available by figures that are not too old; null when none is known. */
  readonly available: number | null;
  /** Beds available by figures too old to be counted. */
  readonly staleAvailable: number | null;
  readonly installed: number | null;
  readonly state: BedState;
  /** ISO date of the oldest figure behind `available`, or `staleAvailable`. */
  readonly updatedAt: string | null;
}

export interface SearchSuggestion {
  readonly category: SearchCategory;
  readonly target: SearchTarget;
  readonly name: string;
  /** Words of `name`, as written, that answer the query. */
  readonly highlighted: readonly string[];
  /** Why it is here when the name does not say it: « USINV = soins intensifs neurovasculaires ». */
  readonly because: string | null;
  /** Where it is: establishment, commune; profession of a professional. */
  readonly context: string;
  /** Great-circle km from the place of care; null without a place or without a position. */
  readonly distanceKm: number | null;
  /** Of a unit; `closed` also when the offer itself is closed. */
  readonly opening: OpeningState | null;
  /** Of a critical-care unit. */
  readonly beds: UnitBeds | null;
  /** Of an equipment or an aptitude: units that have it. */
  readonly units: number | null;
}

export interface SearchSuggestions {
  /** The category with the best match first; categories without a match are left out. */
  readonly groups: readonly {
    readonly category: SearchCategory;
    readonly count: number;
    /** The count stopped: there are more. */
    readonly capped: boolean;
    readonly suggestions: readonly SearchSuggestion[];
  }[];
  /** The words read in place of those typed with a mistake. */
  readonly corrected: string | null;
  /** Nothing answered in this commune of the text: what is shown is near it. */
  readonly near: { readonly code: string; readonly name: string } | null;
  /** Records still wait to be indexed: something may be missing. */
  readonly indexing: boolean;
}

/** A place distances start from. */
export interface SearchPlace {
  readonly ref: string;
  readonly name: string;
  readonly department: string | null;
  /** Postal codes of a commune; commune of an establishment. */
  readonly detail: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Typical error in km when the place is only roughly known. */
  readonly approximateKm: number | null;
}

export interface ResultDistance {
  /** Great-circle km; null is « distance inconnue ». */
  readonly km: number | null;
  /** From the centre of the commune: the unit sent no position of its own. */
  readonly ofCommune: boolean;
}

export interface ResultUnit {
  readonly id: string;
  readonly name: string;
  readonly unitType: Code | null;
  readonly establishmentId: string | null;
  readonly establishment: string | null;
  readonly city: string | null;
  readonly department: string | null;
  /** Null when no place of care is chosen. */
  readonly distance: ResultDistance | null;
  /** Null when no hours were sent. */
  readonly opening: OpeningStatus | null;
  readonly offerClosed: { readonly from: string; readonly reopensOn: string | null } | null;
  readonly ageRange: AgeRange | null;
  readonly adult: boolean;
  readonly child: boolean;
  /** Null when no bed figure came for its places. */
  readonly beds: UnitBeds | null;
  readonly phone: string | null;
  /** Whose number it is when the unit has none of its own. */
  readonly phoneOf: string | null;
}

export interface ResultEstablishment {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly city: string | null;
  readonly department: string | null;
  readonly distance: ResultDistance | null;
  /** Units that answer the query and the filters. */
  readonly units: number;
  readonly openUnits: number;
  /** Units with a bed available. */
  readonly unitsWithBeds: number;
  readonly phone: string | null;
}

/** How the text was read. */
export interface Understanding {
  readonly words: readonly string[];
  readonly corrected: string | null;
  readonly near: { readonly code: string; readonly name: string } | null;
}

export interface SearchResults {
  readonly computedAt: string;
  readonly total: { readonly units: number; readonly establishments: number };
  readonly offset: number;
  readonly units: readonly ResultUnit[];
  readonly establishments: readonly ResultEstablishment[];
  readonly understood: Understanding;
  /** Where distances start: the commune named in the query, else the place of care. */
  readonly place: SearchPlace | null;
  /** Records still wait to be indexed: something may be missing. */
  readonly indexing: boolean;
}

export interface SearchFacetValue {
  /** What goes into the filter. */
  readonly value: string;
  readonly code: Code;
  readonly units: number;
}

/** Values of each filter with the units they would leave under the others. */
export interface SearchFacets {
  readonly total: number;
  readonly departments: readonly SearchFacetValue[];
  readonly fields: readonly SearchFacetValue[];
  readonly unitTypes: readonly SearchFacetValue[];
  readonly careModes: readonly SearchFacetValue[];
  readonly equipment: readonly SearchFacetValue[];
  readonly aptitudes: readonly SearchFacetValue[];
  readonly sectors: readonly SearchFacetValue[];
  readonly adult: number;
  readonly child: number;
  readonly openNow: number;
  /** Null when the region sends no bed figure to this profile. */
  readonly bedsAvailable: number | null;
  readonly closed: number;
  /** Units that each filter alone leaves out: what dropping it would bring back. */
  readonly leftOut: Readonly<Partial<Record<FilterName, number>>>;
}

export const resultSorts = ['relevance', 'distance', 'open', 'beds'] as const;
export type ResultSort = (typeof resultSorts)[number];
export const resultViews = ['units', 'establishments'] as const;

const text = z.string().max(2000);
const place = placeRef.nullable().default(null);

export const searchMethods = {
  /** Suggestions for what is being typed (F1), by category. Any text is accepted; nothing typed gives nothing. */
  'search.suggest': method(
    z.object({
      text,
      category: z.enum(searchCategories).optional(),
      place,
      limit: z.number().int().min(1).max(30).default(5),
    }),
  ).returns<SearchSuggestions>(),
  /** Rows `offset` to `offset + limit` of the results (F2), by unit or by establishment. */
  'search.results': method(
    z.object({
      text: text.default(''),
      filters: searchFilters.prefault({}),
      place,
      sort: z.enum(resultSorts).default('relevance'),
      view: z.enum(resultViews).default('units'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
  ).returns<SearchResults>(),
  /** Live counts of the filters for the same query. */
  'search.facets': method(
    z.object({ text: text.default(''), filters: searchFilters.prefault({}), place }),
  ).returns<SearchFacets>(),
  /** Communes and establishments of a name or postal code being typed; those of the region first. */
  'search.places': method(
    z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(30).default(8) }),
  ).returns<readonly SearchPlace[]>(),
  /** One place; null when the region or the gazetteer no longer has it. */
  'search.place': method(z.object({ ref: placeRef })).returns<SearchPlace | null>(),
} as const;
