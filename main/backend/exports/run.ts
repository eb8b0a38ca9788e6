import { AppError } from '../../../shared/errors.ts';
import { documentAsTable } from './document-table.ts';
import { writeBundle, type BundleCounts } from './fhir/bundle.ts';
import type { ExportBundle, ExportDocument, ExportStamp, ExportTable } from './model.ts';
import { Pace, type ProgressListener } from './pace.ts';
import { writePdfDocument } from './pdf/document.ts';
import { writePdfTable } from './pdf/table.ts';
import { prepareTable, type PreparedTable } from './prepared.ts';
import { writeCsv } from './csv.ts';
import { writeWhole, type Sink } from './target.ts';
import { writeXlsx } from './xlsx/write.ts';

export type ExportContent<Row> =
  | { readonly table: ExportTable<Row>; readonly format: 'csv' | 'xlsx' | 'pdf' }
  | { readonly document: ExportDocument; readonly format: 'csv' | 'xlsx' | 'pdf' }
  | { readonly bundle: ExportBundle; readonly format: 'fhir' };

export type ExportJob<Row> = ExportContent<Row> & {
  readonly stamp: ExportStamp;
  /** Absolute path of the file; one already there is replaced at the very end. */
  readonly target: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
};

export interface ExportResult {
  readonly path: string;
  readonly bytes: number;
  /** Rows, figures or resources written. */
  readonly count: number;
  /** For a bundle: what was left out. */
  readonly left?: BundleCounts;
}

/**
 * Writes one export, whole or not at all, without keeping the backend from answering. Throws `cancelled`,
 * `disk_full`, `file_unwritable`, `invalid_params`, or what the source of the rows throws.
 */
export async function runExport<Row>(job: ExportJob<Row>): Promise<ExportResult> {
  const pace = (total: number | null): Pace => new Pace(job.signal, job.onProgress, total);
  if ('bundle' in job) {
    let left: BundleCounts = { withheld: 0, unreadable: 0 };
    const keeper = pace(job.bundle.resourceCount ?? null);
    const bytes = await writeWhole(job.target, keeper, async (sink) => {
      left = await writeBundle(job.bundle, job.stamp, sink, keeper);
    });
    keeper.finish();
    return { path: job.target, bytes, count: keeper.done - left.withheld - left.unreadable, left };
  }
  const table = 'table' in job ? prepareTable(job.table) : documentAsTable(job.document);
  if (table.columns.length === 0)
    throw new AppError('invalid_params', 'Choisissez au moins une colonne à exporter.');
  const keeper = pace(table.rowCount);
  const bytes = await writeWhole(job.target, keeper, (sink) => write(job, table, sink, keeper));
  keeper.finish();
  return { path: job.target, bytes, count: keeper.done };
}

function write<Row>(
  job: Exclude<ExportJob<Row>, { format: 'fhir' }>,
  table: PreparedTable,
  sink: Sink,
  pace: Pace,
): Promise<void> {
  switch (job.format) {
    case 'csv':
      return writeCsv(table, job.stamp, sink, pace);
    case 'xlsx':
      return writeXlsx(table, job.stamp, sink, pace);
    case 'pdf':
      return 'document' in job
        ? writePdfDocument(job.document, job.stamp, sink, pace)
        : writePdfTable(table, job.stamp, sink, pace);
  }
}
