import type { Database } from 'better-sqlite3';
import {
  unknownParentKey,
  type DirectoryFacets,
  type FacetValue,
  type TreeMatches,
  type TreePath,
} from '../../../../shared/contract/directory.ts';
import { systems } from '../../../../shared/domain/codes.ts';
import { compareDepartments, departmentLabel } from '../../../../shared/domain/departments.ts';
import { noFilters, type DirectoryFilters } from '../../../../shared/domain/directory-filters.ts';
import { labelOf } from '../../../../shared/domain/labels.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Viewer } from '../../viewer.ts';
import { countFacets } from './facets.ts';
import { NameList } from './names.ts';
import { offerKey, organizationKey } from './nodes.ts';
import { readCells, readLabels, readNames, readOffer, type OfferCell } from './offer-queries.ts';
import { ancestorsOf, readForest, type OrganizationForest } from './organizations.ts';
import { TreeView } from './view.ts';

/** Views kept at once: a person goes back and forth between a few filters. */
const keptViews = 4;
/** A view older than this (ms) may show as open what has closed meanwhile. */
const freshFor = 10 * 60_000;

/** The directory tree over the copy: organizations in memory, units read as nodes open. */
export class DirectoryTree {
  readonly #copy: Database;
  readonly #now: () => number;
  #forest: OrganizationForest | null = null;
  readonly #views = new Map<string, { readonly view: TreeView; readonly madeAt: number }>();
  readonly #labels = new Map<string, ReadonlyMap<string, string>>();
  readonly #cells = new Map<boolean, readonly OfferCell[]>();
  readonly #names = new NameList();

  constructor(copy: Database, now: () => number) {
    this.#copy = copy;
    this.#now = now;
  }

  /** Forgets what was read: the directory changed. */
  invalidate(): void {
    this.#forest = null;
    this.#views.clear();
    this.#labels.clear();
    this.#cells.clear();
    this.#names.invalidate();
  }

  forest(): OrganizationForest {
    this.#forest ??= readForest(this.#copy);
    return this.#forest;
  }

  /** The tree under filters, as this viewer may see it. */
  view(filters: DirectoryFilters, viewer: Viewer): TreeView {
    const key = JSON.stringify([
      filters.departments,
      filters.fields,
      filters.unitTypes,
      filters.closed,
      viewer.seesSensitive,
    ]);
    const now = this.#now();
    const known = this.#views.get(key);
    if (known !== undefined && Math.abs(now - known.madeAt) < freshFor) return known.view;
    const view = new TreeView(this.#copy, this.forest(), {
      filters,
      seesSensitive: viewer.seesSensitive,
      now,
      unitTypeLabel: (code) => this.label(systems.offerType, code),
    });
    this.#views.delete(key);
    this.#views.set(key, { view, madeAt: now });
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= keptViews) break;
      this.#views.delete(oldest);
    }
    return view;
  }

  /** The view that leaves nothing out but what the viewer may not see. */
  whole(viewer: Viewer): TreeView {
    return this.view({ ...noFilters, closed: true }, viewer);
  }

  /** What the region called a code, when it said it. */
  label(system: string, code: string): string | null {
    let labels = this.#labels.get(system);
    if (labels === undefined) {
      labels = readLabels(this.#copy, system);
      this.#labels.set(system, labels);
    }
    return labels.get(code) ?? null;
  }

  /** Names of the tree with words that begin as typed. Yields while it reads many names for the first time. */
  async find(text: string, limit: number, viewer: Viewer): Promise<TreeMatches> {
    return await this.#names.find(text, limit, viewer.seesSensitive, () => ({
      forest: this.forest(),
      offers: readNames(this.#copy, viewer.seesSensitive),
    }));
  }

  /**
   * The way to a node from the top.
   * @throws AppError `not_found` when the node is gone, or not for this viewer
   */
  path(
    kind: 'organization' | 'healthcareService',
    id: string,
    filters: DirectoryFilters,
    viewer: Viewer,
  ): TreePath {
    const keys = this.#keysTo(kind, id, viewer);
    const steps = stepsIn(this.view(filters, viewer), keys);
    if (steps !== null) return { steps, hidden: false };
    const whole = stepsIn(this.whole(viewer), keys);
    if (whole === null) throw gone(kind, id);
    return { steps: whole, hidden: true };
  }

  #keysTo(kind: 'organization' | 'healthcareService', id: string, viewer: Viewer): string[] {
    const forest = this.forest();
    const keys: string[] = [];
    let organization: string | null = id;
    if (kind === 'healthcareService') {
      const offer = readOffer(this.#copy, id, viewer.seesSensitive);
      if (offer === undefined) throw gone(kind, id);
      keys.unshift(offerKey(id));
      organization = offer.providedBy;
      if (organization === null || !forest.byId.has(organization)) return [unknownParentKey, ...keys];
    } else if (!forest.byId.has(id)) throw gone(kind, id);
    const up = [organization, ...ancestorsOf(forest, organization).map((each) => each.id)];
    for (const each of up) keys.unshift(organizationKey(each));
    const last = up.at(-1);
    const astray = last === undefined ? null : (forest.places.get(last)?.astray ?? null);
    return astray === null ? keys : [unknownParentKey, ...keys];
  }

  /** Values of the filters with the units each would keep under the others, in the order of their labels. */
  facets(filters: DirectoryFilters, viewer: Viewer): DirectoryFacets {
    let cells = this.#cells.get(viewer.seesSensitive);
    if (cells === undefined) {
      cells = readCells(this.#copy, viewer.seesSensitive);
      this.#cells.set(viewer.seesSensitive, cells);
    }
    const counts = countFacets(cells, filters, this.#now());
    const coded = (system: string, totals: ReadonlyMap<string, number>): FacetValue[] =>
      [...totals]
        .map(([code, units]) => ({ code: { system, code, display: this.label(system, code) }, units }))
        .toSorted((a, b) => labelOf(a.code).localeCompare(labelOf(b.code), 'fr'));
    return {
      departments: [...counts.departments]
        .toSorted(([a], [b]) => compareDepartments(a, b))
        .map(([code, units]) => ({ code: { system: null, code, display: departmentLabel(code) }, units })),
      fields: coded(systems.fieldOfActivity, counts.fields),
      unitTypes: coded(systems.offerType, counts.unitTypes),
      organizations: this.forest().byId.size,
      units: cells.reduce((total, { units }) => total + units, 0),
    };
  }
}

/** Rank of each key among its siblings; null when one of them is not in the view. */
function stepsIn(view: TreeView, keys: readonly string[]): TreePath['steps'] | null {
  const steps: { key: string; index: number }[] = [];
  let parent: string | null = null;
  for (const key of keys) {
    const index = view.all(parent).findIndex((node) => node.key === key);
    if (index < 0) return null;
    steps.push({ key, index });
    parent = key;
  }
  return steps;
}

function gone(kind: 'organization' | 'healthcareService', id: string): AppError {
  return new AppError(
    'not_found',
    'Cette fiche n’est pas dans la copie locale : elle a quitté la région ou n’est pas visible avec ce profil.',
    { details: { kind, id } },
  );
}
