import type { Database } from 'better-sqlite3';
import type { TreeNode } from '../../../../shared/contract/directory.ts';
import type { OrganizationLevel } from '../../../../shared/domain/entities.ts';

export type Astray = Exclude<TreeNode['astray'], null>;

/** An organization as the tree holds it. */
export interface TreeOrganization {
  readonly id: string;
  readonly level: OrganizationLevel;
  readonly name: string | null;
  readonly finess: string | null;
  readonly partOf: string | null;
  readonly city: string | null;
  readonly department: string | null;
  readonly closedOn: string | null;
}

/** Where an organization hangs: its parent, the top (null), or astray with the reason. */
export interface Place {
  readonly parent: string | null;
  readonly astray: Astray | null;
}

/**
 * All organizations with their place in one forest: each is reachable from the top exactly once. An EJ, or an EG
 * without a parent, is at the top; what names a parent that was not sent, or none where it should, or stands in a
 * loop, is astray.
 */
export interface OrganizationForest {
  readonly byId: ReadonlyMap<string, TreeOrganization>;
  readonly places: ReadonlyMap<string, Place>;
  /** Children by parent id, unordered. */
  readonly children: ReadonlyMap<string, readonly TreeOrganization[]>;
  readonly top: readonly TreeOrganization[];
  readonly astray: readonly TreeOrganization[];
}

/** Reads the organizations of the copy. Thousands, where offers are tens of thousands: they are kept in memory. */
export function readForest(copy: Database): OrganizationForest {
  const rows = copy
    .prepare<[], TreeOrganization>(
      `SELECT id, level, name, finess, part_of AS partOf, city, department, closed_on AS closedOn FROM organization`,
    )
    .all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const loops = loopEntries(byId);
  const places = new Map<string, Place>();
  const children = new Map<string, TreeOrganization[]>();
  const top: TreeOrganization[] = [];
  const astray: TreeOrganization[] = [];
  for (const row of rows) {
    const place = placeOf(row, byId, loops);
    places.set(row.id, place);
    if (place.astray !== null) astray.push(row);
    else if (place.parent === null) top.push(row);
    else {
      const siblings = children.get(place.parent);
      if (siblings === undefined) children.set(place.parent, [row]);
      else siblings.push(row);
    }
  }
  return { byId, places, children, top, astray };
}

function placeOf(
  { id, level, partOf }: TreeOrganization,
  byId: ReadonlyMap<string, TreeOrganization>,
  loops: ReadonlySet<string>,
): Place {
  if (loops.has(id)) return { parent: null, astray: 'loop' };
  if (partOf !== null) {
    return byId.has(partOf) ? { parent: partOf, astray: null } : { parent: null, astray: 'parent_not_sent' };
  }
  // Only these two levels may stand alone; a pôle, a service or a UF belongs to an establishment.
  return { parent: null, astray: level === 'EJ' || level === 'EG' ? null : 'no_parent' };
}

/** One organization of each loop, at which the loop is cut: the smallest id, so that the tree is always the same. */
function loopEntries(byId: ReadonlyMap<string, TreeOrganization>): ReadonlySet<string> {
  const entries = new Set<string>();
  const done = new Set<string>();
  for (const start of byId.keys()) {
    const walk: string[] = [];
    const walked = new Set<string>();
    let at: string | null = start;
    while (at !== null && byId.has(at) && !done.has(at) && !walked.has(at)) {
      walk.push(at);
      walked.add(at);
      at = byId.get(at)?.partOf ?? null;
    }
    if (at !== null && walked.has(at)) {
      const [first] = walk.slice(walk.indexOf(at)).toSorted();
      if (first !== undefined) entries.add(first);
    }
    for (const id of walk) done.add(id);
  }
  return entries;
}

/** Organizations above `id` (itself not), nearest first; ends at the top or where the chain is astray. */
export function ancestorsOf(forest: OrganizationForest, id: string): TreeOrganization[] {
  const found: TreeOrganization[] = [];
  let at = forest.places.get(id)?.parent ?? null;
  while (at !== null) {
    const organization = forest.byId.get(at);
    if (organization === undefined) break;
    found.push(organization);
    at = forest.places.get(at)?.parent ?? null;
  }
  return found;
}
