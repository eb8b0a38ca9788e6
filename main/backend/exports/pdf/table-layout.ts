import type { BedState } from '../../../../shared/domain/freshness.ts';
import { readableCell, type ReadableCell } from '../cells.ts';
import type { CellValue } from '../model.ts';
import type { PreparedColumn } from '../prepared.ts';
import { printable } from './pages.ts';
import type { Typesetter } from './text.ts';

/** Rows read before the widths are settled. */
export const sampleRows = 200;
/** Longer texts are cut with « … », so that a row always fits on a page and is never split. */
export const maxCellLines = 10;

export const padding = 5;
const shapeRoom = 1.35;
const widestText = 230;
const widestWord = 95;

export interface LaidColumn {
  readonly column: PreparedColumn;
  readonly right: boolean;
  /** Outer width in points, padding included. */
  readonly width: number;
}

export interface TableLayout {
  readonly columns: readonly LaidColumn[];
  readonly size: number;
  readonly width: number;
}

export type LaidCell = ReadableCell & { readonly lines: readonly string[]; readonly cut: boolean };

interface Measure {
  readonly natural: number;
  readonly least: number;
}

/** Side of a state shape and its gap, in points, for a text size. */
export function shapeWidth(shape: BedState | null, size: number): number {
  return shape === null ? 0 : size * shapeRoom;
}

/** Whether the table reads better across the page: too wide for a portrait one even when its texts wrap. */
export function wantsLandscape(
  type: Typesetter,
  columns: readonly PreparedColumn[],
  sample: readonly (readonly CellValue[])[],
  portraitWidth: number,
): boolean {
  const measures = measureColumns(type, columns, sample, 8.5);
  return sum(measures, 'natural') > portraitWidth * 1.15 || sum(measures, 'least') > portraitWidth;
}

/** Widths from what the first rows hold: figures are never wrapped, texts give way first, then the type gets smaller. */
export function layOut(
  type: Typesetter,
  columns: readonly PreparedColumn[],
  sample: readonly (readonly CellValue[])[],
  width: number,
): TableLayout {
  let size = 8.5;
  let measures = measureColumns(type, columns, sample, size);
  while (size > 6.5 && sum(measures, 'least') > width) {
    size -= 0.5;
    measures = measureColumns(type, columns, sample, size);
  }
  const natural = sum(measures, 'natural');
  const least = sum(measures, 'least');
  const widths = measures.map((measure, index) => {
    if (least > width) return (measure.least * width) / least;
    if (natural > width)
      return measure.least + ((measure.natural - measure.least) * (width - least)) / (natural - least);
    const growing = columns[index]?.kind === 'text';
    const grown = columns.reduce(
      (total, column, at) => total + (column.kind === 'text' ? (measures[at]?.natural ?? 0) : 0),
      0,
    );
    return growing ? measure.natural * Math.min(1.5, 1 + (width - natural) / grown) : measure.natural;
  });
  return {
    columns: columns.map((column, index) => ({ column, right: isRight(column), width: widths[index] ?? 0 })),
    size,
    width: widths.reduce((total, each) => total + each, 0),
  };
}

/** Meets the words of a row once, so that laying out the sample afterwards is only additions. */
export function measureAhead(
  type: Typesetter,
  columns: readonly PreparedColumn[],
  row: readonly CellValue[],
): void {
  measureColumns(type, columns, [row], 1);
}

function measureColumns(
  type: Typesetter,
  columns: readonly PreparedColumn[],
  sample: readonly (readonly CellValue[])[],
  size: number,
): Measure[] {
  return columns.map((column, index) => {
    const label = printable(column.label);
    let least = Math.min(type.longestWord(label, 'bold', size), widestWord);
    let natural = Math.max(least, Math.min(type.width(label, 'bold', size), 70));
    for (const row of sample) {
      const cell = readableCell(row[index] ?? null, column);
      const text = printable(cell.text).slice(0, 400);
      const shape = shapeWidth(cell.shape, size);
      const font = cell.numeric ? 'tabular' : 'regular';
      const full = type.width(text, font, size) + shape;
      natural = Math.max(natural, Math.min(full, widestText));
      least = Math.max(
        least,
        cell.numeric ? full : Math.min(type.longestWord(text, font, size) + shape, widestWord),
      );
    }
    const around = 2 * padding + 0.5;
    return { natural: Math.max(natural, least) + around, least: least + around };
  });
}

/** A row as lines of text per column. */
export function layRow(type: Typesetter, layout: TableLayout, row: readonly CellValue[]): LaidCell[] {
  return layout.columns.map(({ column, width }, index) => {
    const cell = readableCell(row[index] ?? null, column);
    const room = width - 2 * padding - shapeWidth(cell.shape, layout.size);
    const text = printable(cell.text).trim();
    return {
      ...cell,
      ...type.lines(
        text === '' ? '—' : text,
        cell.numeric ? 'tabular' : 'regular',
        layout.size,
        room,
        maxCellLines,
      ),
    };
  });
}

function isRight(column: PreparedColumn): boolean {
  return column.kind === 'integer' || column.kind === 'decimal';
}

function sum(measures: readonly Measure[], key: keyof Measure): number {
  return measures.reduce((total, measure) => total + measure[key], 0);
}
