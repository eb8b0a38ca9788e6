import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { useNow } from '../../api/clock.ts';
import { formatWhen, nbsp } from '../../format.ts';
import type { RowDraft } from './drafts.ts';
import classes from './EntryScreen.module.css';

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
            {warning}
          </span>
        </p>
      ))}
    </div>
  );
}

function SendingWords({ row, draft, onResolve, onChoose }: Omit<RowStateProps, 'warnings'>) {
  const now = useNow();
  if (row.blocked !== null) return <p className={classes['second']}>saisie impossible. {row.blocked}</p>;
  if (draft !== undefined) {
    if (draft.saving) return <p>enregistrement…</p>;
    return draft.fault === null ? (
      <p className={classes['drafted']}>modifié, Entrée pour envoyer</p>
    ) : (
      <p className={classes['refused']}>
        non enregistré{nbsp}: {draft.fault}
      </p>
    );
  }
  const { sending } = row;
  if (sending === null) return <p className={classes['second']}>—</p>;
  switch (sending.state) {
    case 'waiting':
      return (
        <p className={classes['waiting']} title={sending.problem?.message}>
          à envoyer
          {sending.nextAttemptAt === null
            ? ''
            : ` · nouvel${nbsp}essai${nbsp}${formatWhen(sending.nextAttemptAt, now)}`}
        </p>
      );
    case 'sending':
      return <p className={classes['waiting']}>envoi en cours</p>;
    case 'sent':
      return <p className={classes['sent']}>envoyé {formatWhen(sending.since, now)}</p>;
    case 'conflict':
      return (
        <>
          <p className={classes['refused']}>conflit{nbsp}: d’autres chiffres sont plus récents</p>
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
          <p className={classes['refused']}>
            refusé{nbsp}: {sending.problem?.message}
          </p>
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
