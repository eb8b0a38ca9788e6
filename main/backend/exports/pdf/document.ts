import { frenchMinute, readDate } from '../dates.ts';
import { readableCell } from '../cells.ts';
import type { DocumentBlock, DocumentPair, DocumentTable, ExportDocument, ExportStamp } from '../model.ts';
import type { Pace } from '../pace.ts';
import type { Sink } from '../target.ts';
import { Pages, printable } from './pages.ts';
import { drawState } from './shapes.ts';
import { TablePainter } from './table.ts';
import { layOut } from './table-layout.ts';
import { ink, secondInk } from './types.ts';

const bodySize = 9.5;
const leading = 1.38;
/** A value taller than this may go on to the next page; a shorter one is never cut. */
const keptTogether = 30;

/** A sheet or a report as PDF: title, what matters first in large type, then blocks that each end with source and date. */
export async function writePdfDocument(
  document: ExportDocument,
  stamp: ExportStamp,
  sink: Sink,
  pace: Pace,
): Promise<void> {
  const pages = new Pages(sink, stamp, document.title);
  pages.start();
  await pages.paragraph(document.title, { font: 'bold', size: 17 }, { maxLines: 4, leading: 1.25 });
  if (document.subtitle !== undefined) {
    pages.y += 1;
    await pages.paragraph(document.subtitle, { size: 10.5, color: secondInk }, { maxLines: 4 });
  }
  if (document.lead !== undefined && document.lead.length > 0) drawLead(pages, document.lead);
  for (const block of document.blocks) {
    await drawBlock(pages, block, pace);
    if (pace.due()) await pace.pause();
  }
  pages.y += 6;
  await pages.paragraph('— : non transmis ou jamais renseigné (ce n’est pas zéro).', {
    size: 7.5,
    color: secondInk,
  });
  await pages.end();
}

/** The facts read first, side by side: a small label over a large figure. */
function drawLead(pages: Pages, lead: readonly DocumentPair[]): void {
  pages.y += 8;
  const shown = lead.slice(0, 4);
  const room = pages.width / shown.length;
  shown.forEach((pair, index) => {
    const x = pages.left + index * room;
    const cell = readableCell(pair.value, { kind: pair.kind ?? 'text' });
    pages.write(pages.type.oneLine(printable(pair.label), 'regular', 8, room - 10), x, pages.y, {
      size: 8,
      color: secondInk,
    });
    const shift = cell.shape === null ? 0 : 17;
    if (cell.shape !== null) drawState(pages.doc, cell.shape, x, pages.y + 13.5, 11);
    const text = pages.type.oneLine(printable(cell.text), 'bold', 14, room - 10 - shift);
    pages.write(text, x + shift, pages.y + 11, { font: 'bold', size: 14 });
  });
  pages.y += 32;
}

async function drawBlock(pages: Pages, block: DocumentBlock, pace: Pace): Promise<void> {
  pages.y += 9;
  // A heading never stays alone at the foot of a page.
  await pages.ensure(64);
  pages.rule(pages.y);
  pages.y += 5;
  await pages.paragraph(block.heading, { font: 'bold', size: 11.5 }, { maxLines: 2 });
  pages.y += 2;
  for (const part of block.parts) {
    if (part.kind === 'text') await pages.paragraph(part.text, { size: bodySize }, { leading });
    else if (part.kind === 'pairs') for (const pair of part.pairs) await drawPair(pages, pair);
    else await drawTable(pages, part.caption, part.table, pace);
    pages.y += 3;
  }
  const source = block.source === null ? 'source non transmise' : `source : ${block.source}`;
  const date = block.updatedAt === null ? 'date non transmise' : `mis à jour le ${dateText(block.updatedAt)}`;
  const text = `${source} · ${date}`;
  await pages.paragraph(
    text.charAt(0).toUpperCase() + text.slice(1),
    { size: 7.5, color: secondInk },
    { maxLines: 2 },
  );
}

async function drawPair(pages: Pages, pair: DocumentPair): Promise<void> {
  const labelWidth = pages.width * 0.3;
  const valueLeft = pages.left + labelWidth + 8;
  const cell = readableCell(pair.value, { kind: pair.kind ?? 'text' });
  const shift = cell.shape === null ? 0 : bodySize * 1.35;
  const label = pages.type.lines(printable(pair.label), 'regular', bodySize, labelWidth, 4).lines;
  const value = pages.type.lines(
    printable(cell.text),
    'regular',
    bodySize,
    pages.width - labelWidth - 8 - shift,
    400,
  ).lines;
  const lines = Math.max(label.length, value.length);
  const step = bodySize * leading;
  await pages.ensure(Math.min(lines, keptTogether) * step);
  for (let at = 0; at < lines; at += 1) {
    await pages.ensure(step);
    if (at === 0 && cell.shape !== null)
      drawState(pages.doc, cell.shape, valueLeft, pages.y + bodySize * 0.2, bodySize * 0.82);
    pages.write(label[at] ?? '', pages.left, pages.y, { size: bodySize, color: secondInk });
    pages.write(value[at] ?? '', valueLeft + shift, pages.y, {
      size: bodySize,
      color: cell.text === '—' ? secondInk : ink,
      font: cell.numeric ? 'tabular' : 'regular',
    });
    pages.y += step;
  }
}

async function drawTable(
  pages: Pages,
  caption: string | undefined,
  table: DocumentTable,
  pace: Pace,
): Promise<void> {
  if (caption !== undefined) {
    await pages.ensure(60);
    await pages.paragraph(caption, { size: 8.5, color: secondInk }, { maxLines: 2 });
  }
  const painter = new TablePainter(pages, layOut(pages.type, table.columns, table.rows, pages.width));
  await painter.header();
  for (const row of table.rows) {
    await painter.row(row);
    if (pace.due()) await pace.pause();
  }
  if (painter.shortened) await pages.paragraph('« … » : texte abrégé.', { size: 7.5, color: secondInk });
}

function dateText(value: number | string): string {
  const read = readDate(value);
  return 'text' in read ? read.text : frenchMinute(read);
}
