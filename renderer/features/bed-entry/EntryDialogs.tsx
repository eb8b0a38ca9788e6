import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import type { EntryColumn } from './columns.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { DetailDialog } from './DetailDialog.tsx';
import type { EntryActions } from './use-entry.ts';

/** What is open above the grid: figures by kind, or two entries to choose from. */
export type OpenDialog =
  | {
      readonly kind: 'detail';
      readonly locationId: string;
      readonly column: EntryColumn;
      readonly typed: string;
    }
  | { readonly kind: 'conflict'; readonly locationId: string };

interface EntryDialogsProps {
  readonly dialog: OpenDialog;
  readonly rows: readonly EntryRow[];
  readonly entry: EntryActions;
  readonly onClose: () => void;
}

export function EntryDialogs({ dialog, rows, entry, onClose }: EntryDialogsProps) {
  const row = rows.find(({ locationId }) => locationId === dialog.locationId);
  if (row === undefined) return null;
  if (dialog.kind === 'detail') {
    return (
      <DetailDialog
        row={row}
        column={dialog.column}
        draft={entry.drafts.get(row.locationId)}
        typed={dialog.typed}
        onClose={onClose}
        onDone={(next) => {
          entry.setDraft(row.locationId, next);
          void entry.save(row, next);
          onClose();
        }}
      />
    );
  }
  const { sending } = row;
  if (sending === null) return null;
  return (
    <ConflictDialog
      row={row}
      sending={sending}
      onClose={onClose}
      onResolve={(keep) => {
        void entry.resolve(sending.jobId, keep);
        onClose();
      }}
    />
  );
}
