import { expect, test, vi } from 'vitest';
import type { TreeChildren, TreeNode, TreePath } from '../../../shared/contract/directory.ts';
import { noFilters, type DirectoryFilters } from '../../../shared/domain/directory-filters.ts';
import { AppError } from '../../../shared/errors.ts';
import { freshMemory } from '../../../renderer/features/directory/tree-memory.ts';
import {
  TreeStore,
  type TreeRequest,
  type TreeSource,
} from '../../../renderer/features/directory/tree-store.ts';

const node = (id: string, children = 0, name = id): TreeNode => ({
  ...{ key: `organization:${id}`, kind: 'organization', id, level: 'EG', name, city: null, department: null },
  ...{ unitType: null, closed: false, children, units: children, astray: null },
});

/** A tree of the given children, with every call it received. */
function source(tree: Readonly<Record<string, readonly TreeNode[]>>, path?: TreePath) {
  const calls: { parents: readonly TreeRequest[]; filters: DirectoryFilters }[] = [];
  const read: TreeSource = {
    children: (parents, filters) => {
      calls.push({ parents, filters });
      return Promise.resolve(
        parents.map(({ key, limit }): TreeChildren => {
          const nodes = tree[key ?? ''] ?? [];
          return { parent: key, total: nodes.length, nodes: nodes.slice(0, limit) };
        }),
      );
    },
    path: () =>
      path === undefined ? Promise.reject(new AppError('not_found', 'Absent.')) : Promise.resolve(path),
  };
  return { ...read, calls };
}

const shown = (store: TreeStore): string[] =>
  store.state().rows.map(({ key }) => key.replace('organization:', ''));
const settled = (store: TreeStore, keys: readonly string[]): Promise<void> =>
  vi.waitFor(() => {
    expect(shown(store)).toEqual(keys);
  });

const small = {
  '': [node('a', 2, 'Étampes'), node('b', 0, 'Eaubonne'), node('c', 1, 'Clamart')],
  'organization:a': [node('a1'), node('a2', 1)],
  'organization:a2': [node('x')],
  'organization:c': [node('c1')],
};

test('what opens at once is read in one call', async () => {
  const from = source(small);
  const store = new TreeStore(from);
  await settled(store, ['a', 'b', 'c']);
  store.expandSiblings('organization:a');
  await settled(store, ['a', 'a1', 'a2', 'b', 'c', 'c1']);
  expect(from.calls.map(({ parents }) => parents.map(({ key }) => key))).toEqual([
    [null],
    ['organization:a', 'organization:c'],
  ]);
});

test('closing a node hides what is below and opening it again reads nothing', async () => {
  const from = source(small);
  const store = new TreeStore(from, { ...freshMemory, open: ['organization:a', 'organization:a2'] });
  await settled(store, ['a', 'a1', 'a2', 'x', 'b', 'c']);
  store.collapse('organization:a');
  expect(shown(store)).toEqual(['a', 'b', 'c']);
  store.expand('organization:a');
  expect(shown(store)).toEqual(['a', 'a1', 'a2', 'x', 'b', 'c']);
  expect(from.calls).toHaveLength(1);
});

test('lines know their level, rank and number of siblings', async () => {
  const store = new TreeStore(source(small), { ...freshMemory, open: ['organization:a'] });
  await settled(store, ['a', 'a1', 'a2', 'b', 'c']);
  expect(store.state().rows.map(({ level, position, setSize }) => [level, position, setSize])).toEqual([
    [1, 1, 3],
    [2, 1, 2],
    [2, 2, 2],
    [1, 2, 3],
    [1, 3, 3],
  ]);
});

test('a very wide node is read in growing parts, each when its end is reached', async () => {
  const wide = Array.from({ length: 30_000 }, (_, index) => node(`n${index}`));
  const from = source({ '': wide });
  const store = new TreeStore(from);
  const lengths: number[] = [];
  for (const expected of [501, 2_001, 8_001, 30_000]) {
    await vi.waitFor(() => {
      expect(store.state().rows).toHaveLength(expected);
    });
    lengths.push(store.state().rows.length);
    expect(store.state().rows[0]?.setSize).toBe(30_000);
    store.more(null);
    store.more(null);
  }
  expect(from.calls).toHaveLength(lengths.length);
});

