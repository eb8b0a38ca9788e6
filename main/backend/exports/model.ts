import type { BedState } from '../../../shared/domain/freshness.ts';

/**
 * What can be exported, independently of the format. `null` is "not transmitted" and never becomes zero: an empty
 * cell in CSV and XLSX (the stamp says so), « — » in PDF.
 */

export type ExportFormat = 'csv' | 'xlsx' | 'pdf' | 'fhir';

/** A state, with the figure it qualifies. Without a count the word is written: `word`, else the usual one of the state. */
export interface StateValue {
  readonly state: BedState;
  readonly count?: number | null;
  /** Replaces the usual word: « fermé jusqu’à 18:00 ». */
  readonly word?: string;
}

export type CellValue = string | number | StateValue | null;

interface ColumnBase {
  readonly key: string;
  readonly label: string;
  /** Usual width in characters; worked out from the first rows when absent. */
  readonly width?: number;
  /** What the figure means, printed with the export (« lits autorisés » is not « installés »). */
  readonly definition?: string;
}

/**
 * - `text`: free text, never read as a formula nor as a number;
 * - `phone`: shown by pairs of digits when it is a French number, else as sent;
 * - `integer`, `decimal`: numbers, negative ones included; a state may qualify or replace the figure;
 * - `date`: `YYYY-MM-DD`, or an instant of which the Paris day is kept;
 * - `dateTime`: an instant, epoch milliseconds or ISO 8601 with offset, shown in Paris time;
 * - `state`: a state, as a word.
 */
export type ExportColumn<Row> = ColumnBase &
  (
    | { readonly kind: 'text' | 'phone'; value(row: Row): string | null }
    | { readonly kind: 'integer'; value(row: Row): number | StateValue | null }
    | { readonly kind: 'decimal'; readonly decimals?: number; value(row: Row): number | StateValue | null }
    | { readonly kind: 'date' | 'dateTime'; value(row: Row): string | number | null }
    | { readonly kind: 'state'; value(row: Row): BedState | StateValue | null }
  );

export type ColumnKind = ExportColumn<never>['kind'];

export interface ExportTable<Row> {
  readonly title: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** Read once. Page it (see `pagedRows`): an open SQLite cursor would keep the connection busy meanwhile. */
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
  /** When known: gives the progress its end. */
  readonly rowCount?: number;
}

/** A small table inside a document: rows are cells in the order of the columns. */
export interface DocumentTable {
  readonly columns: readonly {
    readonly label: string;
    readonly kind: ColumnKind;
    readonly width?: number;
    readonly decimals?: number;
  }[];
  readonly rows: readonly (readonly CellValue[])[];
}

export interface DocumentPair {
  readonly label: string;
  readonly value: CellValue;
  /** How `value` is written; text when absent. */
  readonly kind?: ColumnKind;
}

export type DocumentPart =
  | { readonly kind: 'pairs'; readonly pairs: readonly DocumentPair[] }
  | { readonly kind: 'table'; readonly caption?: string; readonly table: DocumentTable }
  | { readonly kind: 'text'; readonly text: string };

/** One block of a sheet: it always says where it comes from and of when. */
export interface DocumentBlock {
  readonly heading: string;
  readonly parts: readonly DocumentPart[];
  readonly source: string | null;
  /** Epoch milliseconds, or ISO 8601 as sent. */
  readonly updatedAt: number | string | null;
}

/** A unit sheet, or a report: laid out in PDF, one line per figure in CSV and XLSX. */
export interface ExportDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** Printed large under the title: the phone first. */
  readonly lead?: readonly DocumentPair[];
  readonly blocks: readonly DocumentBlock[];
}

/** A resource as received, byte for byte. */
export interface RawResource {
  readonly type: string;
  readonly id: string;
  readonly json: string | Uint8Array;
}

export interface ExportBundle {
  readonly title: string;
  /** Read twice: what is sensitive must be known before the first entry is written. */
  open(): AsyncIterable<RawResource> | Iterable<RawResource>;
  readonly resourceCount?: number;
  /** Base of `fullUrl`; entries carry none when absent. */
  readonly baseUrl?: string;
  /** Highest confidentiality level the person sees (TRE_R283); an export never carries level 3 whatever this says. */
  readonly viewer: Viewer;
}

export interface Viewer {
  readonly level: 1 | 2 | 3;
}

/** What every export says of itself. Instants are epoch milliseconds. */
export interface ExportStamp {
  readonly region: string;
  /** The fictional region: the mark « Démonstration » is then in the file name and on each page. */
  readonly demonstration: boolean;
  /** In words, as on screen. */
  readonly filters: readonly string[];
  readonly generatedAt: number;
  /** Time of the copy the export was made from; null when there was none. */
  readonly dataAsOf: number | null;
  /** A sentence: « 41 unités sur 46 à jour (≤ 12 h) ». */
  readonly freshness: string;
  readonly author: string;
  readonly version: string;
  /** « Diffusion restreinte aux professionnels de santé ». */
  readonly confidentiality: string;
}

/** Rows fetched page by page, so that no cursor stays open while the file is written. An empty page ends it. */
export async function* pagedRows<Row>(
  fetchPage: (after: Row | null) => readonly Row[] | Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let last: Row | null = null;
  for (;;) {
    const page: readonly Row[] = await fetchPage(last);
    const end = page.at(-1);
    if (end === undefined) return;
    yield* page;
    last = end;
  }
}
