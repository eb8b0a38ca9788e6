import type { BoardCell, Figure, UnitRow } from '../../../shared/contract/beds.ts';
import { bedStateLabels, exclusionLabels } from '../../../shared/domain/labels.ts';
import { stateWord } from '../../components/bed-state.ts';
import { formatAge, formatCount, missing, nbsp, plural } from '../../format.ts';

/** A figure as written everywhere: in parentheses when too old for the totals, `—` when not transmitted. */
export function figureText({ count, stale }: Pick<Figure, 'count' | 'stale'>): string {
  return count !== null && stale ? `(${formatCount(count)})` : formatCount(count);
}

/** Why figures of a unit or of a cell were left out, in words; empty when none was. */
export function problemText(problems: UnitRow['problems']): string {
  return Object.entries(problems)
    .filter(([, count]) => count > 0)
    .map(([reason]) => exclusionLabels[reason as keyof typeof problems])
    .join(', ');
}

/** What a cell shows as its figure: `14`, `(2)` when known but too old, `fermé`, `—` when not transmitted. */
export function cellFigure(cell: Pick<BoardCell, 'state' | 'available' | 'staleAvailable'>): string {
  if (cell.state === 'closed') return bedStateLabels.closed;
  if (cell.available !== null) return formatCount(cell.available);
  if (cell.state === 'expired' && cell.staleAvailable !== null)
    return `(${formatCount(cell.staleAvailable)})`;
  return missing;
}

/** The whole cell in one sentence, for assistive technology and for the pointer. */
export function cellSentence(place: string, group: string, cell: BoardCell, now: number): string {
  const word = stateWord(cell.state, cell.available);
  const available =
    cell.available !== null
      ? `${plural(cell.available, 'lit disponible', 'lits disponibles')}, ${cell.state === 'free' ? '' : word}`
      : cell.state === 'expired' && cell.staleAvailable !== null
        ? `périmé, dernier chiffre connu ${formatCount(cell.staleAvailable)}, il y a ${formatAge(cell.newestAt, now)}`
        : word;
  const parts = [
    available.replace(/, $/, ''),
    cell.installed === null
      ? 'lits installés non transmis'
      : `sur ${plural(cell.installed, 'installé', 'installés')}`,
    cell.closed === null || cell.closed === 0 ? '' : plural(cell.closed, 'fermé', 'fermés'),
    cell.units === 0
      ? ''
      : `${plural(cell.unitsUpToDate, 'unité', 'unités')} à jour sur ${formatCount(cell.units)}`,
    cell.closedUnits === 0 ? '' : plural(cell.closedUnits, 'unité fermée', 'unités fermées'),
    cell.available !== null && cell.staleAvailable !== null && cell.staleAvailable > 0
      ? `${plural(cell.staleAvailable, 'lit', 'lits')} non comptés car périmés`
      : '',
    problemText(cell.problems) === '' ? '' : `chiffres écartés (${problemText(cell.problems)})`,
  ].filter((part) => part !== '');
  return `${place}, ${group}${nbsp}: ${parts.join(', ')}`;
}
