import { z } from 'zod';
import type { Params } from '../../../shared/contract/index.ts';
import type { ResultSort } from '../../../shared/contract/search.ts';
import {
  noSearchFilters,
  placeRef,
  searchFilters,
  type FilterName,
  type SearchFilters,
} from '../../../shared/domain/search-filters.ts';

const values = z.array(z.coerce.string().min(1).max(300)).max(60).optional().catch(undefined);
const yes = z.literal(true).optional().catch(undefined);
/** The router reads `94` and `121` in an address as numbers. */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).slice(0, 500))
  .optional()
  .catch(undefined);

/** The results as they stand in the address; anything unknown is dropped, never an error. */
export const resultSearch = z.object({
  q: text,
  vue: z.enum(['etablissements']).optional().catch(undefined),
  tri: z.enum(['distance', 'ouverture', 'lits']).optional().catch(undefined),
  dep: values,
  champ: values,
  type: values,
  mode: values,
  equipement: values,
  aptitude: values,
  secteur: values,
  public: z.enum(['adulte', 'enfant']).optional().catch(undefined),
  age: z.number().min(0).max(120).optional().catch(undefined),
  ouvert: yes,
  lits: yes,
  autour: placeRef.optional().catch(undefined),
  rayon: z.number().min(1).max(500).optional().catch(undefined),
  fermes: yes,
});
export type ResultSearch = z.output<typeof resultSearch>;

const sorts: Readonly<Record<NonNullable<ResultSearch['tri']>, ResultSort>> = {
  distance: 'distance',
  ouverture: 'open',
  lits: 'beds',
};

/** Sorts as a person chooses them; the first is the default. */
export const sortLabels: readonly { readonly value: ResultSort; readonly label: string }[] = [
  { value: 'relevance', label: 'Pertinence' },
  { value: 'distance', label: 'Distance' },
  { value: 'open', label: 'Ouverture' },
  { value: 'beds', label: 'Lits' },
];

/** The address of a sort; none for the default. */
export function triOf(sort: string): ResultSearch['tri'] {
  return (Object.keys(sorts) as (keyof typeof sorts)[]).find((key) => sorts[key] === sort);
}

/** The filters of the contract for what the address says; what the contract would refuse is left out. */
export function filtersOf(search: ResultSearch): SearchFilters {
  const { autour, rayon } = search;
  const read = searchFilters.safeParse({
    departments: search.dep ?? [],
    fields: search.champ ?? [],
    unitTypes: search.type ?? [],
    careModes: search.mode ?? [],
    equipment: search.equipement ?? [],
    aptitudes: search.aptitude ?? [],
    sectors: search.secteur ?? [],
    audience: search.public === 'adulte' ? 'adult' : search.public === 'enfant' ? 'child' : 'all',
    age: search.age ?? null,
    openNow: search.ouvert === true,
    bedsAvailable: search.lits === true,
    within: autour === undefined || rayon === undefined ? null : { around: autour, km: rayon },
    closed: search.fermes === true,
  });
  return read.success ? read.data : noSearchFilters;
}

/** What is asked of the backend, but for the page. */
export function questionOf(
  search: ResultSearch,
  place: string | null,
): Pick<Params<'search.results'>, 'text' | 'filters' | 'place' | 'sort' | 'view'> {
  return {
    text: search.q ?? '',
    filters: filtersOf(search),
    place,
    sort: search.tri === undefined ? 'relevance' : sorts[search.tri],
    view: search.vue === 'etablissements' ? 'establishments' : 'units',
  };
}

/** Where each filter stands in the address: all keys are removed to drop it. */
export const keysOf: Readonly<Record<FilterName, readonly (keyof ResultSearch)[]>> = {
  departments: ['dep'],
  fields: ['champ'],
  unitTypes: ['type'],
  careModes: ['mode'],
  equipment: ['equipement'],
  aptitudes: ['aptitude'],
  sectors: ['secteur'],
  within: ['autour', 'rayon'],
  audience: ['public'],
  age: ['age'],
  openNow: ['ouvert'],
  bedsAvailable: ['lits'],
  closed: ['fermes'],
};

export const filterLabels: Readonly<Record<FilterName, string>> = {
  departments: 'Département',
  fields: 'Champ d’activité',
  unitTypes: 'Type d’unité',
  careModes: 'Mode de prise en charge',
  equipment: 'Équipement',
  aptitudes: 'Compétence',
  sectors: 'Secteur psychiatrique',
  within: 'Rayon',
  audience: 'Public',
  age: 'Âge',
  openNow: 'Ouvert maintenant',
  bedsAvailable: 'Lits disponibles',
  closed: 'Offres fermées exclues',
};

/** A change of the address that removes keys. */
export function without(names: readonly FilterName[]): ResultSearch {
  return Object.fromEntries(names.flatMap((name) => keysOf[name].map((key) => [key, undefined])));
}

/** The filters that narrow, closed offers apart. */
export function activeFilters(search: ResultSearch): FilterName[] {
  return (Object.keys(keysOf) as FilterName[]).filter(
    (name) =>
      name !== 'closed' &&
      keysOf[name].every((key) => {
        const value = search[key];
        return value !== undefined && (!Array.isArray(value) || value.length > 0);
      }),
  );
}

/** Without the keys that say nothing, so that equal questions have equal addresses. */
export function tidy(search: ResultSearch): ResultSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
