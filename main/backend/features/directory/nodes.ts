import type { TreeLevel, TreeNode } from '../../../../shared/contract/directory.ts';
import { unknownParentKey } from '../../../../shared/contract/directory.ts';
import { fold } from '../../search/normalise.ts';

/** Order of the levels among siblings; units come after organizations. */
const ranks: Readonly<Record<TreeLevel, number>> = {
  EJ: 0,
  EG: 1,
  POLE: 2,
  SERVICE: 3,
  UF: 4,
  UE: 5,
  UNKNOWN: 6,
  UO: 7,
};

export const organizationKey = (id: string): string => `organization:${id}`;
export const offerKey = (id: string): string => `healthcareService:${id}`;

/** What a key of the tree points at; null when it is none of ours. */
export function readKey(key: string): { readonly kind: TreeNode['kind']; readonly id: string } | null {
  if (key === unknownParentKey) return { kind: 'unknown', id: '' };
  const cut = key.indexOf(':');
  const kind = key.slice(0, cut);
  const id = key.slice(cut + 1);
  return (kind === 'organization' || kind === 'healthcareService') && id !== '' ? { kind, id } : null;
}

interface Sortable {
  readonly id: string;
  readonly level: TreeLevel | null;
  readonly name: string | null;
}

/** Sorts siblings by level, then by name as people read it (accents, case and spaces aside), nameless ones last. */
export function sortSiblings<T extends Sortable>(nodes: readonly T[]): T[] {
  const keyed = nodes.map((node) => ({
    node,
    rank: node.level === null ? 9 : ranks[node.level],
    name: node.name === null ? '\uffff' : padNumbers(fold(node.name)),
  }));
  keyed.sort(
    (a, b) =>
      a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || (a.node.id < b.node.id ? -1 : 1),
  );
  return keyed.map(({ node }) => node);
}

/** `unité 2` comes before `unité 10`. */
function padNumbers(text: string): string {
  return /\d/.test(text) ? text.replace(/\d+/g, (digits) => digits.padStart(8, '0')) : text;
}
