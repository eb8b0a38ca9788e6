import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { DepartmentBoard } from '../../../shared/contract/beds.ts';
import { useChangeMarks } from '../../components/change-marks.ts';
import { useCopied } from '../../components/Phone.tsx';
import { useShortcuts } from '../../components/shortcuts.ts';
import { formatCount } from '../../format.ts';
import { sharedSearch, type SortColumn, type UnitListSearch } from './board-search.ts';
import { cellFigure } from './cell-words.ts';
import { UnitTableRow } from './UnitTableRow.tsx';
import { defaultDirection, nextSort, sortUnits } from './unit-sort.ts';
import classes from './UnitTable.module.css';

/** Above this many rows only those near the window exist in the page. */
const virtualFrom = 100;
const columnCount = 12;

interface UnitTableProps {
  readonly board: DepartmentBoard;
  readonly scope: string;
  readonly search: UnitListSearch;
  readonly onSearch: (change: UnitListSearch) => void;
}

/** Row opened last, so that coming back finds the keyboard where it was left. */
let lastRow: string | null = null;

/** The units of a list: one row each, arrows between rows, Enter to the sheet, `c` copies the phone. */
export function UnitTable({ board, scope, search, onSearch }: UnitTableProps) {
  const navigate = useNavigate();
  const rows = useMemo(() => sortUnits(board.units, search), [board.units, search]);
  const marks = useChangeMarks(scope, board, board.computedAt, figures);
  const [active, setActive] = useState<string | null>(lastRow);
  const [copied, copy] = useCopied();
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted = useRef<string | null>(lastRow);
  const activeIndex = Math.max(
    0,
    rows.findIndex(({ id }) => id === active),
  );

  const virtual = rows.length > virtualFrom;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: virtual,
    getScrollElement: () => body.current?.closest('main') ?? null,
    estimateSize: () => 60,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const shown = virtual ? items.map(({ index }) => index) : rows.map((_, index) => index);
  const before = virtual ? (items[0]?.start ?? 0) : 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const link = body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.current)}"] a`);
    if (link instanceof HTMLElement) {
      wanted.current = null;
      link.focus();
    } else if (virtual) {
      /* Rows measured on the way were not of the height supposed: the one wanted is further still. */
      virtualizer.scrollToIndex(rows.findIndex(({ id }) => id === wanted.current));
    }
  });
  useEffect(() => {
    lastRow = null;
  }, []);

  useShortcuts({
    c: () => {
      const phone = rows[activeIndex]?.phone ?? null;
      if (phone !== null) copy(phone);
    },
  });

  const moveTo = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row === undefined) return;
    setActive(row.id);
    wanted.current = row.id;
    if (virtual) virtualizer.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + 10,
      PageUp: activeIndex - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    moveTo(target);
  };
  const open = (id: string): void => {
    lastRow = id;
    void navigate({ to: '/lits/unite/$id', params: { id }, search: sharedSearch(search) });
  };

  const head = (column: SortColumn, label: ReactNode, className?: string) => (
    <SortHead column={column} search={search} onSearch={onSearch} className={className}>
      {label}
    </SortHead>
  );
  return (
    <table className={classes['table']} aria-rowcount={rows.length + 2}>
      <caption className="visually-hidden">Unités, lits et téléphones</caption>
      <thead>
        <tr>
          {head('unite', 'Unité', classes['unit'])}
          {head('etablissement', 'Établissement', classes['establishment'])}
          {head('libres', 'Libres', classes['number'])}
          <th scope="col" className={classes['split']} title="Femmes / hommes / indéterminé">
            F / H / ind.
          </th>
          {head('installes', 'Inst.', classes['number'])}
          {head('occupes', 'Occ.', classes['number'])}
          <th scope="col" className={classes['number']}>
            Rés.
          </th>
          {head('fermes', 'Fermés', classes['closed'])}
          <th scope="col" className={classes['extra']} title="Lits supplémentaires, en plus des installés">
            Suppl.
          </th>
          {head('maj', 'Mise à jour', classes['date'])}
          <th scope="col" className={classes['ages']}>
            Âges
          </th>
          <th scope="col" className={classes['phone']}>
            Téléphone
          </th>
        </tr>
        <tr className={classes['totals']}>
          <th scope="row" colSpan={2}>
            Total
            <span className={classes['coverage']}>
              {` ${formatCount(board.total.unitsUpToDate)} unités sur ${formatCount(board.total.units)} à jour`}
            </span>
          </th>
          <td>{cellFigure(board.total)}</td>
          <td />
          <td>{formatCount(board.total.installed)}</td>
          <td>{formatCount(board.total.occupied)}</td>
          <td />
          <td>{formatCount(board.total.closed)}</td>
          <td>{formatCount(board.total.supplementary)}</td>
          <td colSpan={3} />
        </tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          setActive(event.target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? active);
        }}
      >
        <Spacer height={before} />
        {shown.map((index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <UnitTableRow
              key={row.id}
              ref={virtual ? virtualizer.measureElement : undefined}
              index={index}
              row={row}
              active={index === activeIndex}
              changedAt={marks.get(row.id)}
              copied={copied !== null && copied === row.phone}
              showDepartment={board.department === null}
              search={sharedSearch(search)}
              onOpen={open}
            />
          );
        })}
        <Spacer height={after} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { readonly height: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden="true" className={classes['spacer']}>
      <td colSpan={columnCount} height={height} />
    </tr>
  );
}

interface SortHeadProps {
  readonly column: SortColumn;
  readonly search: UnitListSearch;
  readonly onSearch: (change: UnitListSearch) => void;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

function SortHead({ column, search, onSearch, className, children }: SortHeadProps) {
  const direction = search.tri === column ? (search.sens ?? defaultDirection(column)) : null;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={direction === null ? undefined : direction === 'croissant' ? 'ascending' : 'descending'}
    >
      <button
        type="button"
        className={classes['sort']}
        onClick={() => {
          onSearch(nextSort(search, column));
        }}
      >
        {children}
        {direction === null ? null : direction === 'croissant' ? (
          <IconArrowUp size={14} aria-hidden="true" />
        ) : (
          <IconArrowDown size={14} aria-hidden="true" />
        )}
      </button>
    </th>
  );
}

function figures(board: DepartmentBoard): ReadonlyMap<string, string> {
  return new Map(
    board.units.map((row) => [
      row.id,
      [row.available, row.installed, row.occupied, row.reserved, row.closed, row.supplementary]
        .map(({ count }) => String(count))
        .join('/'),
    ]),
  );
}
