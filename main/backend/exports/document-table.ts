import { sheetCell } from './cells.ts';
import type { CellValue, ColumnKind, DocumentPair, ExportDocument } from './model.ts';
import type { PreparedTable } from './prepared.ts';

/**
 * A sheet as a table, one line per figure, for the formats that have no page layout. Small tables give one line per
 * cell, named by its row and its column.
 */
export function documentAsTable(document: ExportDocument): PreparedTable {
  const rows: CellValue[][] = [];
  const add = (
    block: string,
    label: string,
    value: CellValue,
    kind: ColumnKind,
    source: string | null,
    date: string | number | null,
  ): void => {
    rows.push([block, label, plain(value, kind), source, date]);
  };
  for (const pair of document.lead ?? []) add('', pair.label, pair.value, pair.kind ?? 'text', null, null);
  for (const block of document.blocks) {
    const date = block.updatedAt;
    const addPair = (pair: DocumentPair): void =>
      add(block.heading, pair.label, pair.value, pair.kind ?? 'text', block.source, date);
    for (const part of block.parts) {
      if (part.kind === 'pairs') part.pairs.forEach(addPair);
      else if (part.kind === 'text') add(block.heading, '', part.text, 'text', block.source, date);
      else {
        const [first, ...others] = part.table.columns;
        for (const cells of part.table.rows) {
          const name = first === undefined ? null : plain(cells[0] ?? null, first.kind);
          others.forEach((column, index) => {
            const label = name === null ? column.label : `${name} · ${column.label}`;
            add(block.heading, label, cells[index + 1] ?? null, column.kind, block.source, date);
          });
        }
      }
    }
  }
  return {
    title: document.title,
    columns: [
      { label: 'Bloc', kind: 'text' },
      { label: 'Donnée', kind: 'text' },
      // Figures stay numbers beside texts: a number without fixed decimals.
      { label: 'Valeur', kind: 'decimal' },
      { label: 'Source', kind: 'text' },
      { label: 'Mis à jour le', kind: 'dateTime' },
    ],
    rows,
    rowCount: rows.length,
  };
}

/** A figure as a number, anything else as the text a spreadsheet would show. */
function plain(value: CellValue, kind: ColumnKind): string | number | null {
  const cell = sheetCell(value, { kind });
  if (cell === null) return null;
  return cell.type === 'number' || cell.type === 'text' ? cell.value : cell.text;
}
