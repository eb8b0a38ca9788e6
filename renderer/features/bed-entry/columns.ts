import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import {
  closedKeys,
  forecastKeys,
  supplementaryKeys,
  type EntryKey,
} from '../../../shared/domain/bed-entry/keys.ts';
import { nbsp } from '../../format.ts';
import type { RowDraft } from './drafts.ts';

/** A column of the grid that can be entered: one figure typed in place, or several of one status in a dialog. */
export interface EntryColumn {
  readonly id: string;
  readonly head: string;
  /** Said to assistive technology and on demand. */
  readonly label: string;
  readonly keys: readonly EntryKey[];
  readonly detail: boolean;
}

const figure = (id: EntryKey, head: string, label: string): EntryColumn => ({
  id,
  head,
  label,
  keys: [id],
  detail: false,
});

export const availableColumns: readonly EntryColumn[] = [
  figure('availableFemale', 'F', 'Libres pour des femmes'),
  figure('availableMale', 'H', 'Libres pour des hommes'),
  figure('availableAny', 'Ind.', 'Libres sans distinction'),
];

const otherColumns: readonly EntryColumn[] = [
  figure('occupied', 'Occ.', 'Occupés'),
  figure('reserved', 'Rés.', 'Réservés'),
  { id: 'closed', head: 'Fermés', label: 'Fermés, par nature', keys: closedKeys, detail: true },
  {
    id: 'supplementary',
    head: 'Suppl.',
    label: 'Supplémentaires, en plus des installés',
    keys: supplementaryKeys,
    detail: true,
  },
];

const forecastHeads = { forecast1h: '1', forecast24h: '24', forecast48h: '48', forecast7d: '7' } as const;

export const forecastColumns: readonly EntryColumn[] = forecastKeys.map((key) =>
  figure(
    key,
    `${forecastHeads[key]}${nbsp}${key === 'forecast7d' ? 'j' : 'h'}`,
    `Libres prévus dans ${forecastHeads[key]}${nbsp}${key === 'forecast7d' ? 'jours' : 'h'}`,
  ),
);

export function columnsShown(forecasts: boolean): readonly EntryColumn[] {
  return [...availableColumns, ...otherColumns, ...(forecasts ? forecastColumns : [])];
}

/** The number a figure shows: being entered, else known; null is not transmitted. */
export function countOf(row: EntryRow, draft: RowDraft | undefined, key: EntryKey): number | null {
  return draft?.figures[key] ?? row.cells[key]?.count ?? null;
}

/** What a column shows for a row: the figure, or the sum of those known. */
export function columnCount(row: EntryRow, draft: RowDraft | undefined, column: EntryColumn): number | null {
  return column.keys.reduce<number | null>((total, key) => {
    const count = countOf(row, draft, key);
    return count === null ? total : (total ?? 0) + count;
  }, null);
}
