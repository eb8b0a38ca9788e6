import { memo, type Ref } from 'react';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { freshnessLabels } from '../../../shared/domain/labels.ts';
import type { UnitRow } from '../../../shared/contract/beds.ts';
import { useNow } from '../../api/clock.ts';
import { isMarked } from '../../components/change-marks.ts';
import { stateWord } from '../../components/bed-state.ts';
import { Phone } from '../../components/Phone.tsx';
import { StateShape } from '../../components/StateShape.tsx';
import { When } from '../../components/When.tsx';
import { formatAgeRange, formatCount, formatWhen, missing } from '../../format.ts';
import type { BoardSearch } from './board-search.ts';
import { figureText, problemText } from './cell-words.ts';
import classes from './UnitTable.module.css';

interface UnitTableRowProps {
  readonly ref: Ref<HTMLTableRowElement> | undefined;
  readonly index: number;
  readonly row: UnitRow;
  readonly active: boolean;
  readonly changedAt: string | undefined;
  readonly copied: boolean;
  readonly showDepartment: boolean;
  readonly search: BoardSearch;
  readonly onOpen: (id: string) => void;
}

/** One unit. The row is a pointer target; the keyboard uses the link of its name. */
export const UnitTableRow = memo(function UnitTableRow(props: UnitTableRowProps) {
  const { ref, index, row, active, changedAt, copied, showDepartment, search, onOpen } = props;
  const now = useNow();
  const marked = isMarked(changedAt, useNow(10_000));
  const problems = problemText(row.problems);
  const tabIndex = active ? 0 : -1;
  return (
    <tr
      ref={ref}
      data-index={index}
      data-row={row.id}
      data-state={row.state}
      data-changed={marked || undefined}
      aria-rowindex={index + 3}
      className={classes['row']}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a') === null) onOpen(row.id);
      }}
    >
      <th scope="row" className={classes['unit']}>
        <div className={classes['name']}>
          <StateShape state={row.state} />
          <Link
            to="/lits/unite/$id"
            params={{ id: row.id }}
            search={search}
            tabIndex={tabIndex}
            onClick={() => {
              onOpen(row.id);
            }}
          >
            {row.name}
          </Link>
          {problems === '' ? null : (
            <span className={classes['problem']} title={`Chiffres écartés : ${problems}`}>
              <IconAlertTriangle size={16} aria-label={`Chiffres écartés : ${problems}`} />
            </span>
          )}
        </div>
      </th>
      <td className={classes['establishment']}>
        <span className={classes['place']} title={row.establishment ?? undefined}>
          {row.establishment ?? missing}
        </span>
        {row.city === null && !showDepartment ? null : (
          <span className={classes['second']}>
            {[row.city, showDepartment ? row.department : null].filter((part) => part !== null).join(' ')}
          </span>
        )}
      </td>
      <td className={classes['available']}>
        <div>
          {row.state === 'closed' ? null : <strong>{figureText(row.available)}</strong>}
          <span className={classes['word']}>{stateWord(row.state, row.available.count)}</span>
        </div>
      </td>
      <td className={classes['split']}>{splitText(row)}</td>
      <td>{figureText(row.installed)}</td>
      <td>{figureText(row.occupied)}</td>
      <td>{figureText(row.reserved)}</td>
      <td className={classes['closed']}>{closedText(row)}</td>
      <td>{figureText(row.supplementary)}</td>
      <td className={classes['date']}>
        {marked ? (
          <span className={classes['changed']}>modifié {formatWhen(changedAt, now)}</span>
        ) : row.available.updatedAt === null ? (
          <span className={classes['second']}>{freshnessLabels.never}</span>
        ) : (
          <When at={row.available.updatedAt} age ageClassName={classes['second']} />
        )}
      </td>
      <td className={classes['ages']}>
        <Audience row={row} />
      </td>
      <td className={classes['phone']}>
        <Phone phone={row.phone} label={row.name} tabIndex={tabIndex} copied={copied} />
      </td>
    </tr>
  );
});

/** `0 / 1 / 2`, or nothing at all when the available beds are not split by gender. */
function splitText(row: UnitRow): string {
  const parts = [row.availableFemale, row.availableMale, row.availableUndifferentiated];
  return parts.every((part) => part === null) ? missing : parts.map(formatCount).join(' / ');
}

/** `2 · 1 réact.`: closed beds and, when sent, how many can be reopened. */
function closedText(row: UnitRow): string {
  const closed = figureText(row.closed);
  return row.closedReopenable === null || row.closedReopenable === 0
    ? closed
    : `${closed} · ${formatCount(row.closedReopenable)} réact.`;
}

function Audience({ row }: { readonly row: UnitRow }) {
  const words = [row.adult ? 'adulte' : '', row.child ? 'enfant' : '']
    .filter((word) => word !== '')
    .join(' et ');
  if (words === '') return <span className={classes['second']}>{missing}</span>;
  return (
    <span className={classes['audience']} title={`${words} · ${formatAgeRange(row.ageRange)}`}>
      {row.adult ? <abbr title="adulte">A</abbr> : null}
      {row.child ? <abbr title="enfant">E</abbr> : null}
    </span>
  );
}
