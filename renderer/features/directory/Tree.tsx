import { useEffect, useId, useRef, useSyncExternalStore, type KeyboardEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { nameOf } from './levels.ts';
import { plainText } from '../../components/SafeText.tsx';
import { TreeLine } from './TreeLine.tsx';
import type { TreeRow } from './tree-rows.ts';
import type { TreeStore } from './tree-store.ts';
import classes from './Tree.module.css';

/** Height of a line, in px: that of `.line`. */
const lineHeight = 32;
const page = 15;

/**
 * The tree on screen: only the lines near the window exist in the page. The keyboard stays on the tree itself and
 * `aria-activedescendant` names the line, so that nothing is lost when a line leaves the page.
 */
export function Tree({ store }: { readonly store: TreeStore }) {
  const { rows, active } = useSyncExternalStore(store.subscribe, store.state);
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  const found = store.activeIndex();
  const activeIndex = Math.max(0, found);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
    // The line that has the keyboard is always in the page: its id must lead somewhere.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (rows.length === 0 || shown.includes(activeIndex)) return shown;
      return activeIndex < (shown[0] ?? 0) ? [activeIndex, ...shown] : [...shown, activeIndex];
    },
  });

  const present = found >= 0;
  const first = useRef(true);
  useEffect(() => {
    if (!present) return;
    virtualizer.scrollToIndex(store.activeIndex(), { align: first.current ? 'center' : 'auto' });
    first.current = false;
  }, [active, present, store, virtualizer]);

  const idOf = (key: string): string => `${name}-${encodeURIComponent(key)}`;
  const open = ({ node }: TreeRow): void => {
    if (node === null || node.kind === 'unknown') return;
    void navigate({ to: '/fiche/$kind/$id', params: { kind: node.kind, id: node.id } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[activeIndex];
    if (row === undefined) return;
    if (act(event.key, row)) event.preventDefault();
  };
  const act = (key: string, row: TreeRow): boolean => {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        store.moveTo(activeIndex + (key === 'ArrowDown' ? 1 : -1));
        return true;
      case 'PageDown':
      case 'PageUp':
        store.moveTo(activeIndex + (key === 'PageDown' ? page : -page));
        return true;
      case 'Home':
      case 'End':
        store.moveTo(key === 'Home' ? 0 : rows.length - 1);
        return true;
      case 'ArrowRight':
        if (row.expanded) store.moveTo(activeIndex + 1);
        else if ((row.node?.children ?? 0) > 0) store.expand(row.key);
        return true;
      case 'ArrowLeft':
        if (row.expanded) store.collapse(row.key);
        else if (row.parent !== null) store.setActive(row.parent);
        return true;
      case 'Enter':
        if (row.node?.kind === 'unknown') store.toggle(row.key);
        else open(row);
        return true;
      case ' ':
        store.toggle(row.key);
        return true;
      case '*':
        store.expandSiblings(row.key);
        return true;
      default:
        if (!/^[\p{L}\p{N}]$/u.test(key)) return false;
        store.typeLetter(key, Date.now());
        return true;
    }
  };
  const current = rows[activeIndex];
  return (
    <div
      ref={box}
      className={classes['tree']}
      role="tree"
      tabIndex={0}
      aria-label="Répertoire"
      aria-activedescendant={current === undefined ? undefined : idOf(current.key)}
      onKeyDown={onKeyDown}
      data-rows={rows.length}
    >
      <div role="none" className={classes['all']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <TreeLine
              key={row.key}
              id={idOf(row.key)}
              row={row}
              start={item.start}
              active={item.index === activeIndex}
              store={store}
              label={row.node === null ? 'Lecture…' : plainText(nameOf(row.node), 200)}
            />
          );
        })}
      </div>
    </div>
  );
}
