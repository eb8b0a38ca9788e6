import type { TreeChildren, TreeNode } from '../../../shared/contract/directory.ts';

/** One line of the open tree. `node` is null for the line that stands for children not read yet. */
export interface TreeRow {
  readonly key: string;
  readonly node: TreeNode | null;
  /** Key of the parent; null at the top. */
  readonly parent: string | null;
  /** From 1, as ARIA counts. */
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly expanded: boolean;
  /** Lower-case name without accents, for the letters typed in the tree. */
  readonly letters: string;
}

export type Loaded = ReadonlyMap<string | null, TreeChildren>;

const lettersOf = new WeakMap<TreeNode, string>();

/** Lower-case without accents, worked out once per node. */
export function plainLetters(node: TreeNode): string {
  const known = lettersOf.get(node);
  if (known !== undefined) return known;
  const made = fold(node.name ?? '');
  lettersOf.set(node, made);
  return made;
}

/** Lower-case without accents. */
export function fold(text: string): string {
  return text.slice(0, 200).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The lines of the tree from what is loaded and open, top to bottom. A key is shown once, whatever the answers say. */
export function treeRows(loaded: Loaded, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const shown = new Set<string>();
  const add = (parent: string | null, level: number): void => {
    const children = loaded.get(parent);
    if (children === undefined) return;
    children.nodes.forEach((node, index) => {
      if (shown.has(node.key)) return;
      shown.add(node.key);
      const expanded = node.children > 0 && open.has(node.key);
      rows.push({
        ...{ key: node.key, node, parent, level, expanded },
        position: index + 1,
        setSize: children.total,
        letters: plainLetters(node),
      });
      if (!expanded) return;
      if (loaded.has(node.key)) add(node.key, level + 1);
      else rows.push(waiting(node.key, level + 1, 1, node.children));
    });
    if (children.nodes.length < children.total)
      rows.push(waiting(parent, level, children.nodes.length + 1, children.total));
  };
  add(null, 1);
  return rows;
}

const waiting = (parent: string | null, level: number, position: number, setSize: number): TreeRow => ({
  ...{ key: `…${parent ?? ''}`, node: null, parent, level, position, setSize },
  expanded: false,
  letters: '',
});

/** First line after `from`, going round, whose name begins with what was typed; −1 when there is none. */
export function rowByLetters(rows: readonly TreeRow[], from: number, typed: string): number {
  const sought = fold(typed);
  for (let step = 0; step < rows.length; step += 1) {
    const index = (from + step) % rows.length;
    if (rows[index]?.letters.startsWith(sought) === true) return index;
  }
  return -1;
}
