import { parseObject, readEnvelope, readIssues } from './summary.ts';
import type { SplitBundle, SplitKind, SplitProblem, SplitResource, SplitSummary } from './summary.ts';

/** Where the reading stood when the last chunk had been read. */
export interface LastState {
  readonly bytes: number;
  /** First byte that is no white space; 0 when there was none. */
  readonly firstByte: number;
  /** The document stops before its end. */
  readonly cut: boolean;
  readonly documentOpen: boolean;
  readonly bundleOpen: boolean;
  readonly rest: readonly SplitResource[];
}

/** Keeps the account of a document while it is split, and draws its summary. */
export class Ledger {
  resources = 0;
  /** Strings, numbers… where a resource was expected. */
  strayValues = 0;
  private documents = 0;
  private typed = 0;
  private bundles = 0;
  private bundle: SplitBundle | null = null;
  private outcome: Uint8Array | null = null;
  private tooLarge = 0;
  private tooDeep = 0;
  private failure: { readonly problem: SplitProblem; readonly offset: number } | null = null;

  /** Nothing after this byte can be trusted. */
  fail(problem: SplitProblem, offset: number): void {
    this.failure = { problem, offset };
  }

  /** A resource was passed over. */
  reject(reason: 'too_large' | 'too_deep' | null): void {
    if (reason === 'too_deep') this.tooDeep++;
    else this.tooLarge++;
  }

  /** A top-level object that is no Bundle came to its end. */
  documentEnded(type: string | null, json: Uint8Array | null): void {
    this.documents++;
    if (type !== null) this.typed++;
    if (type === 'OperationOutcome') this.outcome = json;
  }

  /** A Bundle came to its end; the pieces are its JSON without the entries. */
  bundleEnded(envelope: readonly Uint8Array[] | null): void {
    this.documents++;
    this.typed++;
    this.bundles++;
    const json = envelope === null ? null : parseObject(Buffer.concat(envelope));
    this.bundle = json === null ? null : readEnvelope(json);
  }

  /** A Bundle was cut: what it said of itself before its entries. */
  bundleCut([head, single]: readonly Uint8Array[]): void {
    if (head === undefined) return;
    const json = parseObject(Buffer.concat([head, single ?? Buffer.from(']'), Buffer.from('}')]));
    this.bundle = json === null ? null : readEnvelope(json);
  }

  /** The summary of the document. */
  summary(last: LastState): SplitSummary {
    const kind = this.kind(last);
    const problem = this.problem(kind, last.cut);
    const outcome = kind === 'operation_outcome' && this.outcome !== null ? parseObject(this.outcome) : null;
    return {
      kind,
      complete: problem === null,
      problem,
      offset: this.failure?.offset ?? (problem === 'truncated' ? last.bytes : null),
      bytes: last.bytes,
      resources: this.resources + last.rest.length,
      rest: last.rest,
      bundle: this.bundle,
      issues: outcome === null ? [] : readIssues(outcome),
      rejected: { tooLarge: this.tooLarge, tooDeep: this.tooDeep },
    };
  }

  private kind({ firstByte, documentOpen, bundleOpen }: LastState): SplitKind {
    if (firstByte === 0) return 'empty';
    if (firstByte === 0x3c) return 'html';
    if (firstByte === 0x5b) return 'array';
    const begun = this.documents + (documentOpen ? 1 : 0);
    if (begun === 0) return 'not_json';
    if (begun > 1) return 'ndjson';
    if (this.bundles > 0 || bundleOpen) return 'bundle';
    return this.outcome === null ? 'resource' : 'operation_outcome';
  }

  private problem(kind: SplitKind, cut: boolean): SplitProblem | null {
    if (kind === 'empty' || kind === 'html' || kind === 'operation_outcome') return kind;
    if (this.failure !== null) return this.failure.problem;
    if (cut) return 'truncated';
    if (this.tooLarge > 0) return 'too_large';
    if (this.tooDeep > 0) return 'too_deep';
    return this.documents + this.strayValues > 0 && this.typed === 0 ? 'not_fhir' : null;
  }
}
