import type { JsonObject } from '../json.ts';

/** A refusal of the server, answered as an OperationOutcome with this status. */
export class Refusal extends Error {
  readonly status: number;
  readonly outcome: JsonObject;

  constructor(status: number, issues: JsonObject | JsonObject[]) {
    super(`refused with ${String(status)}`);
    this.name = 'Refusal';
    this.status = status;
    this.outcome = { resourceType: 'OperationOutcome', issue: Array.isArray(issues) ? issues : [issues] };
  }
}

/** One issue of an OperationOutcome. `expression` may be a lone string: the national server does it in one case. */
export function issue(code: string, diagnostics: string, expression?: string | string[]): JsonObject {
  return { severity: 'error', code, diagnostics, ...(expression === undefined ? {} : { expression }) };
}

/** Shorthand for the common refusal with one issue. */
export function refuse(status: number, code: string, diagnostics: string): Refusal {
  return new Refusal(status, issue(code, diagnostics));
}
