import { AppError } from '../../../../shared/errors.ts';
import { splitError } from '../splitter/index.ts';
import { listFiles, readFileChunks } from './documents.ts';
import { documentReport, reportDocument } from './report.ts';
import type { DocumentReport, ResourceReport } from './report.ts';
import { firstPages, metadataUrl, nextPage, open, parseBase } from './server.ts';
import type { ServerOptions } from './server.ts';
import { Tally } from './tally.ts';
import type { InspectSummary } from './tally.ts';

export { documentText, resourceText, summaryText } from './text.ts';
export type { DocumentReport, ResourceReport } from './report.ts';
export type { InspectSummary } from './tally.ts';
export type { ServerOptions } from './server.ts';

/** Where reports go, in order; each call is awaited, so that a slow reader slows the reading. */
export interface InspectSink {
  resource(report: ResourceReport): Promise<void>;
  document(report: DocumentReport): Promise<void>;
}

/** Whether a target is a server rather than a path. */
export function isUrl(target: string): boolean {
  return /^https?:\/\//i.test(target);
}

/**
 * Reads a file, a folder or a FHIR server through the product's own splitter and mapper, and reports what became of
 * each resource. Throws AppError when the target itself cannot be read (path, address, unreachable server).
 */
export async function inspect(
  target: string,
  options: ServerOptions,
  sink: InspectSink,
): Promise<InspectSummary> {
  const tally = new Tally();
  const counted: InspectSink = {
    async resource(report) {
      tally.resource(report);
      await sink.resource(report);
    },
    async document(report) {
      tally.document(report);
      await sink.document(report);
    },
  };
  if (isUrl(target)) await inspectServer(target, options, tally, counted);
  else await inspectFiles(target, counted);
  return tally.summary();
}

async function inspectFiles(target: string, sink: InspectSink): Promise<void> {
  const { files, unsupported } = await listFiles(target);
  for (const source of unsupported) {
    const problem = 'Le format XML n’est pas lu : demandez du JSON (application/fhir+json).';
    await sink.document({ source, kind: 'unsupported', resources: 0, problem });
  }
  for (const source of files) {
    const read = async (): Promise<void> => {
      const summary = await reportDocument({ source, chunks: readFileChunks(source) }, (report) =>
        sink.resource(report),
      );
      await sink.document(documentReport(source, summary));
    };
    // The only file asked for is an error of the command; one among others is one loss.
    await (files.length === 1 ? read() : orProblem(source, sink, read));
  }
}

/** Reports an expected failure as a problem of the document, so that the rest is still read. */
async function orProblem(source: string, sink: InspectSink, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sink.document({ source, kind: 'unreadable', resources: 0, problem: error.message });
  }
}

async function inspectServer(
  target: string,
  options: ServerOptions,
  tally: Tally,
  sink: InspectSink,
): Promise<void> {
  const base = parseBase(target);
  await readMetadata(metadataUrl(base), base, options, sink);
  for (const first of firstPages(base, options.max))
    await orProblem(first.href, sink, () => readPages(first, base, options, tally, sink));
}

/** The capability statement is only looked at: it tells at once whether this is a FHIR server that answers. */
async function readMetadata(url: URL, base: URL, options: ServerOptions, sink: InspectSink): Promise<void> {
  const answer = await open(url, base, options);
  const types: (string | null)[] = [];
  const summary = await reportDocument({ source: answer.url, chunks: answer.chunks }, (report) => {
    types.push(report.resourceType);
    return Promise.resolve();
  });
  if (answer.status >= 300) {
    await sink.document(httpProblem(answer.url, answer.status, splitError(summary)));
    return;
  }
  const report = { ...documentReport(answer.url, summary), resources: 0 };
  const isStatement = types.includes('CapabilityStatement');
  const problem =
    report.problem ?? (isStatement ? null : 'Cette adresse ne rend pas de CapabilityStatement FHIR.');
  await sink.document({ ...report, problem });
}

function httpProblem(source: string, status: number, error: AppError | null): DocumentReport {
  const said = error?.code === 'region_error' ? ` ${error.message}` : '';
  return { source, kind: 'http_error', resources: 0, problem: `Le serveur répond ${status}.${said}` };
}

async function readPages(
  first: URL,
  base: URL,
  options: ServerOptions,
  tally: Tally,
  sink: InspectSink,
): Promise<void> {
  const seen = new Set<string>();
  let read = 0;
  let url: URL | null = first;
  while (url !== null && !seen.has(url.href)) {
    if (read >= options.max) {
      tally.limited(first.href, options.max);
      return;
    }
    seen.add(url.href);
    const answer = await open(url, base, options);
    // The answer to a failed request holds no directory data, only its explanation.
    const failed = answer.status >= 300;
    const summary = await reportDocument({ source: answer.url, chunks: answer.chunks }, async (report) => {
      if (failed || read >= options.max) return;
      read++;
      await sink.resource(report);
    });
    if (failed) {
      await sink.document(httpProblem(answer.url, answer.status, splitError(summary)));
      return;
    }
    const report = documentReport(answer.url, summary);
    const refused = summary.problem === 'operation_outcome' ? splitError(summary) : null;
    await sink.document({ ...report, problem: refused?.message ?? report.problem });
    const next = summary.bundle?.next ?? null;
    url = next === null ? null : nextPage(next, url);
  }
}
