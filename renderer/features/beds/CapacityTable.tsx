import { labelOf } from '../../../shared/domain/labels.ts';
import type { Figure, UnitSheet } from '../../../shared/contract/beds.ts';
import { When } from '../../components/When.tsx';
import { missing } from '../../format.ts';
import { capacityMatrix, matrixColumns } from './capacity-matrix.ts';
import { figureText } from './cell-words.ts';
import { Block } from './SheetBlock.tsx';
import classes from './UnitSheet.module.css';

/** Beds of the unit by status and moment; every figure with its source and date. */
export function CapacityTable({ sheet }: { readonly sheet: UnitSheet }) {
  const rows = capacityMatrix(sheet);
  const { available, installed } = sheet.row;
  return (
    <Block
      title="Lits"
      source={sourceText(available) ?? sourceText(installed)}
      at={available.updatedAt ?? installed.updatedAt}
    >
      <table className={classes['matrix']}>
        <caption className="visually-hidden">Lits par statut, maintenant et prévus</caption>
        <thead>
          <tr>
            <th scope="col">Statut</th>
            {matrixColumns.map(({ code, label }) => (
              <th key={code} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-part={row.part || undefined}>
              <th scope="row">{row.label}</th>
              {row.cells.map((figure, index) => (
                <td key={matrixColumns[index]?.code}>
                  <MatrixFigure figure={figure} detailed={!row.part} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.visibility === 'installed_only' ? (
        <p className={classes['note']}>
          Ce profil ne reçoit que les lits installés : les autres chiffres ne lui sont pas transmis.
        </p>
      ) : null}
    </Block>
  );
}

const sourceText = ({ source }: Figure): string | null => (source === null ? null : labelOf(source));

function MatrixFigure({ figure, detailed }: { readonly figure: Figure | null; readonly detailed: boolean }) {
  if (figure === null) return detailed ? <span className={classes['missing']}>{missing}</span> : null;
  return (
    <div className={classes['figureCell']}>
      {detailed ? (
        <span className={classes['origin']}>
          <When at={figure.updatedAt} />
          {figure.source === null ? null : <span>{` · ${sourceText(figure) ?? ''}`}</span>}
        </span>
      ) : null}
      <span className={classes['count']}>{figureText(figure)}</span>
    </div>
  );
}
