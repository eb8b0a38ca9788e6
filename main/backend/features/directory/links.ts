import type { SheetLink, SheetLinks, TreeLevel, TreeNode } from '../../../../shared/contract/directory.ts';
import { unknownParentKey } from '../../../../shared/contract/directory.ts';
import { organizationKey } from './nodes.ts';
import { ancestorsOf, type OrganizationForest, type TreeOrganization } from './organizations.ts';
import type { TreeView } from './view.ts';

/** Neighbours sent with a sheet; the tree shows the others. */
const mostLinks = 200;

/** A line of the tree as a neighbour; null for the gathering root, which has no sheet. */
export function linkOf({ kind, id, level, name, city, closed }: TreeNode): SheetLink | null {
  return kind === 'unknown' ? null : { kind, id, level, name, city, closed };
}

/** Neighbours of a sheet: counted by level, the first of them named. */
export function linksOf(nodes: readonly TreeNode[]): SheetLinks {
  const byLevel: Partial<Record<TreeLevel, number>> = {};
  const links = nodes.map(linkOf).filter((link) => link !== null);
  for (const { level } of links) if (level !== null) byLevel[level] = (byLevel[level] ?? 0) + 1;
  return { total: links.length, byLevel, first: links.slice(0, mostLinks) };
}

/** What stands around a node of the tree. */
export interface Surroundings {
  readonly parents: readonly SheetLink[];
  readonly astray: TreeNode['astray'];
  readonly siblings: SheetLinks;
}

/** Parents from the top, and siblings, of an organization; or of a unit, given what provides it. */
export function surroundings(
  forest: OrganizationForest,
  view: TreeView,
  self: { readonly key: string; readonly organization: string | null; readonly isUnit: boolean },
): Surroundings {
  const { organization } = self;
  const direct = organization === null ? undefined : forest.byId.get(organization);
  const above: TreeOrganization[] =
    direct === undefined ? [] : [...(self.isUnit ? [direct] : []), ...ancestorsOf(forest, direct.id)];
  const [nearest] = above;
  const last = above.at(-1)?.id ?? (self.isUnit ? null : organization);
  const lost = last === null || direct === undefined;
  const astray = lost
    ? organization === null
      ? 'no_parent'
      : 'parent_not_sent'
    : (forest.places.get(last)?.astray ?? null);
  const among =
    nearest === undefined ? (astray === null ? null : unknownParentKey) : organizationKey(nearest.id);
  // Legal entities are not siblings of each other, nor is one stray unit of another.
  const siblings =
    among === null || among === unknownParentKey ? [] : view.all(among).filter(({ key }) => key !== self.key);
  return {
    parents: above
      .toReversed()
      .map((each) => linkOf(view.organizationNode(each)))
      .filter((link) => link !== null),
    astray,
    siblings: linksOf(siblings),
  };
}
