import { Button, Modal } from '@mantine/core';
import type { EntryRow, EntrySending } from '../../../shared/contract/bed-entry.ts';
import { entryLabels } from '../../../shared/domain/bed-entry/keys.ts';
import { When } from '../../components/When.tsx';
import { formatCount } from '../../format.ts';
import classes from './EntryDialog.module.css';

interface ConflictDialogProps {
  readonly row: EntryRow;
  readonly sending: EntrySending;
  readonly onClose: () => void;
  readonly onResolve: (keep: 'mine' | 'theirs') => void;
}

/** Two people entered the same figure: both are shown, and one of them chooses. */
export function ConflictDialog({ row, sending, onClose, onResolve }: ConflictDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>Deux saisies pour {row.name}</strong>}
      size={620}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Décider plus tard' }}
    >
      <p>
        D’autres chiffres ont été enregistrés dans la région depuis ceux que vous avez modifiés. Rien n’a été
        écrasé.
      </p>
      <table className={classes['both']}>
        <thead>
          <tr>
            <th scope="col">Chiffre</th>
            <th scope="col">
              Votre saisie
              <br />
              <When at={sending.enteredAt} className={classes['when']} />
            </th>
            <th scope="col">Dans la région</th>
          </tr>
        </thead>
        <tbody>
          {sending.disagreements.map(({ key, mine, theirs }) => (
            <tr key={key}>
              <th scope="row">{entryLabels[key]}</th>
              <td>
                <strong>{formatCount(mine)}</strong>
              </td>
              <td>
                <strong>{formatCount(theirs.count)}</strong>
                <br />
                <When at={theirs.updatedAt} age className={classes['when']} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes['actions']}>
        <Button
          variant="default"
          onClick={() => {
            onResolve('theirs');
          }}
        >
          Garder ceux de la région
        </Button>
        <Button
          className={classes['primary']}
          onClick={() => {
            onResolve('mine');
          }}
        >
          Garder ma saisie
        </Button>
      </div>
    </Modal>
  );
}
