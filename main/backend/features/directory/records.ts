import type { Database } from 'better-sqlite3';
import type {
  DirectoryRecord,
  DirectoryResourceType,
  NotUnderstood,
} from '../../../../shared/domain/entities.ts';
import { mapResource } from '../../region/mapping/index.ts';

export type RecordOf<T extends DirectoryResourceType> = Extract<DirectoryRecord, { resourceType: T }>;

export interface ReadRecord<T extends DirectoryResourceType> {
  readonly record: RecordOf<T>;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Reads resources as sent, mapped anew; one statement for all. */
export class RecordReader {
  readonly #statement;

  constructor(copy: Database) {
    this.#statement = copy
      .prepare<[string, string], string>('SELECT CAST(json AS TEXT) FROM resource WHERE type = ? AND id = ?')
      .pluck();
  }

  /** Undefined when the copy does not hold it. */
  read<T extends DirectoryResourceType>(type: T, id: string): ReadRecord<T> | undefined {
    const json = this.#statement.get(type, id);
    if (json === undefined) return undefined;
    const mapped = mapResource(JSON.parse(json));
    if (!mapped.kept || !isOfType(mapped.record, type)) return undefined;
    return { record: mapped.record, notUnderstood: mapped.notUnderstood };
  }
}

function isOfType<T extends DirectoryResourceType>(record: DirectoryRecord, type: T): record is RecordOf<T> {
  return record.resourceType === type;
}

/** Roles exercised in a unit: ids, by name. */
export function readRolesOf(copy: Database, unitId: string, limit: number): { total: number; ids: string[] } {
  const total = copy
    .prepare<[string], number>('SELECT count(*) FROM practitioner_role WHERE healthcare_service_id = ?')
    .pluck()
    .get(unitId);
  const ids = copy
    .prepare<[string, number], string>(
      `SELECT r.id FROM practitioner_role r LEFT JOIN practitioner p ON p.id = r.practitioner_id
        WHERE r.healthcare_service_id = ?
        ORDER BY coalesce(r.last_name, p.family), coalesce(r.first_name, p.given), r.id LIMIT ?`,
    )
    .pluck()
    .all(unitId, limit);
  return { total: total ?? 0, ids };
}

/** All roles of a person: ids. */
export function readRolesOfPerson(copy: Database, practitionerId: string, limit: number): string[] {
  return copy
    .prepare<[string, number], string>(
      'SELECT id FROM practitioner_role WHERE practitioner_id = ? ORDER BY id LIMIT ?',
    )
    .pluck()
    .all(practitionerId, limit);
}

/** Whether bed figures came for any place of a unit. */
export function hasCapacity(copy: Database, unitId: string): boolean {
  const found = copy
    .prepare<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM healthcare_service_location l JOIN capacity c ON c.location_id = l.location_id
                       WHERE l.healthcare_service_id = ?)`,
    )
    .pluck()
    .get(unitId);
  return found === 1;
}

/** Phones the importer kept for an organization or a unit, as JSON. */
export function readPhones(copy: Database, kind: 'organization' | 'healthcareService', id: string): string {
  const table = kind === 'organization' ? 'organization' : 'healthcare_service';
  return copy.prepare<[string], string>(`SELECT phones FROM ${table} WHERE id = ?`).pluck().get(id) ?? '[]';
}
