import type { BedState } from '../../../../shared/domain/freshness.ts';
import { stateWords } from '../cells.ts';
import type { CellValue, ExportStamp } from '../model.ts';
import type { Pace } from '../pace.ts';
import type { PreparedTable } from '../prepared.ts';
import { dataMoment } from '../stamp.ts';
import type { Sink } from '../target.ts';
import { Pages, portraitWidth, printable } from './pages.ts';
import { drawState } from './shapes.ts';
import {
  layOut,
  layRow,
  measureAhead,
  padding,
  sampleRows,
  shapeWidth,
  wantsLandscape,
  type LaidCell,
  type TableLayout,
} from './table-layout.ts';
import { ink, secondInk } from './types.ts';

const lineHeight = 1.28;
const rowPadding = 2.6;

/** Draws rows one under the other: header repeated on each page, a row never cut, numbers to the right. */
export class TablePainter {
  readonly #pages: Pages;
  readonly #layout: TableLayout;
  /** Whether a text had to be shortened. */
  shortened = false;

  constructor(pages: Pages, layout: TableLayout) {
    this.#pages = pages;
    this.#layout = layout;
  }

  /** The header, with room for `keepWith` points under it. */
  async header(keepWith = 30): Promise<void> {
    const { size, columns } = this.#layout;
    const pages = this.#pages;
    const cells = columns.map(
      ({ column, width }) =>
        pages.type.lines(printable(column.label), 'bold', size, width - 2 * padding, 4).lines,
    );
    const height = Math.max(...cells.map((lines) => lines.length)) * size * lineHeight + 2 * rowPadding;
    await pages.ensure(height + keepWith);
    let x = pages.left;
    columns.forEach(({ width, right }, index) => {
      const lines = cells[index] ?? [];
      lines.forEach((line, at) => {
        // Headers stand on the rule, like the rows stand on theirs.
        const y = pages.y + height - rowPadding - (lines.length - at) * size * lineHeight;
        const shift = right ? width - 2 * padding - pages.type.width(line, 'bold', size) : 0;
        pages.write(line, x + padding + shift, y, { font: 'bold', size });
      });
      x += width;
    });
    pages.y += height;
    this.#rule(ink, 0.9);
  }

  async row(row: readonly CellValue[]): Promise<void> {
    const { size } = this.#layout;
    const pages = this.#pages;
    const cells = layRow(pages.type, this.#layout, row);
    const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
    const height = lines * size * lineHeight + 2 * rowPadding;
    if (await pages.ensure(height)) await this.header();
    let x = pages.left;
    this.#layout.columns.forEach(({ width, right }, index) => {
      const cell = cells[index];
      if (cell !== undefined) this.#cell(cell, x, width, right);
      x += width;
    });
    pages.y += height;
    this.#rule();
  }

  #cell(cell: LaidCell, x: number, width: number, right: boolean): void {
    const { size } = this.#layout;
    const pages = this.#pages;
    if (cell.cut) this.shortened = true;
    const shape = shapeWidth(cell.shape, size);
    const quiet = cell.text === '—' || cell.shape === 'expired';
    const font = cell.numeric ? 'tabular' : 'regular';
    const style = { size, font, color: quiet && cell.shape === null ? secondInk : ink } as const;
    cell.lines.forEach((line, at) => {
      const y = pages.y + rowPadding + at * size * lineHeight;
      const lineWidth = pages.type.width(line, font, size);
      const start = x + padding + (right ? width - 2 * padding - lineWidth : shape);
      if (at === 0 && cell.shape !== null) {
        drawState(pages.doc, cell.shape, right ? start - shape : x + padding, y + size * 0.2, size * 0.82);
      }
      pages.write(line, start, y, style);
    });
  }

  #rule(color?: string, thickness = 0.4): void {
    const { doc, left, y } = this.#pages;
    doc
      .save()
      .lineWidth(thickness)
      .strokeColor(color ?? '#C3CBD1');
    doc
      .moveTo(left, y)
      .lineTo(left + this.#layout.width, y)
      .stroke()
      .restore();
  }
}

/** A list as PDF. Every state is a shape and a word or figure; nothing depends on colour. */
export async function writePdfTable(
  table: PreparedTable,
  stamp: ExportStamp,
  sink: Sink,
  pace: Pace,
): Promise<void> {
  const rows = pace.rowsOf(table.rows);
  const sample: (readonly CellValue[])[] = [];
  while (sample.length < sampleRows) {
    const next = await rows.next();
    if (next.done === true) break;
    sample.push(next.value);
  }
  const pages = new Pages(sink, stamp, table.title, Math.ceil((table.rowCount ?? 0) / 15));
  for (const row of sample) {
    measureAhead(pages.type, table.columns, row);
    if (pace.due()) await pace.pause();
  }
  pages.start(wantsLandscape(pages.type, table.columns, sample, portraitWidth));
  const painter = new TablePainter(pages, layOut(pages.type, table.columns, sample, pages.width));

  await pages.paragraph(table.title, { font: 'bold', size: 16 }, { maxLines: 3 });
  const summary = [stamp.region, `données du ${dataMoment(stamp)}`, stamp.freshness]
    .filter((text) => text !== '')
    .join(' · ');
  await pages.paragraph(summary, { size: 9 }, { maxLines: 3 });
  const filters = stamp.filters.length === 0 ? 'aucun' : stamp.filters.join(' ; ');
  await pages.paragraph(`Filtres : ${filters}`, { size: 9, color: secondInk }, { maxLines: 4 });
  pages.y += 3;
  drawLegend(pages, sample);
  pages.y += 5;

  await painter.header();
  const draw = async (row: readonly CellValue[]): Promise<void> => {
    await painter.row(row);
    pace.advance();
    if (pace.due()) await pace.pause();
  };
  for (const row of sample) await draw(row);
  for await (const row of rows) await draw(row);

  if (pace.done === 0) await note(pages, 'Aucune ligne ne répond à ces filtres.');
  if (painter.shortened) await note(pages, '« … » : texte abrégé ici, complet dans l’export CSV ou XLSX.');
  for (const column of table.columns) {
    if (column.definition !== undefined) await note(pages, `${column.label} : ${column.definition}`);
  }
  await pages.end();
}

async function note(pages: Pages, text: string): Promise<void> {
  pages.y += 4;
  await pages.paragraph(text, { size: 8, color: secondInk }, { maxLines: 6 });
}

const legendOrder: readonly BedState[] = ['free', 'tight', 'full', 'closed', 'expired', 'not_transmitted'];

/** The shapes in words, on one line; only for a table that shows states. */
function drawLegend(pages: Pages, sample: readonly (readonly CellValue[])[]): void {
  const states = sample.some((row) => row.some((value) => typeof value === 'object' && value !== null));
  const size = 8;
  let x = pages.left;
  const entries = states ? legendOrder : (['not_transmitted'] as const);
  for (const state of entries) {
    const word =
      state === 'not_transmitted'
        ? 'non transmis ou jamais renseigné (ce n’est pas zéro)'
        : stateWords[state];
    drawState(pages.doc, state, x, pages.y + size * 0.2, size * 0.82);
    pages.write(word, x + size * 1.35, pages.y, { size, color: secondInk });
    x += size * 1.35 + pages.type.width(word, 'regular', size) + 14;
  }
  pages.y += size * 1.4;
}
