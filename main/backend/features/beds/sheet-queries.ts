import type { Database } from 'better-sqlite3';
import type { DirectoryRecord, DirectoryResourceType } from '../../../../shared/domain/entities.ts';
import { mapResource } from '../../region/mapping/index.ts';

/** One resource as sent, mapped anew; undefined when the copy does not hold it. */
export function readRecord<T extends DirectoryResourceType>(
  copy: Database,
  type: T,
  id: string,
): Extract<DirectoryRecord, { resourceType: T }> | undefined {
  const json = copy
    .prepare('SELECT CAST(json AS TEXT) FROM resource WHERE type = ? AND id = ?')
    .pluck()
    .get(type, id);
  if (typeof json !== 'string') return undefined;
  const mapped = mapResource(JSON.parse(json));
  return mapped.kept && isOfType(mapped.record, type) ? mapped.record : undefined;
}

function isOfType<T extends DirectoryResourceType>(
  record: DirectoryRecord,
  type: T,
): record is Extract<DirectoryRecord, { resourceType: T }> {
  return record.resourceType === type;
}

export interface Parent {
  readonly id: string;
  readonly level: string;
  readonly name: string | null;
}

/** Deeper chains than this are a loop or a mistake: EJ, EG, pôle, service, UF and a few duplicates. */
const deepest = 12;

/** Organizations above an offer, from the legal entity down; unknown parents end the chain, loops are cut. */
export function readParents(copy: Database, unitId: string): Parent[] {
  const rows = copy
    .prepare<[string, number], Parent>(
      `WITH RECURSIVE chain (id, depth) AS (
         SELECT provided_by, 0 FROM healthcare_service WHERE id = ?
         UNION
         SELECT o.part_of, depth + 1 FROM chain JOIN organization o ON o.id = chain.id WHERE depth < ?)
       SELECT o.id, o.level, o.name FROM chain JOIN organization o ON o.id = chain.id ORDER BY depth DESC`,
    )
    .all(unitId, deepest);
  // In a loop an organization comes back at a greater depth: its place nearest to the offer is the true one.
  return rows.filter((row, index) => !rows.slice(index + 1).some(({ id }) => id === row.id));
}
