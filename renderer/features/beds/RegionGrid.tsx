import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { BoardCell, BoardGroup, RegionBoard } from '../../../shared/contract/beds.ts';
import { useChangeMarks } from '../../components/change-marks.ts';
import { formatDepartment } from '../../format.ts';
import type { BoardSearch } from './board-search.ts';
import { gridMove, type GridPosition } from './grid-keys.ts';
import { RegionCell } from './RegionCell.tsx';
import classes from './RegionBoard.module.css';

interface RegionGridProps {
  readonly board: RegionBoard;
  readonly search: BoardSearch;
  /** What the figures were asked with: a change of it is not a change of figures. */
  readonly scope: string;
  readonly expanded: boolean;
  readonly onExpanded: (expanded: boolean) => void;
}

interface Row {
  readonly code: string;
  readonly place: string;
  readonly cells: Readonly<Record<string, BoardCell>>;
}

/** The cell that was opened last, so that coming back finds the keyboard where it was left. */
let lastCell: string | null = null;

/** The grid itself (ARIA grid, one tab stop, arrows inside). */
export function RegionGrid({ board, search, scope, expanded, onExpanded }: RegionGridProps) {
  const groups = expanded ? board.groups : board.groups.filter((group) => group.main);
  const hidden = board.groups.length - board.groups.filter((group) => group.main).length;
  const rows: readonly Row[] = [
    { code: 'region', place: 'Région', cells: board.total },
    ...board.departments.map(({ code, label, cells }) => ({
      code,
      place: formatDepartment(code, label),
      cells,
    })),
  ];
  const marks = useChangeMarks(scope, board, board.computedAt, figures);
  const [active, setActive] = useState<string | null>(lastCell);
  const table = useRef<HTMLTableElement>(null);

  const keyAt = ({ row, column }: GridPosition): string | null => {
    const group = groups[column];
    const line = rows[row];
    return group === undefined || line?.cells[group.id] === undefined ? null : `${line.code}|${group.id}`;
  };
  const positionOf = (key: string | null): GridPosition | null => {
    const [code, id] = (key ?? '').split('|');
    const position = {
      row: rows.findIndex((row) => row.code === code),
      column: groups.findIndex((group) => group.id === id),
    };
    return keyAt(position) === null ? null : position;
  };
  const activeKey = positionOf(active) === null ? firstKey(rows, groups) : active;

  useEffect(() => {
    if (lastCell === null) return;
    focusCell(table.current, lastCell);
    lastCell = null;
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = positionOf(activeKey);
    if (from === null || event.altKey || event.metaKey) return;
    const size = { rows: rows.length, columns: groups.length };
    const to = gridMove(event.key, event.ctrlKey, from, size, (position) => keyAt(position) !== null);
    if (to === null) return;
    event.preventDefault();
    const key = keyAt(to);
    setActive(key);
    focusCell(table.current, key);
  };

  return (
    <div className={classes['board']} data-dense={groups.length > 6 || undefined}>
      <table
        ref={table}
        className={classes['grid']}
        role="grid"
        aria-label="Lits disponibles par département et par activité"
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const key = event.target.dataset['cell'];
          if (key !== undefined) setActive(key);
        }}
        onClick={(event) => {
          const link =
            event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
          lastCell = link?.dataset['cell'] ?? null;
        }}
      >
        <thead>
          <tr role="row">
            <th scope="col" className={classes['corner']}>
              <span className="visually-hidden">Département</span>
            </th>
            {groups.map((group) => (
              <th key={group.id} scope="col" role="columnheader" title={group.label}>
                {group.shortLabel === 'Réa' ? group.label : group.shortLabel}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} role="row" data-total={row.code === 'region' || undefined}>
              <th scope="row" role="rowheader">
                {row.place}
              </th>
              {groups.map((group) => {
                const cell = row.cells[group.id];
                const key = `${row.code}|${group.id}`;
                return (
                  <td key={group.id} role="gridcell">
                    {cell === undefined ? (
                      <span className={classes['none']}>aucune unité</span>
                    ) : (
                      <RegionCell
                        place={row.place}
                        department={row.code}
                        group={group}
                        cell={cell}
                        search={search}
                        active={key === activeKey}
                        changedAt={marks.get(key)}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden === 0 ? null : (
        <button
          type="button"
          className={classes['more']}
          aria-expanded={expanded}
          onClick={() => {
            onExpanded(!expanded);
          }}
        >
          {expanded ? (
            <IconChevronLeft size={18} aria-hidden="true" />
          ) : (
            <IconChevronRight size={18} aria-hidden="true" />
          )}
          <span>{expanded ? 'Activités principales' : `${String(hidden)} autres activités`}</span>
        </button>
      )}
    </div>
  );
}

function firstKey(rows: readonly Row[], groups: readonly BoardGroup[]): string | null {
  for (const row of rows) {
    const group = groups.find(({ id }) => row.cells[id] !== undefined);
    if (group !== undefined) return `${row.code}|${group.id}`;
  }
  return null;
}

function focusCell(table: HTMLElement | null, key: string | null): void {
  if (key === null) return;
  table?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`)?.focus();
}

/** What counts as the figure of a cell: beds available and installed, not the ageing of either. */
function figures(board: RegionBoard): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const add = (code: string, cells: Readonly<Record<string, BoardCell>>): void => {
    for (const [group, cell] of Object.entries(cells)) {
      values.set(`${code}|${group}`, `${String(cell.available)}/${String(cell.installed)}`);
    }
  };
  add('region', board.total);
  for (const { code, cells } of board.departments) add(code, cells);
  return values;
}
