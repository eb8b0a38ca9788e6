import type { Database } from 'better-sqlite3';
import { unknownParentKey, type TreeChildren, type TreeNode } from '../../../../shared/contract/directory.ts';
import { isNarrowed, type DirectoryFilters } from '../../../../shared/domain/directory-filters.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import { offerKey, organizationKey, readKey, sortSiblings } from './nodes.ts';
import { countOffers, readOffersOf, type TreeOffer } from './offer-queries.ts';
import type { Astray, OrganizationForest, TreeOrganization } from './organizations.ts';

export interface ViewOptions {
  readonly filters: DirectoryFilters;
  readonly seesSensitive: boolean;
  readonly now: number;
  /** Label of a unit type. */
  readonly unitTypeLabel: (code: string) => string | null;
}

/**
 * The tree as one viewer sees it under given filters at a moment. Counts are made once for all organizations; the
 * units of a node are read when it is opened.
 */
export class TreeView {
  readonly #copy: Database;
  readonly #forest: OrganizationForest;
  readonly #options: ViewOptions;
  /** Units provided by an organization itself. */
  readonly #direct = new Map<string, number>();
  /** Units anywhere below. */
  readonly #units = new Map<string, number>();
  /** Units whose provider was not sent or not said, by that provider. */
  readonly #stray = new Map<string | null, number>();
  readonly #visible = new Set<string>();
  readonly #children = new Map<string | null, readonly TreeNode[]>();

  constructor(copy: Database, forest: OrganizationForest, options: ViewOptions) {
    this.#copy = copy;
    this.#forest = forest;
    this.#options = options;
    this.#count();
    this.#show();
  }

  /** The first children of a node, with how many there are; none for a key that leads nowhere. */
  children(key: string | null, limit: number): TreeChildren {
    const nodes = this.all(key);
    return { parent: key, total: nodes.length, nodes: nodes.slice(0, limit) };
  }

  /** All children of a node, in order. */
  all(key: string | null): readonly TreeNode[] {
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const made = sortSiblings(this.#make(key));
    if (key === null && this.#strayTotal() + this.#astrayShown().length > 0) made.push(this.#gathering());
    this.#children.set(key, made);
    return made;
  }

  /** Units anywhere below an organization that the filters keep. */
  unitsBelow(id: string): number {
    return this.#units.get(id) ?? 0;
  }

  #count(): void {
    const { filters, seesSensitive, now } = this.#options;
    for (const { providedBy, closedFrom, reopensOn, units } of countOffers(
      this.#copy,
      filters,
      seesSensitive,
    )) {
      if (!filters.closed && isOfferClosed(closedFrom, reopensOn, now)) continue;
      if (providedBy === null || !this.#forest.byId.has(providedBy)) {
        this.#stray.set(providedBy, (this.#stray.get(providedBy) ?? 0) + units);
        continue;
      }
      this.#direct.set(providedBy, (this.#direct.get(providedBy) ?? 0) + units);
      for (let at: string | null = providedBy; at !== null; at = this.#parentOf(at)) {
        this.#units.set(at, (this.#units.get(at) ?? 0) + units);
      }
    }
  }

  /** An organization is shown for itself, for its units, or because it leads to one that is shown. */
  #show(): void {
    for (const organization of this.#forest.byId.values()) {
      if (this.unitsBelow(organization.id) === 0 && !this.#ownRight(organization)) continue;
      for (let at: string | null = organization.id; at !== null; at = this.#parentOf(at)) {
        if (this.#visible.has(at)) break;
        this.#visible.add(at);
      }
    }
  }

  #ownRight(organization: TreeOrganization): boolean {
    const { filters } = this.#options;
    if (!filters.closed && this.#isClosed(organization)) return false;
    if (!isNarrowed(filters)) return true;
    if (filters.fields.length + filters.unitTypes.length > 0) return false;
    return organization.department !== null && filters.departments.includes(organization.department);
  }

  #make(key: string | null): TreeNode[] {
    if (key === null) return this.#organizations(this.#forest.top);
    const read = readKey(key);
    if (read?.kind === 'unknown') return this.#makeStray();
    if (read?.kind !== 'organization' || !this.#visible.has(read.id)) return [];
    const organizations = this.#organizations(this.#forest.children.get(read.id) ?? []);
    return (this.#direct.get(read.id) ?? 0) === 0
      ? organizations
      : [...organizations, ...this.#offers(read.id, null)];
  }

  #makeStray(): TreeNode[] {
    const offers = [...this.#stray.keys()].flatMap((provider) =>
      this.#offers(provider, provider === null ? 'no_parent' : 'parent_not_sent'),
    );
    return [...this.#organizations(this.#astrayShown()), ...offers];
  }

  #astrayShown(): TreeOrganization[] {
    return this.#forest.astray.filter(({ id }) => this.#visible.has(id));
  }

  #strayTotal(): number {
    let total = 0;
    for (const units of this.#stray.values()) total += units;
    return total;
  }

  #organizations(organizations: readonly TreeOrganization[]): TreeNode[] {
    return organizations.filter(({ id }) => this.#visible.has(id)).map((each) => this.organizationNode(each));
  }

  /** The line of an organization. */
  organizationNode(organization: TreeOrganization): TreeNode {
    const { id, level, name, city, department } = organization;
    const below = this.#forest.children.get(id)?.filter((child) => this.#visible.has(child.id)).length ?? 0;
    return {
      ...{
        key: organizationKey(id),
        kind: 'organization',
        id,
        level,
        name,
        city,
        department,
        unitType: null,
      },
      closed: this.#isClosed(organization),
      children: below + (this.#direct.get(id) ?? 0),
      units: this.unitsBelow(id),
      astray: this.#forest.places.get(id)?.astray ?? null,
    };
  }

  #offers(provider: string | null, astray: Astray | null): TreeNode[] {
    const { filters, seesSensitive } = this.#options;
    const nodes = readOffersOf(this.#copy, provider, filters, seesSensitive).map((offer) =>
      this.offerNode(offer, astray),
    );
    return filters.closed ? nodes : nodes.filter(({ closed }) => !closed);
  }

  /** The line of a unit. */
  offerNode(
    { id, name, offerType, department, closedFrom, reopensOn }: TreeOffer,
    astray: Astray | null,
  ): TreeNode {
    const { now, unitTypeLabel } = this.#options;
    const unitType =
      offerType === null ? null : { system: 'TRE_R244', code: offerType, display: unitTypeLabel(offerType) };
    return {
      ...{
        key: offerKey(id),
        kind: 'healthcareService',
        id,
        level: 'UO',
        name,
        city: null,
        department,
        unitType,
      },
      closed: isOfferClosed(closedFrom, reopensOn, now),
      ...{ children: 0, units: 0, astray },
    };
  }

  #gathering(): TreeNode {
    const shown = this.#astrayShown();
    const stray = this.#strayTotal();
    return {
      ...{
        key: unknownParentKey,
        kind: 'unknown',
        id: '',
        level: null,
        name: null,
        city: null,
        department: null,
      },
      ...{ unitType: null, closed: false, astray: null },
      children: shown.length + stray,
      units: stray + shown.reduce((total, { id }) => total + this.unitsBelow(id), 0),
    };
  }

  #isClosed({ closedOn }: TreeOrganization): boolean {
    return isOfferClosed(closedOn, null, this.#options.now);
  }

  #parentOf(id: string): string | null {
    return this.#forest.places.get(id)?.parent ?? null;
  }
}
