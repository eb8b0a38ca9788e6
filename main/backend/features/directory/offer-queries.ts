import type { Database } from 'better-sqlite3';
import type { DirectoryFilters } from '../../../../shared/domain/directory-filters.ts';

/** SQL of the units (HealthcareService) of the tree. Sensitive units are left out here, never later. */

export interface TreeOffer {
  readonly id: string;
  readonly name: string | null;
  readonly providedBy: string | null;
  readonly offerType: string | null;
  readonly field: string | null;
  readonly department: string | null;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
}

const columns = `id, name, provided_by AS providedBy, offer_type AS offerType, field_of_activity AS field, department,
  closed_from AS closedFrom, reopens_on AS reopensOn`;

type Dimension = 'departments' | 'fields' | 'unitTypes';
const columnOf: Readonly<Record<Dimension, string>> = {
  departments: 'department',
  fields: 'field_of_activity',
  unitTypes: 'offer_type',
};

interface Narrowing {
  readonly where: string;
  readonly values: readonly string[];
}

/** The condition of the filters, but for `except`; closing is a matter of time and is left to the caller. */
function narrowing(filters: DirectoryFilters, except?: Dimension): Narrowing {
  const parts: string[] = [];
  const values: string[] = [];
  for (const dimension of ['departments', 'fields', 'unitTypes'] as const) {
    const wanted = filters[dimension];
    if (dimension === except || wanted.length === 0) continue;
    parts.push(`AND ${columnOf[dimension]} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  }
  return { where: parts.join(' '), values };
}

/** Units an organization provides; null those that name no provider. */
export function readOffersOf(
  copy: Database,
  provider: string | null,
  filters: DirectoryFilters,
  seesSensitive: boolean,
): TreeOffer[] {
  const { where, values } = narrowing(filters);
  return copy
    .prepare<unknown[], TreeOffer>(
      `SELECT ${columns} FROM healthcare_service WHERE provided_by IS ? AND sensitive <= ? ${where}`,
    )
    .all(provider, seesSensitive ? 1 : 0, ...values);
}

/** One unit by id; undefined when it is gone or not for this viewer. */
export function readOffer(copy: Database, id: string, seesSensitive: boolean): TreeOffer | undefined {
  return copy
    .prepare<[string, number], TreeOffer>(
      `SELECT ${columns} FROM healthcare_service WHERE id = ? AND sensitive <= ?`,
    )
    .get(id, seesSensitive ? 1 : 0);
}

/** Units by provider and closing dates: how many. Few units announce a closing, so this is one line a provider. */
export interface OfferCount {
  readonly providedBy: string | null;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly units: number;
}

/** How many units of each provider the filters keep, closed ones apart. Reads the table once. */
export function countOffers(copy: Database, filters: DirectoryFilters, seesSensitive: boolean): OfferCount[] {
  const { where, values } = narrowing(filters);
  return copy
    .prepare<unknown[], OfferCount>(
      `SELECT provided_by AS providedBy, closed_from AS closedFrom, reopens_on AS reopensOn, count(*) AS units
         FROM healthcare_service WHERE sensitive <= ? ${where}
        GROUP BY provided_by, closed_from, reopens_on`,
    )
    .all(seesSensitive ? 1 : 0, ...values);
}

/** Units by value of one dimension, under the filters of the other dimensions. */
export function countValues(
  copy: Database,
  dimension: Dimension,
  filters: DirectoryFilters,
  seesSensitive: boolean,
): {
  readonly value: string;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly units: number;
}[] {
  const { where, values } = narrowing(filters, dimension);
  const column = columnOf[dimension];
  return copy
    .prepare<unknown[], ReturnType<typeof countValues>[number]>(
      `SELECT ${column} AS value, closed_from AS closedFrom, reopens_on AS reopensOn, count(*) AS units
         FROM healthcare_service WHERE sensitive <= ? AND ${column} IS NOT NULL ${where}
        GROUP BY ${column}, closed_from, reopens_on`,
    )
    .all(seesSensitive ? 1 : 0, ...values);
}

/** Labels of a nomenclature as the region last said them. */
export function readLabels(copy: Database, system: string): ReadonlyMap<string, string> {
  const rows = copy.prepare<[string]>('SELECT code, display FROM code_label WHERE system = ?').raw();
  return new Map(rows.all(system) as [string, string][]);
}

/** Every unit with its name, one at a time, for the type-ahead. */
export function eachOffer(copy: Database, seesSensitive: boolean): IterableIterator<TreeOffer> {
  return copy
    .prepare<[number], TreeOffer>(`SELECT ${columns} FROM healthcare_service WHERE sensitive <= ?`)
    .iterate(seesSensitive ? 1 : 0);
}
