import type { Database } from 'better-sqlite3';
import type { SheetKind } from '../../../../shared/contract/directory.ts';

const types: Readonly<Record<SheetKind, string>> = {
  organization: 'Organization',
  healthcareService: 'HealthcareService',
  practitionerRole: 'PractitionerRole',
};

export interface Removed {
  readonly name: string | null;
  readonly parent: string | null;
  readonly sensitive: boolean;
}

/** What is remembered of a resource that left the region; undefined when it never was there, or still is. */
export function readRemoved(copy: Database, kind: SheetKind, id: string): Removed | undefined {
  const row = copy
    .prepare<[string, string], { name: string | null; parent: string | null; sensitive: number }>(
      `SELECT name, parent, sensitive FROM removed_resource r WHERE type = ? AND id = ?
          AND NOT EXISTS (SELECT 1 FROM resource s WHERE s.type = r.type AND s.id = r.id)`,
    )
    .get(types[kind], id);
  return row === undefined ? undefined : { ...row, sensitive: row.sensitive === 1 };
}
