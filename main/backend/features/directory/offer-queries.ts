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

/** Filters that are lists of values. */
export const dimensions = ['departments', 'fields', 'unitTypes'] as const;
export type Dimension = (typeof dimensions)[number];
const columnOf: Readonly<Record<Dimension, string>> = {
  departments: 'department',
  fields: 'field_of_activity',
  unitTypes: 'offer_type',
};

interface Narrowing {
  readonly where: string;
  readonly values: readonly string[];
}

/** The condition of the filters; closing is a matter of time and is left to the caller. */
function narrowing(filters: DirectoryFilters): Narrowing {
  const parts: string[] = [];
  const values: string[] = [];
  for (const dimension of dimensions) {
    const wanted = filters[dimension];
    if (wanted.length === 0) continue;
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

/** Units that share all their filter values and closing dates: how many. */
export interface OfferCell {
  readonly departments: string | null;
  readonly fields: string | null;
  readonly unitTypes: string | null;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly units: number;
}

/** Counts the units an organization provides itself, closed ones too. */
export function countProvided(copy: Database, seesSensitive: boolean): (provider: string) => number {
  const statement = copy
    .prepare<[string, number], number>(
      'SELECT count(*) FROM healthcare_service WHERE provided_by = ? AND sensitive <= ?',
    )
    .pluck();
  return (provider) => statement.get(provider, seesSensitive ? 1 : 0) ?? 0;
}

/** All units by their filter values: a few thousand lines, from which every count of the filters is made. */
export function readCells(copy: Database, seesSensitive: boolean): OfferCell[] {
  return copy
    .prepare<[number], OfferCell>(
      `SELECT department AS departments, field_of_activity AS fields, offer_type AS unitTypes,
              closed_from AS closedFrom, reopens_on AS reopensOn, count(*) AS units
         FROM healthcare_service WHERE sensitive <= ?
        GROUP BY department, field_of_activity, offer_type, closed_from, reopens_on`,
    )
    .all(seesSensitive ? 1 : 0);
}

/** Labels of a nomenclature as the region last said them. */
export function readLabels(copy: Database, system: string): ReadonlyMap<string, string> {
  const rows = copy.prepare<[string]>('SELECT code, display FROM code_label WHERE system = ?').raw();
  return new Map(rows.all(system) as [string, string][]);
}

/** Every unit with its name, for the type-ahead. */
export function readNames(copy: Database, seesSensitive: boolean): NamedOffer[] {
  return copy
    .prepare<[number], NamedOffer>(
      `SELECT id, name, provided_by AS providedBy, department FROM healthcare_service WHERE sensitive <= ?`,
    )
    .all(seesSensitive ? 1 : 0);
}

export type NamedOffer = Pick<TreeOffer, 'id' | 'name' | 'providedBy' | 'department'>;
