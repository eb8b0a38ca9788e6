import { useState, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { countFault } from '../../../shared/domain/bed-entry/checks.ts';
import { entryLabels, type EntryKey } from '../../../shared/domain/bed-entry/keys.ts';
import { nbsp } from '../../format.ts';
import { countOf, type EntryColumn } from './columns.ts';
import { digitsOf } from './digits.ts';
import { withFigure, type RowDraft } from './drafts.ts';
import classes from './EntryDialog.module.css';

interface DetailDialogProps {
  readonly row: EntryRow;
  readonly column: EntryColumn;
  readonly draft: RowDraft | undefined;
  /** A digit that opened the dialog is the beginning of its first number. */
  readonly typed: string;
  readonly onClose: () => void;
  readonly onDone: (draft: RowDraft) => void;
}

interface Line {
  readonly count: string;
  readonly comment: string;
}
type Lines = Readonly<Partial<Record<EntryKey, Line>>>;

/** Beds of one status by kind, each with a comment: closures, and supplementary beds. */
export function DetailDialog({ row, column, draft, typed, onClose, onDone }: DetailDialogProps) {
  const before = (key: EntryKey): Line => ({
    count: String(countOf(row, draft, key) ?? ''),
    comment: draft?.comments[key] ?? row.cells[key]?.comment ?? '',
  });
  const [first] = column.keys;
  const [lines, setLines] = useState<Lines>(() =>
    first === undefined || typed === '' ? {} : { [first]: { ...before(first), count: typed } },
  );
  const lineOf = (key: EntryKey): Line => lines[key] ?? before(key);
  const edit = (key: EntryKey, change: Partial<Line>): void => {
    setLines((current) => ({ ...current, [key]: { ...lineOf(key), ...change } }));
  };
  const faultOf = (key: EntryKey): string | null => {
    const { count, comment } = lineOf(key);
    if (count === '') {
      return comment.trim() === '' && before(key).count === ''
        ? null
        : 'Indiquez un nombre de lits, 0 s’il n’y en a pas.';
    }
    return countFault(Number(count));
  };
  const faults = new Map(column.keys.map((key) => [key, faultOf(key)]));
  const apply = (): void => {
    if ([...faults.values()].some((fault) => fault !== null)) return;
    let next = draft;
    for (const key of column.keys) {
      const line = lines[key];
      const { count, comment } = before(key);
      if (line === undefined || (line.count === count && line.comment === comment)) continue;
      next = withFigure(
        next,
        row,
        key,
        Number(line.count),
        line.comment === comment ? undefined : line.comment.trim(),
      );
    }
    if (next === undefined) onClose();
    else onDone(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <strong>
          {column.id === 'closed' ? 'Lits fermés' : 'Lits supplémentaires'} — {row.name}
        </strong>
      }
      size={620}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Fermer sans changer' }}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {column.keys.map((key, index) => (
          <Field key={key} label={entryLabels[key]} fault={faults.get(key) ?? null}>
            {(ids) => (
              <>
                <input
                  id={ids.count}
                  data-autofocus={index === 0 || undefined}
                  className={classes['number']}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={4}
                  value={lineOf(key).count}
                  aria-invalid={faults.get(key) !== null}
                  aria-describedby={ids.fault}
                  onChange={(event) => {
                    edit(key, { count: digitsOf(event.currentTarget.value) });
                  }}
                />
                <input
                  aria-label={`${entryLabels[key]}${nbsp}: commentaire`}
                  className={classes['comment']}
                  placeholder={column.id === 'closed' ? `Motif${nbsp}: travaux, effectif…` : 'Commentaire'}
                  autoComplete="off"
                  maxLength={500}
                  value={lineOf(key).comment}
                  onChange={(event) => {
                    edit(key, { comment: event.currentTarget.value });
                  }}
                />
              </>
            )}
          </Field>
        ))}
        <p className={classes['note']}>
          Le commentaire accompagne le chiffre dans la région{nbsp}: jamais de nom ni d’information sur un
          patient.
        </p>
        <div className={classes['actions']}>
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
          <Button type="submit" className={classes['primary']}>
            Valider
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface FieldProps {
  readonly label: string;
  readonly fault: string | null;
  readonly children: (ids: { readonly count: string; readonly fault: string }) => ReactNode;
}

function Field({ label, fault, children }: FieldProps) {
  const id = `detail-${label.replaceAll(/\W+/g, '-')}`;
  const ids = { count: id, fault: `${id}-faute` };
  return (
    <div className={classes['field']}>
      <label htmlFor={ids.count}>{label}</label>
      <div className={classes['inputs']}>{children(ids)}</div>
      <p id={ids.fault} className={classes['fault']}>
        {fault}
      </p>
    </div>
  );
}
