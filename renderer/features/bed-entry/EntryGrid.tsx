import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { countFault } from '../../../shared/domain/bed-entry/checks.ts';
import { columnsShown } from './columns.ts';
import { digitsOf } from './digits.ts';
import { withFigure, withoutFigures, type RowDraft } from './drafts.ts';
import { EntryDialogs, type OpenDialog } from './EntryDialogs.tsx';
import { EntryGridHead } from './EntryGridHead.tsx';
import { EntryGridRow, type Editing } from './EntryGridRow.tsx';
import { moved, type Position } from './grid-move.ts';
import { ServiceHead } from './ServiceHead.tsx';
import type { EntryActions } from './use-entry.ts';
import classes from './EntryScreen.module.css';

interface EntryGridProps {
  readonly rows: readonly EntryRow[];
  readonly forecasts: boolean;
  readonly entry: EntryActions;
  /** Row to put the keyboard on; asked again by another `turn`. */
  readonly wanted: { readonly locationId: string; readonly turn: number } | null;
}

/**
 * The entry grid: one tab stop, arrows between cells, digits type, Enter validates and goes down, Tab goes right,
 * Escape takes back, `=` confirms the row and Ctrl+`=` its establishment. A row is given to the backend when it is left.
 */
export function EntryGrid({ rows, forecasts, entry, wanted }: EntryGridProps) {
  const columns = columnsShown(forecasts);
  const [active, setActive] = useState({ locationId: '', column: 'availableAny' });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const toFocus = useRef<string | null>(null);
  const at: Position = {
    row: Math.max(
      0,
      rows.findIndex(({ locationId }) => locationId === active.locationId),
    ),
    column: Math.max(
      0,
      columns.findIndex(({ id }) => id === active.column),
    ),
  };
  const row = rows[at.row];
  const column = columns[at.column];

  const focusCell = (cell: string): void => {
    table.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`)?.focus();
  };
  useLayoutEffect(() => {
    if (toFocus.current === null || editing !== null || dialog !== null) return;
    focusCell(toFocus.current);
    toFocus.current = null;
  });
  const goToWanted = useEffectEvent(() => {
    if (wanted !== null) focusCell(`${wanted.locationId}|availableAny`);
  });
  const turn = wanted?.turn ?? 0;
  useEffect(() => {
    if (turn > 0) goToWanted();
  }, [turn]);

  if (row === undefined || column === undefined) return null;
  const draft = entry.drafts.get(row.locationId);

  const goTo = (to: Position, leaving: RowDraft | undefined): void => {
    const [nextRow, nextColumn] = [rows[to.row], columns[to.column]];
    if (nextRow === undefined || nextColumn === undefined) return;
    if (nextRow !== row) void entry.save(row, leaving);
    setActive({ locationId: nextRow.locationId, column: nextColumn.id });
    toFocus.current = `${nextRow.locationId}|${nextColumn.id}`;
  };
  const stay = (): void => {
    toFocus.current = `${row.locationId}|${column.id}`;
  };

  /** Ends typing; false when the number cannot be one of beds, and typing goes on. */
  const endTyping = (): { readonly ok: boolean; readonly draft: RowDraft | undefined } => {
    const [key] = column.keys;
    if (editing === null || key === undefined || editing.text === '') {
      setEditing(null);
      return { ok: true, draft };
    }
    const count = Number(editing.text);
    const fault = countFault(count);
    if (fault !== null) {
      setEditing({ ...editing, fault });
      return { ok: false, draft };
    }
    const next = withFigure(draft, row, key, count);
    entry.setDraft(row.locationId, next);
    setEditing(null);
    return { ok: true, draft: next };
  };

  const open = (typed: string): void => {
    if (row.blocked !== null) return;
    if (column.detail) setDialog({ kind: 'detail', locationId: row.locationId, column, typed });
    else setEditing({ text: typed, fault: null });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    if (event.target.closest('[data-cell]') === null) return;
    const size = { rows: rows.length, columns: columns.length };
    const take = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === '=') {
      take();
      setEditing(null);
      const service = rows.filter(({ establishmentId }) => establishmentId === row.establishmentId);
      void entry.unchanged(event.ctrlKey ? service : [row]);
      if (!event.ctrlKey) {
        const down = moved({ key: 'ArrowDown', ctrlKey: false, shiftKey: false }, at, size);
        if (down === null) stay();
        else goTo(down, undefined);
      }
      return;
    }
    if (editing !== null) {
      if (event.key === 'Escape') {
        take();
        setEditing(null);
        stay();
        return;
      }
      const to = moved(event, at, size);
      if (to === null && event.key !== 'Enter' && event.key !== 'Tab') return;
      if (event.key !== 'Tab' || to !== null) take();
      const ended = endTyping();
      if (!ended.ok) return;
      if (to !== null) goTo(to, ended.draft);
      else if (event.key === 'Enter') {
        stay();
        void entry.save(row, ended.draft);
      }
      return;
    }
    if (event.key === 'Escape' && draft !== undefined) {
      take();
      entry.setDraft(row.locationId, undefined);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && draft !== undefined) {
      take();
      entry.setDraft(row.locationId, withoutFigures(draft, column.keys));
    } else if (event.key.length === 1 && digitsOf(event.key) !== '' && !event.ctrlKey) {
      take();
      open(digitsOf(event.key));
    } else if (event.key === 'F2' || (event.key === 'Enter' && column.detail && draft === undefined)) {
      take();
      const [key] = column.keys;
      open(
        column.detail || key === undefined ? '' : String(draft?.figures[key] ?? row.cells[key]?.count ?? ''),
      );
    } else {
      const to = moved(event, at, size);
      if (to !== null) {
        take();
        goTo(to, draft);
      } else if (event.key === 'Enter') {
        take();
        void entry.save(row, draft);
      }
    }
  };

  const closeDialog = (): void => {
    setDialog(null);
    stay();
  };
  const establishments = Map.groupBy(rows, ({ establishmentId }) => establishmentId);

  return (
    <>
      <table
        ref={table}
        role="grid"
        aria-label="Saisie des lits"
        className={classes['grid']}
        data-wide={forecasts || undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const cell = event.target.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
          const [locationId, id] = cell?.split('|') ?? [];
          if (locationId === undefined || id === undefined) return;
          if (locationId !== row.locationId) void entry.save(row, draft);
          setActive({ locationId, column: id });
        }}
        onBlur={(event) => {
          const to = event.relatedTarget;
          if (dialog !== null || (to instanceof Node && event.currentTarget.contains(to))) return;
          const ended = endTyping();
          if (ended.ok && document.hasFocus()) void entry.save(row, ended.draft);
        }}
      >
        <EntryGridHead columns={columns} forecasts={forecasts} />
        {[...establishments].map(([id, members]) => (
          <tbody key={id} role="rowgroup">
            <ServiceHead
              establishment={members[0]?.establishment ?? ''}
              columns={columns.length + 4}
              onUnchanged={() => {
                void entry.unchanged(members);
              }}
            />
            {members.map((member) => (
              <EntryGridRow
                key={member.locationId}
                row={member}
                columns={columns}
                draft={entry.drafts.get(member.locationId)}
                activeColumn={member === row ? column.id : null}
                editing={member === row ? editing : null}
                onType={(text) => {
                  setEditing({ text, fault: null });
                }}
                onOpen={(pressed) => {
                  setActive({ locationId: member.locationId, column: pressed.id });
                  if (member.blocked !== null) return;
                  if (pressed.detail) {
                    setDialog({ kind: 'detail', locationId: member.locationId, column: pressed, typed: '' });
                  } else setEditing({ text: '', fault: null });
                }}
                onUnchanged={() => {
                  void entry.unchanged([member]);
                }}
                onResolve={(keep) => {
                  if (member.sending !== null) void entry.resolve(member.sending.jobId, keep);
                }}
                onChoose={() => {
                  setDialog({ kind: 'conflict', locationId: member.locationId });
                }}
              />
            ))}
          </tbody>
        ))}
      </table>
      {dialog === null ? null : (
        <EntryDialogs dialog={dialog} rows={rows} entry={entry} onClose={closeDialog} />
      )}
    </>
  );
}
