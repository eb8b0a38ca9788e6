import type { Database } from 'better-sqlite3';
import type { SheetLink, SheetLinks, TreeLevel, TreeNode } from '../../../../shared/contract/directory.ts';
import { noFilters } from '../../../../shared/domain/directory-filters.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import { sortSiblings } from './nodes.ts';
import { countProvided, readOffer, readOffersOf, type TreeOffer } from './offer-queries.ts';
import { ancestorsOf, type OrganizationForest, type TreeOrganization } from './organizations.ts';

/** Neighbours sent with a sheet; the tree shows the others. */
const mostLinks = 200;

/** Where a sheet stands, and what stands around it. */
export interface Surroundings {
  readonly parents: readonly SheetLink[];
  readonly astray: TreeNode['astray'];
  readonly siblings: SheetLinks;
}

/** Names the neighbours of sheets, as one viewer may see them. Reads only what is near: a sheet opens at once. */
export class Neighbourhood {
  readonly #copy: Database;
  readonly #forest: OrganizationForest;
  readonly #seesSensitive: boolean;
  readonly #now: number;

  constructor(copy: Database, forest: OrganizationForest, seesSensitive: boolean, now: number) {
    this.#copy = copy;
    this.#forest = forest;
    this.#seesSensitive = seesSensitive;
    this.#now = now;
  }

  /** An organization; null when it was not sent. */
  organization(id: string): SheetLink | null {
    const found = this.#forest.byId.get(id);
    return found === undefined ? null : this.#organizationLink(found);
  }

  /** A unit; null when it is gone or not for this viewer. */
  unit(id: string): SheetLink | null {
    const found = readOffer(this.#copy, id, this.#seesSensitive);
    return found === undefined ? null : this.#unitLink(found);
  }

  /** What an organization is made of, in the order of the tree. */
  below(id: string): SheetLink[] {
    const organizations = this.#forest.children.get(id) ?? [];
    const units = readOffersOf(this.#copy, id, { ...noFilters, closed: true }, this.#seesSensitive);
    return sortSiblings([
      ...organizations.map((each) => this.#organizationLink(each)),
      ...units.map((each) => this.#unitLink(each)),
    ]);
  }

  /** Organizations from the legal entity down to `id` itself. */
  downTo(id: string | null): SheetLink[] {
    const direct = id === null ? undefined : this.#forest.byId.get(id);
    if (direct === undefined) return [];
    return [...ancestorsOf(this.#forest, direct.id).toReversed(), direct].map((each) =>
      this.#organizationLink(each),
    );
  }

  /** Units anywhere below an organization. */
  unitsBelow(id: string): number {
    const count = countProvided(this.#copy, this.#seesSensitive);
    const stack = [id];
    let total = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      total += count(at);
      for (const child of this.#forest.children.get(at) ?? []) stack.push(child.id);
    }
    return total;
  }

  aroundOrganization(id: string): Surroundings {
    const parents = this.downTo(id).slice(0, -1);
    return { parents, astray: this.#astray(id), siblings: this.#siblings(parents.at(-1)?.id ?? null, id) };
  }

  aroundUnit(id: string, providedBy: string | null): Surroundings {
    const parents = this.downTo(providedBy);
    const astray =
      providedBy === null ? 'no_parent' : parents.length === 0 ? 'parent_not_sent' : this.#astray(providedBy);
    return { parents, astray, siblings: this.#siblings(parents.at(-1)?.id ?? null, id) };
  }

  /** Why the chain above an organization does not reach the top; null when it does. */
  #astray(id: string): TreeNode['astray'] {
    const top = ancestorsOf(this.#forest, id).at(-1)?.id ?? id;
    return this.#forest.places.get(top)?.astray ?? null;
  }

  /** Legal entities are not siblings of each other, nor is one stray unit of another. */
  #siblings(parent: string | null, self: string): SheetLinks {
    return linksOf(parent === null ? [] : this.below(parent).filter(({ id }) => id !== self));
  }

  #organizationLink({ id, level, name, city, closedOn }: TreeOrganization): SheetLink {
    return { kind: 'organization', id, level, name, city, closed: isOfferClosed(closedOn, null, this.#now) };
  }

  #unitLink({ id, name, closedFrom, reopensOn }: TreeOffer): SheetLink {
    const closed = isOfferClosed(closedFrom, reopensOn, this.#now);
    return { kind: 'healthcareService', id, level: 'UO', name, city: null, closed };
  }
}

/** Neighbours counted by level, the first of them named. */
export function linksOf(links: readonly SheetLink[]): SheetLinks {
  const byLevel: Partial<Record<TreeLevel, number>> = {};
  for (const { level } of links) if (level !== null) byLevel[level] = (byLevel[level] ?? 0) + 1;
  return { total: links.length, byLevel, first: links.slice(0, mostLinks) };
}
