import { z } from 'zod';
import { directoryFilters } from './directory-filters.ts';

const most = 60;

/** A commune by its COG code, or an establishment of the region by its id. */
export const placeRef = z.string().regex(/^(commune|organization):\S{1,200}$/);
export type PlaceRef = z.output<typeof placeRef>;

/** `system|code` of an equipment or an aptitude; the system is empty when the region sent none. */
const concepts = z.array(z.string().min(1).max(300)).max(most).default([]);

/**
 * What the results of a search may be narrowed by (F2): the filters of the directory, and those of a patient. Values
 * of one list are alternatives, but equipment and aptitudes, which are all wanted at once.
 */
export const searchFilters = directoryFilters.extend({
  /** At most this far (km, great circle) from a commune or an establishment. */
  within: z
    .object({ around: placeRef, km: z.number().min(1).max(500) })
    .nullable()
    .default(null),
  audience: z.enum(['all', 'adult', 'child']).default('all'),
  /** Age of the patient in years. */
  age: z.number().min(0).max(120).nullable().default(null),
  openNow: z.boolean().default(false),
  /** Care modes (TRE_R213). */
  careModes: z.array(z.string().min(1).max(40)).max(most).default([]),
  equipment: concepts,
  aptitudes: concepts,
  /** Psychiatric sectors as sent. */
  sectors: z.array(z.string().min(1).max(80)).max(most).default([]),
  /** Only units with at least one bed available, by a figure that is not too old. */
  bedsAvailable: z.boolean().default(false),
});
export type SearchFiltersInput = z.input<typeof searchFilters>;
export type SearchFilters = z.output<typeof searchFilters>;

/** The filters one by one, as they are counted and dropped. */
export const filterNames = [
  'departments',
  'fields',
  'unitTypes',
  'careModes',
  'equipment',
  'aptitudes',
  'sectors',
  'within',
  'audience',
  'age',
  'openNow',
  'bedsAvailable',
  'closed',
] as const;
export type FilterName = (typeof filterNames)[number];

export const noSearchFilters: SearchFilters = searchFilters.parse({});
