import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconPencil, IconX, type Icon } from '@tabler/icons-react';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { useNow } from '../../api/clock.ts';
import { formatWhen, nbsp } from '../../format.ts';
import type { RowDraft } from './drafts.ts';
import { french } from './french.ts';
import classes from './EntryScreen.module.css';

/** Why a row's figures are not at the region, in a sentence that asks something of the person; null otherwise. */
export function rowNote(row: EntryRow, draft: RowDraft | undefined): string | null {
  if (row.blocked !== null) return row.blocked;
  if (draft !== undefined) return draft.fault;
  const { sending } = row;
  return sending?.state === 'refused' || sending?.state === 'conflict'
    ? (sending.problem?.message ?? null)
    : null;
}

interface RowStateProps {
  readonly row: EntryRow;
  readonly draft: RowDraft | undefined;
  readonly warnings: readonly string[];
  readonly onResolve: (keep: 'mine' | 'theirs') => void;
  readonly onChoose: () => void;
}

/** Where a row's figures are on their way, in words, with what the person can do about it. */
export function RowState({ row, draft, warnings, onResolve, onChoose }: RowStateProps) {
  return (
    <div className={classes['state']}>
      <SendingWords row={row} draft={draft} onResolve={onResolve} onChoose={onChoose} />
      {warnings.map((warning) => (
        <p key={warning} className={classes['warning']}>
          <IconAlertTriangle size={14} aria-hidden="true" />
          <span>
            <span className="visually-hidden">Attention{nbsp}: </span>
            {french(warning)}
          </span>
        </p>
      ))}
    </div>
  );
}

function SendingWords({ row, draft, onResolve, onChoose }: Omit<RowStateProps, 'warnings'>) {
  const now = useNow();
  if (row.blocked !== null) return <p className={classes['second']}>saisie impossible</p>;
  if (draft !== undefined) {
    if (draft.saving) return <p>enregistrement…</p>;
    return draft.fault === null ? (
      <Word icon={IconPencil} kind="drafted">
        modifié, Entrée pour envoyer
      </Word>
    ) : (
      <Word icon={IconX} kind="refused">
        non enregistré
      </Word>
    );
  }
  const { sending } = row;
  if (sending === null) return <p className={classes['second']}>—</p>;
  switch (sending.state) {
    case 'waiting':
      return (
        <Word
          icon={IconClock}
          kind="waiting"
          title={sending.problem === null ? undefined : french(sending.problem.message)}
        >
          à envoyer
          {sending.nextAttemptAt === null
            ? ''
            : ` · nouvel${nbsp}essai${nbsp}${formatWhen(sending.nextAttemptAt, now)}`}
        </Word>
      );
    case 'sending':
      return (
        <Word icon={IconClock} kind="waiting">
          envoi en cours
        </Word>
      );
    case 'sent':
      return (
        <Word icon={IconCheck} kind="sent">
          envoyé {formatWhen(sending.since, now)}
        </Word>
      );
    case 'conflict':
      return (
        <>
          <Word icon={IconAlertTriangle} kind="refused">
            conflit
          </Word>
          <div className={classes['choices']}>
            <Button size="compact-sm" variant="default" onClick={onChoose}>
              Choisir…
            </Button>
          </div>
        </>
      );
    case 'refused':
      return (
        <>
          <Word icon={IconX} kind="refused">
            refusé
          </Word>
          <div className={classes['choices']}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                onResolve('mine');
              }}
            >
              Renvoyer
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                onResolve('theirs');
              }}
            >
              Abandonner
            </Button>
          </div>
        </>
      );
  }
}

interface WordProps {
  readonly icon: Icon;
  readonly kind: 'refused' | 'drafted' | 'waiting' | 'sent';
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A state: a shape, a word, a colour. */
function Word({ icon: Shape, kind, title, children }: WordProps) {
  return (
    <p className={classes[kind]} title={title}>
      <Shape size={14} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
