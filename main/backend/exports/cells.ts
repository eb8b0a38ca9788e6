import type { BedState } from '../../../shared/domain/freshness.ts';
import { frenchDay, frenchMinute, isoDay, isoMinute, readDate } from './dates.ts';
import type { CellValue, ColumnKind, StateValue } from './model.ts';
import { cleanText, phoneText, readableNumber } from './text.ts';

/** The words of the states, the same on screen, in exports and in print. */
export const stateWords: Readonly<Record<BedState, string>> = {
  free: 'libre',
  tight: 'tendu',
  full: 'plein',
  closed: 'fermé',
  expired: 'périmé',
  not_transmitted: 'non transmis',
};

/** What a cell needs to be written. */
export interface CellFormat {
  readonly kind: ColumnKind;
  /** Fixed decimals of a `decimal`; as many as needed (two at most in print) when absent. */
  readonly decimals?: number | undefined;
}

/** A number to compute with, a text to read, or nothing: what a spreadsheet cell holds. */
export type SheetCell =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'date' | 'dateTime'; readonly wall: number; readonly text: string }
  | { readonly type: 'text'; readonly value: string }
  | null;

/** The cell for CSV and XLSX. A figure stays a number; without a figure the state speaks; « not transmitted » is empty. */
export function sheetCell(value: CellValue, format: CellFormat): SheetCell {
  if (value === null) return null;
  if (typeof value === 'object') return stateCell(value, format);
  switch (format.kind) {
    case 'integer':
    case 'decimal':
      if (typeof value === 'number') return Number.isFinite(value) ? { type: 'number', value } : null;
      return textCell(value);
    case 'date':
    case 'dateTime': {
      const read = readDate(value);
      if ('text' in read) return textCell(read.text);
      const text = format.kind === 'date' ? isoDay(read) : isoMinute(read);
      return { type: format.kind, wall: read.wall, text };
    }
    case 'phone':
      return textCell(phoneText(String(value)));
    case 'state':
      return textCell(isState(value) ? stateWords[value] : String(value));
    case 'text':
      return textCell(String(value));
  }
}

function stateCell(value: StateValue, format: CellFormat): SheetCell {
  const numeric = format.kind === 'integer' || format.kind === 'decimal';
  if (numeric && value.count !== undefined && value.count !== null) {
    return Number.isFinite(value.count) ? { type: 'number', value: value.count } : null;
  }
  if (numeric && value.state === 'not_transmitted') return null;
  return textCell(value.word ?? stateWords[value.state]);
}

function textCell(value: string): SheetCell {
  const text = cleanText(value);
  return text === '' ? null : { type: 'text', value: text };
}

/** A cell for the eye (PDF): a shape when a state is shown, and a text. */
export interface ReadableCell {
  readonly shape: BedState | null;
  readonly text: string;
  readonly numeric: boolean;
}

const missing: ReadableCell = { shape: null, text: '—', numeric: false };

/** The cell for print: « — » when nothing was transmitted, states as a shape and a figure or a word. */
export function readableCell(value: CellValue, format: CellFormat): ReadableCell {
  if (value === null || value === '') return missing;
  if (typeof value === 'object') return readableState(value, format);
  switch (format.kind) {
    case 'integer':
    case 'decimal': {
      if (typeof value !== 'number') return { shape: null, text: cleanText(value), numeric: false };
      return Number.isFinite(value) ? { shape: null, text: figure(value, format), numeric: true } : missing;
    }
    case 'date':
    case 'dateTime': {
      const read = readDate(value);
      if ('text' in read) return { shape: null, text: cleanText(read.text), numeric: false };
      return {
        shape: null,
        text: format.kind === 'date' ? frenchDay(read) : frenchMinute(read),
        numeric: true,
      };
    }
    case 'phone':
      return { shape: null, text: phoneText(String(value)), numeric: true };
    case 'state':
      return isState(value)
        ? readableState({ state: value }, format)
        : { shape: null, text: cleanText(String(value)), numeric: false };
    case 'text':
      return { shape: null, text: cleanText(String(value)), numeric: false };
  }
}

function readableState(value: StateValue, format: CellFormat): ReadableCell {
  if (value.state === 'not_transmitted' && value.word === undefined) return missing;
  if (value.count !== undefined && value.count !== null && Number.isFinite(value.count)) {
    return { shape: value.state, text: figure(value.count, format), numeric: true };
  }
  return { shape: value.state, text: cleanText(value.word ?? stateWords[value.state]), numeric: false };
}

function figure(value: number, format: CellFormat): string {
  return readableNumber(value, format.kind === 'decimal' ? (format.decimals ?? null) : 0);
}

/** Whether a text is the name of a state. */
export function isState(value: string | number): value is BedState {
  return typeof value === 'string' && Object.hasOwn(stateWords, value);
}