test('letters go to the next name that begins with them, accents aside', async () => {
  const store = new TreeStore(source(small));
  await settled(store, ['a', 'b', 'c']);
  store.moveTo(0);
  store.typeLetter('e', 0);
  expect(store.state().active).toBe('organization:b');
  store.typeLetter('e', 100);
  expect(store.state().active).toBe('organization:a');
  store.typeLetter('c', 5_000);
  store.typeLetter('l', 5_100);
  expect(store.state().active).toBe('organization:c');
  store.typeLetter('z', 9_000);
  expect(store.state().active).toBe('organization:c');
});

test('the way to a place opens what is above it, and far enough among its siblings', async () => {
  const tree = {
    '': [node('top', 3_000)],
    'organization:top': Array.from({ length: 3_000 }, (_, index) => node(`n${index}`)),
  };
  const steps = [
    { key: 'organization:top', index: 0 },
    { key: 'organization:n2500', index: 2_500 },
  ];
  const store = new TreeStore(source(tree, { steps, hidden: false }));
  await store.show({ kind: 'organization', id: 'n2500' });
  await vi.waitFor(() => {
    expect(store.activeIndex()).toBe(2_501);
  });
});

test('filters that hide the place asked for are cleared, and that is said', async () => {
  const from = source(small, { steps: [{ key: 'organization:c', index: 2 }], hidden: true });
  const store = new TreeStore(from, { ...freshMemory, filters: { ...noFilters, departments: ['75'] } });
  await store.show({ kind: 'organization', id: 'c' });
  expect(store.state().filters).toEqual({ ...noFilters, closed: true });
  expect(store.state().notice).toContain('effacés');
  await vi.waitFor(() => {
    expect(store.activeIndex()).toBe(2);
  });
});

test('a place that is gone is said to be so', async () => {
  const store = new TreeStore(source(small));
  await store.show({ kind: 'organization', id: 'gone' });
  expect(store.state().notice).toContain('n’est plus');
});

test('an answer to former filters is dropped', async () => {
  const late: ((answer: readonly TreeChildren[]) => void)[] = [];
  const store = new TreeStore({
    children: () =>
      new Promise((resolve) => {
        late.push(resolve);
      }),
    path: () => Promise.reject(new Error('not asked')),
  });
  await vi.waitFor(() => {
    expect(late).toHaveLength(1);
  });
  store.setFilters({ ...noFilters, closed: true });
  await vi.waitFor(() => {
    expect(late).toHaveLength(2);
  });
  late[1]?.([{ parent: null, total: 1, nodes: [node('new')] }]);
  await settled(store, ['new']);
  late[0]?.([{ parent: null, total: 1, nodes: [node('old')] }]);
  await Promise.resolve();
  expect(shown(store)).toEqual(['new']);
});

test('a failure is kept for the screen and a new reading clears it', async () => {
  let fails = true;
  const store = new TreeStore({
    children: () =>
      fails
        ? Promise.reject(new AppError('internal', 'Non.'))
        : Promise.resolve([{ parent: null, total: 1, nodes: [node('a')] }]),
    path: () => Promise.reject(new Error('not asked')),
  });
  await vi.waitFor(() => {
    expect(store.state().error).not.toBeNull();
  });
  fails = false;
  store.refresh();
  await settled(store, ['a']);
  expect(store.state().error).toBeNull();
});

test('a node that left the region is no longer remembered as open', async () => {
  const store = new TreeStore(source(small), {
    ...freshMemory,
    open: ['organization:a', 'organization:gone'],
  });
  await settled(store, ['a', 'a1', 'a2', 'b', 'c']);
  expect(store.memory().open).toEqual(['organization:a']);
});
