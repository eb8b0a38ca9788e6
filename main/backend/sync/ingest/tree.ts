import type { Database } from 'better-sqlite3';

interface Node {
  readonly level: string;
  readonly partOf: string | null;
  /** From its own address. */
  readonly department: string | null;
}

/** What is above a record: nearest geographic establishment, nearest legal entity, département. */
export interface Placement {
  readonly egId: string | null;
  readonly ejId: string | null;
  readonly department: string | null;
}

/** Levels above a unit are four or five; a longer chain is a mistake. */
const deepest = 20;

/**
 * The organization tree and the départements of Locations, held in memory by the ingest worker so that placing an
 * offer costs no query. Parents may be missing (filtered by the profile, not arrived yet) and chains may loop.
 */
export class Tree {
  readonly #nodes = new Map<string, Node>();
  readonly #locations = new Map<string, string | null>();

  constructor(database: Database) {
    const nodes = database.prepare<[], [string, string, string | null, string | null]>(
      'SELECT id, level, part_of, own_department FROM organization',
    );
    for (const [id, level, partOf, department] of nodes.raw().iterate() as Iterable<
      [string, string, string | null, string | null]
    >) {
      this.#nodes.set(id, { level, partOf, department });
    }
    const locations = database.prepare('SELECT id, department FROM location').raw();
    for (const [id, department] of locations.iterate() as Iterable<[string, string | null]>) {
      this.#locations.set(id, department);
    }
  }

  /** Records an organization; says whether anything below it may have moved. */
  putOrganization(id: string, level: string, partOf: string | null, department: string | null): boolean {
    const before = this.#nodes.get(id);
    if (before?.level === level && before.partOf === partOf && before.department === department) return false;
    this.#nodes.set(id, { level, partOf, department });
    return true;
  }

  /** Records a Location; says whether its offers may have moved. */
  putLocation(id: string, department: string | null): boolean {
    if (this.#locations.has(id) && this.#locations.get(id) === department) return false;
    this.#locations.set(id, department);
    return true;
  }

  removeOrganization(id: string): void {
    this.#nodes.delete(id);
  }

  removeLocation(id: string): void {
    this.#locations.delete(id);
  }

  /** Placement of an organization: itself counts. Its département is the nearest one upwards. */
  placeOrganization(id: string): Placement {
    let egId: string | null = null;
    let ejId: string | null = null;
    let department: string | null = null;
    let current: string | null = id;
    for (let depth = 0; current !== null && depth < deepest; depth++) {
      const node: Node | undefined = this.#nodes.get(current);
      if (node === undefined) break;
      if (egId === null && node.level === 'EG') egId = current;
      department ??= node.department;
      if (node.level === 'EJ') {
        ejId = current;
        break;
      }
      current = node.partOf;
    }
    return { egId, ejId, department };
  }

  /** Placement of an offer: département of its first Location that has one, else of what provides it. */
  placeService(providedBy: string | null, locationIds: readonly string[]): Placement {
    const above = providedBy === null ? nowhere : this.placeOrganization(providedBy);
    for (const id of locationIds) {
      const department = this.#locations.get(id);
      if (department !== undefined && department !== null)
        return department === above.department ? above : { ...above, department };
    }
    return above;
  }

  /** The given organizations and everything below them. */
  below(roots: ReadonlySet<string>): Set<string> {
    const children = new Map<string, string[]>();
    for (const [id, node] of this.#nodes) {
      if (node.partOf === null) continue;
      const list = children.get(node.partOf);
      if (list === undefined) children.set(node.partOf, [id]);
      else list.push(id);
    }
    const found = new Set(roots);
    for (const id of found) for (const child of children.get(id) ?? []) found.add(child);
    return found;
  }
}

const nowhere: Placement = { egId: null, ejId: null, department: null };
