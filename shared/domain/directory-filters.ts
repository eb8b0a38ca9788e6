import { z } from 'zod';

/** Longest list of values of one filter: more is a mistake, and would make a query of unbounded size. */
const most = 60;
const code = z.string().min(1).max(40);

/**
 * What a list of the directory may be narrowed by, shared by the tree (F4) and the results (F2). Values of one list
 * are alternatives; the lists combine. An empty list narrows nothing.
 */
export const directoryFilters = z.object({
  /** Départements (COG). */
  departments: z
    .array(z.string().regex(/^(\d{2}|2[AB]|97\d)$/))
    .max(most)
    .default([]),
  /** Fields of activity (TRE_R227). */
  fields: z.array(code).max(most).default([]),
  /** Unit types (TRE_R244). */
  unitTypes: z.array(code).max(most).default([]),
  /** Also what is closed today. */
  closed: z.boolean().default(false),
});
export type DirectoryFiltersInput = z.input<typeof directoryFilters>;
export type DirectoryFilters = z.output<typeof directoryFilters>;

export const noFilters: DirectoryFilters = { departments: [], fields: [], unitTypes: [], closed: false };

/** Whether anything but closed places is left out. */
export function isNarrowed({ departments, fields, unitTypes }: DirectoryFilters): boolean {
  return departments.length + fields.length + unitTypes.length > 0;
}
