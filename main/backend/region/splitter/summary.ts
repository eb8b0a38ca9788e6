import { AppError } from '../../../../shared/errors.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';

/** One FHIR resource found in a document. */
export interface SplitResource {
  /** Its exact bytes (UTF-8 JSON): a view on the pushed chunk when it lies within one. */
  readonly json: Uint8Array;
  /** `entry.search.mode` in a Bundle; null elsewhere, and for any other mode. */
  readonly mode: 'match' | 'include' | null;
}

/** What the document as a whole turned out to be; `html` covers anything that begins with `<`. */
export type SplitKind =
  'empty' | 'html' | 'not_json' | 'operation_outcome' | 'resource' | 'bundle' | 'array' | 'ndjson';

/** What is wrong with the document, the most telling first; the resources already given remain good. */
export type SplitProblem =
  'empty' | 'html' | 'not_json' | 'operation_outcome' | 'truncated' | 'not_fhir' | 'too_large' | 'too_deep';

/** The envelope of a Bundle, wherever its parts sit. */
export interface SplitBundle {
  readonly type: string | null;
  readonly total: number | null;
  readonly self: string | null;
  readonly next: string | null;
}

export interface SplitIssue {
  readonly severity: string | null;
  readonly code: string | null;
  readonly diagnostics: string | null;
}

export interface SplitSummary {
  readonly kind: SplitKind;
  /** True when the document was read to its end and nothing is wrong with it. */
  readonly complete: boolean;
  readonly problem: SplitProblem | null;
  /** Byte offset of the problem when it has one. */
  readonly offset: number | null;
  readonly bytes: number;
  /** Resources given, `rest` included. */
  readonly resources: number;
  /** A resource that was complete when a truncated document ended, before its entry was: take it too. */
  readonly rest: readonly SplitResource[];
  /** The last Bundle of the document. */
  readonly bundle: SplitBundle | null;
  /** Issues of a document that is one OperationOutcome. */
  readonly issues: readonly SplitIssue[];
  /** Resources passed over because of the limits. */
  readonly rejected: { readonly tooLarge: number; readonly tooDeep: number };
}

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

function string(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Parses small JSON; null when it is not JSON. */
export function parseObject(bytes: Uint8Array): Json | null {
  try {
    return object(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')));
  } catch {
    return null;
  }
}

/** Reads a Bundle from its JSON without its entries. */
export function readEnvelope(bundle: Json): SplitBundle {
  const links = list(bundle.link).map(object);
  const link = (...relations: readonly string[]): string | null =>
    string(links.find((item) => relations.includes(string(item?.relation) ?? ''))?.url);
  const total = typeof bundle.total === 'string' ? Number(bundle.total) : bundle.total;
  return {
    type: string(bundle.type),
    total: typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null,
    self: link('self'),
    next: link('next'),
  };
}

/** Reads the issues of an OperationOutcome (the details text stands in for missing diagnostics). */
export function readIssues(outcome: Json): readonly SplitIssue[] {
  return list(outcome.issue).map((item) => {
    const issue = object(item);
    return {
      severity: string(issue?.severity),
      code: string(issue?.code),
      diagnostics: string(issue?.diagnostics) ?? string(object(issue?.details)?.text),
    };
  });
}

const messages: Readonly<Record<SplitProblem, string>> = {
  empty: 'La région a renvoyé une réponse vide.',
  html: 'La région a renvoyé une page web au lieu de données. Un portail, un pare-feu ou un serveur mandataire répond peut-être à sa place.',
  not_json: 'La région a renvoyé une réponse qui n’est pas du JSON.',
  operation_outcome: 'La région a refusé la demande.',
  truncated: 'La réponse de la région s’est interrompue avant la fin.',
  not_fhir: 'La région a renvoyé du JSON qui n’est pas du FHIR.',
  too_large: 'La région a renvoyé une ressource trop volumineuse pour être lue.',
  too_deep: 'La région a renvoyé une ressource trop imbriquée pour être lue.',
};

/** The error a document amounts to, or null when it is sound. The resources it gave remain good. */
export function splitError(summary: SplitSummary): AppError | null {
  const { problem, offset, bytes, resources, rejected, issues } = summary;
  if (problem === null) return null;
  const code: ErrorCode = problem === 'operation_outcome' ? 'region_error' : 'region_bad_answer';
  const said = issues.find((issue) => issue.diagnostics !== null)?.diagnostics ?? null;
  const message =
    said === null ? messages[problem] : `${messages[problem]} Elle dit : « ${said.slice(0, 300)} »`;
  return new AppError(code, message, { details: { problem, offset, bytes, resources, ...rejected } });
}
