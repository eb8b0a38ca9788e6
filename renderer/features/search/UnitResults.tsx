import { useCallback } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ResultUnit, UnitBeds } from '../../../shared/contract/search.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { useNow } from '../../api/clock.ts';
import { Phone } from '../../components/Phone.tsx';
import { Name, plainText } from '../../components/SafeText.tsx';
import { StateShape } from '../../components/StateShape.tsx';
import { Term } from '../../components/Term.tsx';
import { formatAge, formatAgeRange, formatFull, missing } from '../../format.ts';
import { ResultTable } from './ResultTable.tsx';
import type { ResultPages, Span } from './use-result-pages.ts';
import { bedsText, distanceText, openingText } from './words.ts';
import classes from './Results.module.css';

interface UnitResultsProps {
  readonly question: string;
  readonly pages: ResultPages;
  readonly total: number;
  readonly withDistance: boolean;
  readonly onSpan: (span: Span) => void;
}

/** Results by unit: who, where, how far, open until when, which ages, beds, phone. */
export function UnitResults({ question, pages, total, withDistance, onSpan }: UnitResultsProps) {
  const navigate = useNavigate();
  const open = useCallback(
    ({ id }: ResultUnit) =>
      void navigate({ to: '/fiche/$kind/$id', params: { kind: 'healthcareService', id } }),
    [navigate],
  );
  return (
    <ResultTable
      caption="Unités trouvées"
      question={question}
      total={total}
      columns={withDistance ? 7 : 6}
      head={
        <>
          <th scope="col">Unité</th>
          <th scope="col">Établissement</th>
          {withDistance ? (
            <th scope="col" className={classes['distance']}>
              Distance
            </th>
          ) : null}
          <th scope="col" className={classes['opening']}>
            Ouverture
          </th>
          <th scope="col" className={classes['ages']}>
            Âges
          </th>
          <th scope="col" className={classes['beds']}>
            Lits
          </th>
          <th scope="col" className={classes['phone']}>
            Téléphone
          </th>
        </>
      }
      rowAt={pages.unitAt}
      phoneOf={({ phone }) => phone}
      onSpan={onSpan}
      onOpen={open}
      cells={(row, options) => <UnitCells row={row} withDistance={withDistance} {...options} />}
    />
  );
}

interface UnitCellsProps {
  readonly row: ResultUnit;
  readonly withDistance: boolean;
  readonly active: boolean;
  readonly copied: boolean;
}

function UnitCells({ row, withDistance, active, copied }: UnitCellsProps) {
  const now = useNow();
  const tabIndex = active ? 0 : -1;
  const closed = row.offerClosed !== null || row.opening?.status === 'closed';
  const type = row.unitType === null ? '' : labelOf(row.unitType);
  return (
    <>
      <th scope="row">
        <Link
          to="/fiche/$kind/$id"
          params={{ kind: 'healthcareService', id: row.id }}
          tabIndex={tabIndex}
          className={classes['name']}
          data-open
        >
          <Name>{row.name}</Name>
        </Link>
        {type === '' || fold(row.name).includes(fold(type)) ? null : (
          <span className={classes['under']}>{plainText(type, 90)}</span>
        )}
      </th>
      <td>
        {row.establishment === null ? missing : <Name>{row.establishment}</Name>}
        <span className={classes['second']}>
          {row.city === null && row.department === null
            ? ''
            : ` · ${[row.city, row.department].filter((part) => part !== null).join(' ')}`}
        </span>
      </td>
      {withDistance ? (
        <td className={classes['distance']} data-figures>
          {distanceText(row.distance) ?? missing}
        </td>
      ) : null}
      <td className={classes['opening']} data-closed={closed || undefined}>
        {openingText(row, now)}
      </td>
      <td className={classes['ages']}>
        <span className={classes['audience']}>
          {row.adult ? <Term term="A" focusable={false} /> : null}
          {row.child ? <Term term="E" focusable={false} /> : null}
        </span>
        <span className={classes['under']}>{formatAgeRange(row.ageRange)}</span>
      </td>
      <td className={classes['beds']}>
        <Beds beds={row.beds} now={now} />
      </td>
      <td className={classes['phone']}>
        <Phone
          phone={row.phone}
          label={plainText(row.phoneOf ?? row.name, 120)}
          tabIndex={tabIndex}
          copied={copied}
        />
        {row.phoneOf === null ? null : <span className={classes['under']}>établissement</span>}
      </td>
    </>
  );
}

/** Without case nor accents, to tell a name that already says the type. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Figure, word and shape of the state, and the age of the figure. */
function Beds({ beds, now }: { readonly beds: UnitBeds | null; readonly now: number }) {
  if (beds === null) return <span className={classes['second']}>{missing}</span>;
  return (
    <>
      <span className={classes['state']} data-state={beds.state}>
        <StateShape state={beds.state} />
        {bedsText(beds)}
      </span>
      {beds.updatedAt === null || beds.state === 'closed' ? null : (
        <time className={classes['under']} dateTime={beds.updatedAt} title={formatFull(beds.updatedAt)}>
          {formatAge(beds.updatedAt, now)}
        </time>
      )}
    </>
  );
}
