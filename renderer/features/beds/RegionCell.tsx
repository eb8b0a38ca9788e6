import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import type { BoardCell, BoardGroup } from '../../../shared/contract/beds.ts';
import { useNow } from '../../api/clock.ts';
import { isMarked } from '../../components/change-marks.ts';
import { stateWord } from '../../components/bed-state.ts';
import { StateShape } from '../../components/StateShape.tsx';
import { formatAge, formatCount, formatWhen, plural } from '../../format.ts';
import type { BoardSearch } from './board-search.ts';
import { cellFigure, cellSentence } from './cell-words.ts';
import classes from './RegionBoard.module.css';

interface RegionCellProps {
  readonly place: string;
  /** Département code, or `region` for the total. */
  readonly department: string;
  readonly group: BoardGroup;
  readonly cell: BoardCell;
  readonly search: BoardSearch;
  readonly active: boolean;
  /** When the figure last changed on this screen, if it did. */
  readonly changedAt: string | undefined;
}

/** One figure of the synthesis. The whole cell is the link to its units. */
export const RegionCell = memo(function RegionCell(props: RegionCellProps) {
  const { place, department, group, cell, search, active, changedAt } = props;
  const now = useNow();
  const marked = isMarked(changedAt, useNow(10_000));
  const sentence = cellSentence(place, group.label, cell, now);
  return (
    <Link
      to="/lits/$department/$group"
      params={{ department, group: group.id }}
      search={search}
      className={classes['cell']}
      data-state={cell.state}
      data-changed={marked || undefined}
      data-figures
      data-cell={`${department}|${group.id}`}
      tabIndex={active ? 0 : -1}
      aria-label={marked ? `${sentence}, modifié ${formatWhen(changedAt, now)}` : sentence}
    >
      <StateShape state={cell.state} className={classes['shape']} />
      <span className={classes['figure']}>{cellFigure(cell)}</span>
      <span className={classes['installed']}>
        <span className={classes['of']}>sur </span>
        {formatCount(cell.installed)}
      </span>
      <span className={classes['foot']}>
        {cell.state === 'closed' ? null : (
          <span className={classes['word']}>{stateWord(cell.state, cell.available)}</span>
        )}
        {marked ? (
          <span className={classes['coverage']}>modifié {formatWhen(changedAt, now)}</span>
        ) : cell.state === 'expired' && cell.newestAt !== null ? (
          <span className={classes['coverage']}>{formatAge(cell.newestAt, now)}</span>
        ) : cell.units === 0 ? (
          <span className={classes['coverage']}>{plural(cell.closedUnits, 'unité', 'unités')}</span>
        ) : (
          <span className={classes['coverage']}>
            {formatCount(cell.unitsUpToDate)}/{formatCount(cell.units)}
            <span className={classes['unitWord']}> à jour</span>
          </span>
        )}
      </span>
    </Link>
  );
});
