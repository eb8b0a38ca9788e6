import { IconEqual } from '@tabler/icons-react';
import { useNow } from '../../api/clock.ts';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { activityGroups } from '../../../shared/domain/codes.ts';
import { formatCount, formatFull, formatTime, formatWhen, missing, nbsp } from '../../format.ts';
import { columnCount, type EntryColumn } from './columns.ts';
import { digitsOf } from './digits.ts';
import { rowWarnings, type RowDraft } from './drafts.ts';
import { DueShape } from './DueShape.tsx';
import { french } from './french.ts';
import { rowNote, RowState } from './RowState.tsx';
import classes from './EntryScreen.module.css';

/** A number being typed in the active cell. */
export interface Editing {
  readonly text: string;
  readonly fault: string | null;
}

interface EntryGridRowProps {
  readonly row: EntryRow;
  readonly columns: readonly EntryColumn[];
  readonly draft: RowDraft | undefined;
  /** The cell the keyboard is on, when it is in this row. */
  readonly activeColumn: string | null;
  readonly editing: Editing | null;
  readonly onType: (text: string) => void;
  readonly onOpen: (column: EntryColumn) => void;
  readonly onUnchanged: () => void;
  readonly onResolve: (keep: 'mine' | 'theirs') => void;
  readonly onChoose: () => void;
}

/** One unit: its figures, its due time, and where its last entry stands. */
export function EntryGridRow(props: EntryGridRowProps) {
  const { row, columns, draft, activeColumn, editing } = props;
  const group = activityGroups.find(({ id }) => id === row.group);
  const note = rowNote(row, draft);
  return (
    <>
      <tr role="row" data-row={row.locationId} data-active={activeColumn !== null || undefined}>
        <th role="rowheader" scope="row" className={classes['unit']}>
          <span className={classes['name']}>{row.name}</span>
          <span className={classes['second']}>
            {[row.place, group?.shortLabel]
              .filter((each) => typeof each === 'string' && each !== row.name)
              .join(' · ')}
          </span>
        </th>
        <td role="gridcell" aria-readonly="true" className={classes['second']}>
          {formatCount(row.installed)}
        </td>
        {columns.map((column) => {
          const active = column.id === activeColumn;
          return (
            <Cell
              key={column.id}
              row={row}
              column={column}
              draft={draft}
              active={active}
              editing={active ? editing : null}
              onType={props.onType}
              onOpen={() => {
                props.onOpen(column);
              }}
            />
          );
        })}
        <td role="gridcell" className={classes['due']}>
          <DueCell row={row} onUnchanged={props.onUnchanged} />
        </td>
        <td role="gridcell" className={classes['sending']}>
          <RowState
            row={row}
            draft={draft}
            warnings={rowWarnings(row, draft)}
            onResolve={props.onResolve}
            onChoose={props.onChoose}
          />
        </td>
      </tr>
      {note === null ? null : (
        <tr role="row" className={classes['note']}>
          <td role="gridcell" colSpan={columns.length + 4}>
            <p>{french(note)}</p>
          </td>
        </tr>
      )}
    </>
  );
}

interface CellProps {
  readonly row: EntryRow;
  readonly column: EntryColumn;
  readonly draft: RowDraft | undefined;
  readonly active: boolean;
  readonly editing: Editing | null;
  readonly onType: (text: string) => void;
  readonly onOpen: () => void;
}

function Cell({ row, column, draft, active, editing, onType, onOpen }: CellProps) {
  const drafted = column.keys.some((key) => draft?.figures[key] !== undefined);
  const pending = column.keys.some((key) => row.cells[key]?.pending === true);
  const count = columnCount(row, draft, column);
  const dates = column.keys.flatMap((key) => row.cells[key]?.updatedAt ?? []);
  const [date] = dates;
  const fault = editing?.fault ?? null;
  const faultId = `${row.locationId}-${column.id}-faute`;
  return (
    <td
      role="gridcell"
      data-cell={`${row.locationId}|${column.id}`}
      data-group={
        column.id === 'availableFemale' || column.id === 'occupied' || column.id === 'forecast1h' || undefined
      }
      data-drafted={drafted || undefined}
      data-pending={pending || undefined}
      tabIndex={active && editing === null ? 0 : -1}
      className={classes['cell']}
      aria-label={`${column.label}${nbsp}: ${count === null ? 'non renseigné' : String(count)}${drafted ? ', modifié' : pending ? ', à envoyer' : ''}`}
      aria-haspopup={column.detail ? 'dialog' : undefined}
      aria-readonly={row.blocked === null ? undefined : true}
      title={date === undefined ? undefined : `Chiffre du ${formatFull(date)}`}
      onDoubleClick={onOpen}
    >
      {editing === null ? (
        <span className={count === null ? classes['second'] : undefined}>
          {count === null ? missing : formatCount(count)}
        </span>
      ) : (
        <>
          <input
            // The cell has the focus already: typing goes on in it.
            ref={(input) => {
              if (input !== null && document.activeElement !== input) input.focus();
            }}
            className={classes['input']}
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            value={editing.text}
            aria-label={`${column.label}, ${row.name}`}
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? undefined : faultId}
            onChange={(event) => {
              onType(digitsOf(event.currentTarget.value));
            }}
          />
          {fault === null ? null : (
            <span id={faultId} role="alert" className={classes['cellFault']}>
              {fault}
            </span>
          )}
        </>
      )}
    </td>
  );
}

/** Date of the available figures, and what is expected next. */
function DueCell({ row, onUnchanged }: { readonly row: EntryRow; readonly onUnchanged: () => void }) {
  const now = useNow();
  const { state, last, next } = row.due;
  const unsent = row.sending?.state === 'waiting' || row.sending?.state === 'sending';
  const expected =
    state === 'late'
      ? `en retard (${formatTime(Date.parse(last))})`
      : state === 'soon'
        ? `avant ${formatTime(Date.parse(next))}`
        : unsent
          ? 'une fois envoyé'
          : 'à jour';
  return (
    <div className={classes['dueLine']}>
      <div>
        <span>{row.updatedAt === null ? 'jamais renseigné' : formatWhen(row.updatedAt, now)}</span>
        <span className={classes['dueWord']} data-due={state}>
          <DueShape state={state === 'done' && unsent ? 'soon' : state} />
          {expected}
        </span>
      </div>
      <button
        type="button"
        className={classes['same']}
        tabIndex={-1}
        disabled={row.blocked !== null}
        aria-label={`Inchangé${nbsp}: ${row.name}`}
        title="Inchangé (=)"
        onClick={onUnchanged}
      >
        <IconEqual size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
