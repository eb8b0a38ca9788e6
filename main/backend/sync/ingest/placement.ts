import type { Database } from 'better-sqlite3';
import type { Placement, Tree } from './tree.ts';

/** What a pass moved, to be placed again when it ends. */
export interface Moved {
  /** Organizations whose own place in the tree changed. */
  readonly organizations: Set<string>;
  /** Locations whose département changed. */
  readonly locations: Set<string>;
}

interface PlacedRow {
  readonly id: string;
  readonly eg_id: string | null;
  readonly ej_id: string | null;
  readonly department: string | null;
}
interface ServiceRow extends PlacedRow {
  readonly provided_by: string | null;
}

const differs = (row: PlacedRow, now: Placement): boolean =>
  row.eg_id !== now.egId || row.ej_id !== now.ejId || row.department !== now.department;

/**
 * Writes ej_id, eg_id and department of organizations and offers again where they changed. `everything` walks both
 * tables (end of a full pull: also repairs what an interruption left); otherwise only what hangs below `moved`.
 * Must run inside a transaction; returns how many rows changed.
 */
export function placeAgain(database: Database, tree: Tree, moved: Moved | 'everything'): number {
  const setOrganization = database.prepare<[string | null, string | null, string | null, string]>(
    'UPDATE organization SET eg_id = ?, ej_id = ?, department = ? WHERE id = ?',
  );
  const setService = database.prepare<[string | null, string | null, string | null, string]>(
    'UPDATE healthcare_service SET eg_id = ?, ej_id = ?, department = ? WHERE id = ?',
  );
  const locationsOf = database
    .prepare<[string], string>(
      'SELECT location_id FROM healthcare_service_location WHERE healthcare_service_id = ? ORDER BY ord',
    )
    .pluck();
  let changed = 0;

  const organization = (row: PlacedRow): void => {
    const now = tree.placeOrganization(row.id);
    if (differs(row, now)) changed += setOrganization.run(now.egId, now.ejId, now.department, row.id).changes;
  };
  const service = (row: ServiceRow, locations = locationsOf.all(row.id)): void => {
    const now = tree.placeService(row.provided_by, locations);
    if (differs(row, now)) changed += setService.run(now.egId, now.ejId, now.department, row.id).changes;
  };
  const organizationColumns = 'SELECT id, eg_id, ej_id, department FROM organization';
  const serviceColumns = 'SELECT id, provided_by, eg_id, ej_id, department FROM healthcare_service';

  if (moved === 'everything') {
    for (const row of database.prepare<[], PlacedRow>(organizationColumns).all()) organization(row);
    const links = allLinks(database);
    for (const row of database.prepare<[], ServiceRow>(serviceColumns).all())
      service(row, links.get(row.id) ?? []);
    return changed;
  }
  const services = new Map<string, ServiceRow>();
  const oneOrganization = database.prepare<[string], PlacedRow>(`${organizationColumns} WHERE id = ?`);
  const provided = database.prepare<[string], ServiceRow>(`${serviceColumns} WHERE provided_by = ?`);
  for (const id of moved.organizations.size === 0 ? [] : tree.below(moved.organizations)) {
    const row = oneOrganization.get(id);
    if (row !== undefined) organization(row);
    for (const each of provided.all(id)) services.set(each.id, each);
  }
  const delivered = database.prepare<[string], ServiceRow>(
    `${serviceColumns} WHERE id IN (SELECT healthcare_service_id FROM healthcare_service_location WHERE location_id = ?)`,
  );
  for (const id of moved.locations) for (const each of delivered.all(id)) services.set(each.id, each);
  for (const row of services.values()) service(row);
  return changed;
}

/** Locations of every offer in their order: one walk instead of one query each. */
function allLinks(database: Database): Map<string, string[]> {
  const links = new Map<string, string[]>();
  const rows = database
    .prepare(
      'SELECT healthcare_service_id, location_id FROM healthcare_service_location ORDER BY healthcare_service_id, ord',
    )
    .raw();
  for (const [service, location] of rows.iterate() as Iterable<[string, string]>) {
    const list = links.get(service);
    if (list === undefined) links.set(service, [location]);
    else list.push(location);
  }
  return links;
}
