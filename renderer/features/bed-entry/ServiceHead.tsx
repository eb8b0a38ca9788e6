import { Button, Kbd } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { nbsp } from '../../format.ts';
import classes from './EntryScreen.module.css';

interface ServiceHeadProps {
  readonly establishment: string;
  readonly columns: number;
  readonly onUnchanged: () => void;
}

/** Name of an establishment above its units, and the command that confirms them all. */
export function ServiceHead({ establishment, columns, onUnchanged }: ServiceHeadProps) {
  return (
    <tr role="row" className={classes['service']}>
      <th role="rowheader" scope="rowgroup" colSpan={columns}>
        <div>
          <span>{establishment}</span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEqual size={14} aria-hidden="true" />}
            rightSection={
              <Kbd size="xs" aria-hidden="true">
                Ctrl =
              </Kbd>
            }
            aria-keyshortcuts="Control+="
            onClick={onUnchanged}
          >
            Tout inchangé
            <span className="visually-hidden">
              {nbsp}: {establishment}
            </span>
          </Button>
        </div>
      </th>
    </tr>
  );
}
