import { isState } from './cells.ts';
import type { CellValue, ColumnKind, ExportTable } from './model.ts';

export interface PreparedColumn {
  readonly label: string;
  readonly kind: ColumnKind;
  readonly decimals?: number | undefined;
  readonly width?: number | undefined;
  readonly definition?: string | undefined;
}

/** A table whose rows are already cells: what every writer of tables takes. */
export interface PreparedTable {
  readonly title: string;
  readonly columns: readonly PreparedColumn[];
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
  readonly rowCount: number | null;
}

/** Turns typed rows into cells, as they are read. */
export function prepareTable<Row>(table: ExportTable<Row>): PreparedTable {
  const { columns } = table;
  const cellsOf = (row: Row): CellValue[] =>
    columns.map((column) => {
      const value = column.value(row);
      // A bare state is told apart from a text by its column.
      return column.kind === 'state' && typeof value === 'string' && isState(value)
        ? { state: value }
        : value;
    });
  const source = table.rows;
  const rows = Symbol.asyncIterator in source ? mapAsync(source, cellsOf) : mapSync(source, cellsOf);
  return {
    title: table.title,
    columns: columns.map((column) => ({
      label: column.label,
      kind: column.kind,
      decimals: column.kind === 'decimal' ? column.decimals : undefined,
      width: column.width,
      definition: column.definition,
    })),
    rows,
    rowCount: table.rowCount ?? (Array.isArray(source) ? source.length : null),
  };
}

function* mapSync<Row>(source: Iterable<Row>, cellsOf: (row: Row) => CellValue[]): Generator<CellValue[]> {
  for (const row of source) yield cellsOf(row);
}

async function* mapAsync<Row>(
  source: AsyncIterable<Row>,
  cellsOf: (row: Row) => CellValue[],
): AsyncGenerator<CellValue[]> {
  for await (const row of source) yield cellsOf(row);
}
