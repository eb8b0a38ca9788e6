import { AppError } from '../../../../shared/errors.ts';
import { sheetCell } from '../cells.ts';
import { serialDay } from '../dates.ts';
import type { CellValue, ExportStamp } from '../model.ts';
import type { Pace } from '../pace.ts';
import type { PreparedColumn, PreparedTable } from '../prepared.ts';
import { demonstrationMark, type StampLine } from '../stamp.ts';
import { cleanText, looksLikeFormula } from '../text.ts';
import { style, type Styles } from './styles.ts';
import { columnLetters, inlineText, xmlHeader, xmlText } from './xml.ts';

const worksheet =
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

/** Rows of an Excel sheet, header included. */
const rowLimit = 1_048_576;
const chunkLength = 64 * 1024;

const usualWidths: Readonly<Record<PreparedColumn['kind'], number>> = {
  text: 28,
  phone: 16,
  integer: 12,
  decimal: 12,
  date: 12,
  dateTime: 17,
  state: 14,
};

/**
 * The data sheet, as chunks of XML: frozen header, filter buttons, typed cells, header repeated on each printed page.
 * `onEnd` is told the number of rows, header included. Throws `invalid_params` past the rows of a sheet.
 */
export async function* dataSheet(
  table: PreparedTable,
  stamp: ExportStamp,
  styles: Styles,
  pace: Pace,
  onEnd: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const writers = table.columns.map((column, index) => cellWriter(column, columnLetters(index), styles));
  const last = columnLetters(Math.max(0, table.columns.length - 1));
  let chunk = sheetStart(table);
  let line = 1;
  for await (const row of pace.rowsOf(table.rows)) {
    line += 1;
    if (line > rowLimit) {
      throw new AppError(
        'invalid_params',
        'Un classeur Excel ne tient pas plus de 1 048 575 lignes : choisissez le format CSV.',
      );
    }
    chunk += `<row r="${line}">`;
    for (let index = 0; index < writers.length; index += 1)
      chunk += writers[index]?.(row[index] ?? null, line) ?? '';
    chunk += '</row>';
    pace.advance();
    if (chunk.length >= chunkLength) {
      yield Buffer.from(chunk, 'utf8');
      chunk = '';
    }
    if (pace.due()) await pace.pause();
  }
  onEnd(line);
  const mark = stamp.demonstration ? `&amp;C${xmlText(demonstrationMark)}` : '';
  const header = xmlText(headerText(table.title));
  yield Buffer.from(
    `${chunk}</sheetData><autoFilter ref="A1:${last}${line}"/>` +
      '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
      `<pageSetup paperSize="9" orientation="${table.columns.length > 6 ? 'landscape' : 'portrait'}" fitToHeight="0"/>` +
      `<headerFooter><oddHeader>&amp;L${header}${mark}</oddHeader><oddFooter>&amp;L${xmlText(headerText(`${stamp.region} · Vigie ${stamp.version}`))}&amp;R&amp;P/&amp;N</oddFooter></headerFooter>` +
      '</worksheet>',
  );
}

function sheetStart(table: PreparedTable): string {
  const widths = table.columns.map((column, index) => {
    const width = Math.min(
      80,
      Math.max(column.width ?? usualWidths[column.kind], Math.min(column.label.length, 30) + 4),
    );
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const header = table.columns.map((column, index) => {
    const right = column.kind === 'integer' || column.kind === 'decimal';
    return `<c r="${columnLetters(index)}1" t="inlineStr" s="${right ? style.headerRight : style.header}">${inlineText(cleanText(column.label))}</c>`;
  });
  return (
    `${xmlHeader}${worksheet}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData><row r="1">${header.join('')}</row>`
  );
}

function cellWriter(
  column: PreparedColumn,
  letters: string,
  styles: Styles,
): (value: CellValue, line: number) => string {
  const number = styles.numberStyle(column);
  return (value, line) => {
    const cell = sheetCell(value, column);
    if (cell === null) return '';
    switch (cell.type) {
      case 'number':
        return `<c r="${letters}${line}" s="${number}"><v>${cell.value}</v></c>`;
      case 'date':
        return `<c r="${letters}${line}" s="${style.date}"><v>${serialDay(cell, true)}</v></c>`;
      case 'dateTime':
        return `<c r="${letters}${line}" s="${style.dateTime}"><v>${serialDay(cell, false)}</v></c>`;
      case 'text':
        return `<c r="${letters}${line}" t="inlineStr" s="${textStyle(cell.value)}">${inlineText(cell.value)}</c>`;
    }
  };
}

/** An inline string is never a formula; the quote prefix keeps it a text when somebody edits the cell afterwards. */
function textStyle(text: string): number {
  return looksLikeFormula(text) ? style.textQuoted : style.text;
}

/** Header texts: `&` starts a code in Excel, and 255 characters is all a header holds. */
function headerText(text: string): string {
  return cleanText(text).slice(0, 90).toWellFormed().replaceAll('\n', ' ').replaceAll('&', '&&');
}

/** The sheet « À propos de cet export ». */
export function stampSheet(lines: readonly StampLine[]): string {
  const cell = (reference: string, text: string, index: number): string =>
    `<c r="${reference}" t="inlineStr" s="${index}">${inlineText(cleanText(text))}</c>`;
  const rows = lines.map(
    ([label, text], index) =>
      `<row r="${index + 3}">${cell(`A${index + 3}`, label, style.label)}${cell(`B${index + 3}`, text, style.wrapped)}</row>`,
  );
  return (
    `${xmlHeader}${worksheet}<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
    '<cols><col min="1" max="1" width="30" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols>' +
    `<sheetData><row r="1">${cell('A1', 'À propos de cet export', style.title)}</row>${rows.join('')}</sheetData>` +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>'
  );
}
