import type { Database } from 'better-sqlite3';
import { activityGroups } from '../../../../shared/domain/codes.ts';
import type { FigureRow } from '../../../../shared/domain/bed-figures.ts';

/** SQL of the bed boards. Sensitive units are left out here, never later (product.md §3). */

/** Which units to read: all of the boards' groups, or one unit of any type. */
export type Selection = { readonly all: true } | { readonly id: string };

/** Whether sensitive units may be read: decided by the caller's rights, never by the page. */
export interface Viewer {
  readonly seesSensitive: boolean;
}

/** A wall screen and every profile without a stated right see no sensitive unit. */
export const ordinaryViewer: Viewer = { seesSensitive: false };

const offerTypes = activityGroups
  .flatMap((group) => group.offerTypes)
  .map((type) => `'${type}'`)
  .join(', ');

/** Both forms take the same two parameters, so that each statement is written once. */
function selected(selection: Selection): string {
  const which = 'all' in selection ? `s.offer_type IN (${offerTypes}) AND @id IS NULL` : 's.id = @id';
  return `${which} AND s.sensitive <= @sensitive`;
}

function parameters(selection: Selection, viewer: Viewer): { id: string | null; sensitive: number } {
  return { id: 'all' in selection ? null : selection.id, sensitive: viewer.seesSensitive ? 1 : 0 };
}

export interface UnitRecord {
  readonly id: string;
  readonly identifier: string | null;
  readonly name: string | null;
  readonly offerType: string | null;
  readonly ageLow: number | null;
  readonly ageHigh: number | null;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly department: string | null;
  readonly phones: string;
  readonly establishmentPhones: string | null;
  readonly establishmentId: string | null;
  readonly establishment: string | null;
  readonly city: string | null;
}

/** Units with the establishment that carries them: the EG, else the EJ, else whoever provides the offer. */
export function readUnits(copy: Database, selection: Selection, viewer: Viewer): UnitRecord[] {
  return copy
    .prepare<[object], UnitRecord>(
      `SELECT s.id, s.identifier, s.name, s.offer_type AS offerType, s.age_low AS ageLow, s.age_high AS ageHigh,
              s.closed_from AS closedFrom, s.reopens_on AS reopensOn, s.department, s.phones,
              o.phones AS establishmentPhones, o.id AS establishmentId, o.name AS establishment, o.city
         FROM healthcare_service s
         LEFT JOIN organization o ON o.id = coalesce(s.eg_id, s.ej_id, s.provided_by)
        WHERE ${selected(selection)}
        ORDER BY s.id`,
    )
    .all(parameters(selection, viewer));
}

/** Unit id and Location id, in the order of the offer's own list. */
export function readLinks(copy: Database, selection: Selection, viewer: Viewer): [string, string][] {
  return copy
    .prepare<[object]>(
      `SELECT l.healthcare_service_id, l.location_id
         FROM healthcare_service s JOIN healthcare_service_location l ON l.healthcare_service_id = s.id
        WHERE ${selected(selection)}
        ORDER BY l.healthcare_service_id, l.ord`,
    )
    .raw()
    .all(parameters(selection, viewer)) as [string, string][];
}

/** Location id and unit id for every Location of the selection that several visible units use. */
export function readSharing(
  copy: Database,
  selection: Selection,
  viewer: Viewer,
): [string, string, string | null][] {
  return copy
    .prepare<[object]>(
      `SELECT x.location_id, h.id, h.name
         FROM healthcare_service_location x JOIN healthcare_service h ON h.id = x.healthcare_service_id
        WHERE h.sensitive <= @sensitive
          AND x.location_id IN (
            SELECT l.location_id
              FROM healthcare_service s JOIN healthcare_service_location l ON l.healthcare_service_id = s.id
             WHERE ${selected(selection)}
               AND EXISTS (SELECT 1 FROM healthcare_service_location y
                            WHERE y.location_id = l.location_id AND y.healthcare_service_id <> s.id))
        ORDER BY x.location_id, h.id`,
    )
    .raw()
    .all(parameters(selection, viewer)) as [string, string, string | null][];
}

/** Indicators by Location id, each list in the order sent. */
export type Capacities = Map<string, FigureRow[]>;

/** One array per row, not one object with its keys: this is the largest read of the boards. */
type CapacityTuple = [
  ...[string | null, string | null, string | null, number | null, string | null, string | null],
  ...[number | null, string | null, string | null, string | null, string | null],
];

/** Indicators of Locations; one without any is absent from the answer. */
export function readCapacities(copy: Database, locationIds: Iterable<string>): Capacities {
  const statement = copy
    .prepare<[string]>(
      `SELECT type, status, temporality, count, source, gender, updated_at, closing_type, additional_bed_type, crisis,
              assignment
         FROM capacity WHERE location_id = ? ORDER BY ord`,
    )
    .raw();
  const found: Capacities = new Map();
  for (const id of locationIds) {
    const rows = statement.all(id) as CapacityTuple[];
    if (rows.length > 0) found.set(id, rows.map(toFigureRow));
  }
  return found;
}

function toFigureRow(tuple: CapacityTuple): FigureRow {
  return {
    type: tuple[0],
    status: tuple[1],
    temporality: tuple[2],
    count: tuple[3],
    source: tuple[4],
    gender: tuple[5],
    updatedAt: tuple[6],
    closingType: tuple[7],
    additionalBedType: tuple[8],
    crisis: tuple[9],
    assignment: tuple[10],
  };
}

/**
 * Whether the region sends bed figures to this workstation: none at all, only installed beds (data profile 5), or
 * more (ror-fhir §1). Two lookups that stop at the first row.
 */
export function readVisibility(copy: Database): 'full' | 'installed_only' | 'not_transmitted' {
  const some = (where: string): boolean =>
    copy.prepare(`SELECT EXISTS (SELECT 1 FROM capacity ${where})`).pluck().get() === 1;
  if (!some('')) return 'not_transmitted';
  return some(`WHERE status <> '01'`) ? 'full' : 'installed_only';
}
