/**
 * Error codes that may cross a boundary. The code goes to the log and to the help desk; the French message goes
 * to the person. A code never changes meaning once released.
 */
export const errorCodes = [
  'invalid_params', // the caller sent something the contract refuses
  'unknown_method',
  'not_found',
  'forbidden', // the profile may not do this
  'unauthenticated', // no session, or an expired one
  'cancelled',
  'backend_gone', // the backend process stopped while a call was pending
  'internal',
  'region_unreachable', // no answer: DNS, connection, TLS, timeout
  'region_slow', // an answer began but did not finish in time
  'region_unauthorized', // 401
  'region_forbidden', // 403
  'region_throttled', // 429
  'region_error', // 5xx or an OperationOutcome we cannot act on
  'region_bad_answer', // not JSON, truncated JSON, or not FHIR
  'region_suspicious', // far fewer resources than before: kept the old copy
  'capacity_unknown_location', // 404 on Location of the capacity PATCH
  'capacity_ambiguous', // 412
  'capacity_refused', // 400 business-rule
  'capacity_conflict', // someone else entered a newer figure: a person chooses
  'database_from_future',
  'database_corrupt',
  'database_readonly',
  'disk_full',
  'file_unwritable', // the folder is missing or read-only, or the file is open in another program
  'work_key_lost', // the vault no longer gives the key that sealed a payload
  'work_tampered', // a sealed payload does not authenticate
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error as plain data: what survives every boundary (MessagePort, WebSocket, log file). */
export interface PlainError {
  readonly code: ErrorCode;
  /** French, for a person: what happened, what was kept, what to do. */
  readonly message: string;
  /** Structured facts for the page and the log; never a secret, never patient data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The only error type thrown on purpose. `cause` stays on this side of the boundary. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

/**
 * Turns anything thrown into plain data. An unexpected error is reported as `internal` with a neutral sentence:
 * its own text may hold a path or a query and stays in the log of the side where it happened.
 */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof AppError) {
    return thrown.details === undefined
      ? { code: thrown.code, message: thrown.message }
      : { code: thrown.code, message: thrown.message, details: thrown.details };
  }
  return {
    code: 'internal',
    message:
      'Une erreur inattendue s’est produite. Rien n’a été perdu ; réessayez, puis contactez l’assistance si elle revient.',
  };
}

/** Rebuilds an AppError on the calling side from what crossed the boundary. */
export function fromPlainError(error: PlainError): AppError {
  return new AppError(
    error.code,
    error.message,
    error.details === undefined ? {} : { details: error.details },
  );
}
