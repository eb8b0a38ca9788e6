import { useCallback } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ResultEstablishment } from '../../../shared/contract/search.ts';
import { Phone } from '../../components/Phone.tsx';
import { Name, plainText } from '../../components/SafeText.tsx';
import { formatCount, missing } from '../../format.ts';
import { ResultTable } from './ResultTable.tsx';
import type { ResultPages, Span } from './use-result-pages.ts';
import { distanceText } from './words.ts';
import classes from './Results.module.css';

interface EstablishmentResultsProps {
  readonly question: string;
  readonly pages: ResultPages;
  readonly total: number;
  readonly withDistance: boolean;
  readonly onSpan: (span: Span) => void;
}

/** Results by establishment: how many of its units answer, how many are open, how many have a bed. */
export function EstablishmentResults({
  question,
  pages,
  total,
  withDistance,
  onSpan,
}: EstablishmentResultsProps) {
  const navigate = useNavigate();
  const open = useCallback(
    ({ id }: ResultEstablishment) =>
      void navigate({ to: '/fiche/$kind/$id', params: { kind: 'organization', id } }),
    [navigate],
  );
  return (
    <ResultTable
      caption="Établissements trouvés"
      question={question}
      total={total}
      columns={withDistance ? 6 : 5}
      head={
        <>
          <th scope="col">Établissement</th>
          {withDistance ? (
            <th scope="col" className={classes['distance']}>
              Distance
            </th>
          ) : null}
          <th scope="col" className={classes['number']}>
            Unités
          </th>
          <th scope="col" className={classes['number']}>
            Ouvertes
          </th>
          <th scope="col" className={classes['number']}>
            Avec des lits
          </th>
          <th scope="col" className={classes['phone']}>
            Téléphone
          </th>
        </>
      }
      rowAt={pages.establishmentAt}
      phoneOf={({ phone }) => phone}
      onSpan={onSpan}
      onOpen={open}
      cells={(row, { active, copied }) => {
        const tabIndex = active ? 0 : -1;
        return (
          <>
            <th scope="row">
              <Link
                to="/fiche/$kind/$id"
                params={{ kind: 'organization', id: row.id }}
                tabIndex={tabIndex}
                className={classes['name']}
                data-open
              >
                <Name>{row.name}</Name>
              </Link>
              <span className={classes['under']}>
                {[row.city, row.department].filter((part) => part !== null).join(' · ')}
              </span>
            </th>
            {withDistance ? (
              <td className={classes['distance']} data-figures>
                {distanceText(row.distance) ?? missing}
              </td>
            ) : null}
            <td className={classes['number']}>{formatCount(row.units)}</td>
            <td className={classes['number']}>{formatCount(row.openUnits)}</td>
            <td className={classes['number']}>{formatCount(row.unitsWithBeds)}</td>
            <td className={classes['phone']}>
              <Phone phone={row.phone} label={plainText(row.name, 120)} tabIndex={tabIndex} copied={copied} />
            </td>
          </>
        );
      }}
    />
  );
}
