import type { DirectoryRecord, NotUnderstood } from '../../../../shared/domain/entities.ts';
import { mapResource } from '../mapping/index.ts';
import type { NotKeptReason } from '../mapping/index.ts';
import { ResourceSplitter, splitError } from '../splitter/index.ts';
import type { SplitKind, SplitResource, SplitSummary } from '../splitter/index.ts';
import type { SourceDocument } from './documents.ts';

/** What became of one resource. */
export interface ResourceReport {
  readonly source: string;
  /** Rank in its document, from 0. */
  readonly index: number;
  readonly resourceType: string | null;
  readonly id: string | null;
  readonly kept: boolean;
  /** Why it was not kept; `not_json` when its own bytes do not parse. */
  readonly reason: NotKeptReason | 'not_json' | null;
  readonly record: DirectoryRecord | null;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** What became of one document as a whole. */
export interface DocumentReport {
  readonly source: string;
  readonly kind: SplitKind | 'unsupported' | 'unreadable' | 'http_error';
  readonly resources: number;
  /** French sentence, or null when the document is sound. */
  readonly problem: string | null;
}

const decoder = new TextDecoder('utf-8');

/** Reads one resource found by the splitter. */
export function reportResource(source: string, index: number, { json }: SplitResource): ResourceReport {
  let resource: unknown;
  try {
    resource = JSON.parse(decoder.decode(json));
  } catch {
    const nothing = { resourceType: null, id: null, kept: false, record: null, notUnderstood: [] };
    return { source, index, reason: 'not_json', ...nothing };
  }
  const result = mapResource(resource);
  if (!result.kept) return { source, index, record: null, ...result };
  const { record, notUnderstood } = result;
  return {
    source,
    index,
    resourceType: record.resourceType,
    id: record.id,
    kept: true,
    reason: null,
    record,
    notUnderstood,
  };
}

/** Splits and maps a document, handing over each resource as it is found; returns the splitter's summary. */
export async function reportDocument(
  document: SourceDocument,
  onResource: (report: ResourceReport) => Promise<void>,
): Promise<SplitSummary> {
  const splitter = new ResourceSplitter();
  let index = 0;
  for await (const chunk of document.chunks)
    for (const found of splitter.push(chunk))
      await onResource(reportResource(document.source, index++, found));
  const summary = splitter.end();
  for (const found of summary.rest) await onResource(reportResource(document.source, index++, found));
  return summary;
}

/** The report of a document from its summary. An OperationOutcome found in a file is data, not a failure. */
export function documentReport(source: string, summary: SplitSummary): DocumentReport {
  const error = summary.problem === 'operation_outcome' ? null : splitError(summary);
  return { source, kind: summary.kind, resources: summary.resources, problem: error?.message ?? null };
}
