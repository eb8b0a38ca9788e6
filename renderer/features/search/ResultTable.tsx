import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCopied } from '../../components/Phone.tsx';
import { useShortcuts } from '../../components/shortcuts.ts';
import { rememberRow, takeRow } from './row-memory.ts';
import type { Span } from './use-result-pages.ts';
import classes from './Results.module.css';

interface ResultTableProps<T> {
  readonly caption: string;
  /** Names the list, to find the row that was opened. */
  readonly question: string;
  readonly total: number;
  readonly head: ReactNode;
  readonly columns: number;
  readonly rowAt: (index: number) => T | undefined;
  readonly phoneOf: (row: T) => string | null;
  readonly onSpan: (span: Span) => void;
  readonly onOpen: (row: T) => void;
  /** Cells of a row; `active` says that its controls have the tab stop. */
  readonly cells: (row: T, options: { readonly active: boolean; readonly copied: boolean }) => ReactNode;
}

/**
 * Rows of any number, of which only those near the window exist. Arrows go from row to row, Enter opens, `c` copies
 * the phone of the row.
 */
export function ResultTable<T>(props: ResultTableProps<T>) {
  const { caption, question, total, head, columns, rowAt, phoneOf, onSpan, onOpen, cells } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [first] = useState<number | null>(() => takeRow(question));
  const [active, setActive] = useState(first ?? 0);
  const wanted = useRef<number | null>(first);
  const [copied, copy] = useCopied();
  const current = Math.min(active, Math.max(0, total - 1));
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => body.current?.closest('main') ?? null,
    estimateSize: () => 48,
    overscan: 10,
    initialRect: { width: 1000, height: 900 },
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => {
    onSpan({ first: from, last: to });
  }, [from, to, onSpan]);
  useEffect(() => {
    if (first !== null && first > 0) virtualizer.scrollToIndex(first, { align: 'center' });
  }, [first, virtualizer]);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`);
    if (link instanceof HTMLElement) {
      wanted.current = null;
      link.focus();
    }
  });
  useShortcuts({
    c: () => {
      const row = rowAt(current);
      const phone = row === undefined ? null : phoneOf(row);
      if (phone !== null) copy(phone);
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 10,
      PageUp: current - 10,
      Home: 0,
      End: total - 1,
    };
    const target = steps[event.key];
    if (target === undefined || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const index = Math.min(Math.max(target, 0), total - 1);
    setActive(index);
    wanted.current = index;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <table className={classes['table']} aria-rowcount={total + 1}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
          if (index !== undefined) setActive(Number(index));
        }}
      >
        <Spacer height={before} columns={columns} />
        {items.map(({ index }) => {
          const row = rowAt(index);
          return (
            <tr
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={classes['row']}
              onClick={(event) => {
                if (row === undefined || !(event.target instanceof Element)) return;
                const control = event.target.closest('a, button');
                if (control === null || control.hasAttribute('data-open')) rememberRow(question, index);
                if (control === null) onOpen(row);
              }}
            >
              {row === undefined ? (
                <td colSpan={columns} className={classes['second']}>
                  …
                </td>
              ) : (
                cells(row, {
                  active: index === current,
                  copied: copied !== null && copied === phoneOf(row),
                })
              )}
            </tr>
          );
        })}
        <Spacer height={after} columns={columns} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden="true" className={classes['spacer']}>
      <td colSpan={columns} height={height} />
    </tr>
  );
}
