import { sheetCell } from './cells.ts';
import type { CellValue, ExportStamp } from './model.ts';
import type { Pace } from './pace.ts';
import type { PreparedColumn, PreparedTable } from './prepared.ts';
import { stampLines } from './stamp.ts';
import type { Sink } from './target.ts';
import { cleanText, neutralised } from './text.ts';

const chunkLength = 64 * 1024;

/**
 * CSV as a French Excel opens it by a double click: UTF-8 with BOM, `;`, CRLF, decimal comma, ISO dates in Paris time.
 *
 * The first line is the header and the rows follow, so that filters, pivot tables and parsers take the file as it is;
 * the stamp comes after one empty line, where a spreadsheet's own table detection stops. Texts that a spreadsheet
 * could run as a formula get an apostrophe; numbers of numeric columns stay numbers, negative ones included.
 * Identifiers are written whole: a spreadsheet may still drop their leading zeros, which the XLSX format prevents.
 */
export async function writeCsv(
  table: PreparedTable,
  stamp: ExportStamp,
  sink: Sink,
  pace: Pace,
): Promise<void> {
  let chunk = `\uFEFF${table.columns.map((column) => csvText(column.label)).join(';')}\r\n`;
  for await (const row of pace.rowsOf(table.rows)) {
    chunk += csvRow(row, table.columns);
    pace.advance();
    if (chunk.length >= chunkLength) {
      await sink.write(chunk);
      chunk = '';
    }
    if (pace.due()) await pace.pause();
  }
  chunk += '\r\n';
  for (const [label, text] of stampLines(stamp, table)) chunk += `${csvText(label)};${csvText(text)}\r\n`;
  await sink.write(chunk);
}

function csvRow(row: readonly CellValue[], columns: readonly PreparedColumn[]): string {
  let line = '';
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    if (column === undefined) continue;
    if (index > 0) line += ';';
    line += csvCell(row[index] ?? null, column);
  }
  return `${line}\r\n`;
}

function csvCell(value: CellValue, column: PreparedColumn): string {
  const cell = sheetCell(value, column);
  if (cell === null) return '';
  switch (cell.type) {
    case 'number':
      return csvNumber(cell.value, column.kind === 'decimal' ? column.decimals : undefined);
    case 'date':
    case 'dateTime':
      return cell.text;
    case 'text':
      return csvText(cell.value);
  }
}

/** Decimal comma, no thousands separator, never an exponent; without the noise of binary fractions. */
function csvNumber(value: number, decimals: number | undefined): string {
  const plain =
    decimals === undefined ? String(Number(value.toPrecision(15))) : value.toFixed(Math.min(decimals, 20));
  const text = plain.includes('e') ? value.toFixed(12) : plain;
  return text.replace('.', ',');
}

function csvText(value: string): string {
  const text = neutralised(cleanText(value));
  return /[;",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
