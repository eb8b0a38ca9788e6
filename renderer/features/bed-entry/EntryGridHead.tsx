import { availableColumns, type EntryColumn } from './columns.ts';
import classes from './EntryScreen.module.css';

interface EntryGridHeadProps {
  readonly columns: readonly EntryColumn[];
  readonly forecasts: boolean;
}

/** Two lines: what is counted, then for whom or when. */
export function EntryGridHead({ columns, forecasts }: EntryGridHeadProps) {
  const others = columns.filter(({ id }) => !isAvailable(id) && !id.startsWith('forecast'));
  const forecastColumns = columns.filter(({ id }) => id.startsWith('forecast'));
  return (
    <>
      <colgroup>
        <col />
        <col className={classes['numberColumn']} />
        {columns.map(({ id }) => (
          <col key={id} className={classes['numberColumn']} />
        ))}
        <col className={classes['dueColumn']} />
        <col className={classes['sendingColumn']} />
      </colgroup>
      <thead>
        <tr role="row">
          <th role="columnheader" scope="col" rowSpan={2} className={classes['unit']}>
            Unité
          </th>
          <th
            role="columnheader"
            scope="col"
            rowSpan={2}
            className={classes['number']}
            title="Lits installés : ne se saisissent pas ici"
          >
            Inst.
          </th>
          <th
            role="columnheader"
            scope="colgroup"
            colSpan={availableColumns.length}
            className={classes['span']}
          >
            Libres
          </th>
          {others.map(({ id, head, label }) => (
            <th
              key={id}
              role="columnheader"
              scope="col"
              rowSpan={2}
              title={label}
              className={classes['number']}
            >
              {head}
            </th>
          ))}
          {forecasts ? (
            <th
              role="columnheader"
              scope="colgroup"
              colSpan={forecastColumns.length}
              className={classes['span']}
            >
              Libres prévus dans
            </th>
          ) : null}
          <th role="columnheader" scope="col" rowSpan={2} className={classes['due']}>
            À jour
          </th>
          <th role="columnheader" scope="col" rowSpan={2} className={classes['sending']}>
            Envoi
          </th>
        </tr>
        <tr role="row">
          {[...availableColumns, ...forecastColumns].map(({ id, head, label }) => (
            <th key={id} role="columnheader" scope="col" title={label} className={classes['number']}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function isAvailable(id: string): boolean {
  return availableColumns.some((column) => column.id === id);
}
