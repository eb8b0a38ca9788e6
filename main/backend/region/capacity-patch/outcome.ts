import { AppError } from '../../../../shared/errors.ts';
import { retryAfterMs, statusError } from '../client/errors.ts';
import type { WriteAnswer } from '../client/http.ts';

/** One issue of an OperationOutcome, reduced to what decides. */
export interface OutcomeIssue {
  readonly code: string;
  readonly text: string;
  readonly expressions: readonly string[];
}

interface Holder {
  readonly [name: string]: unknown;
}
const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** At most this many characters of a server's own words are kept. */
const longest = 300;

/** Issues of an answer; none when it is not an OperationOutcome. `expression` may be a lone string (ror-fhir §6.1). */
export function outcomeIssues(text: string): OutcomeIssue[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isHolder(parsed) || parsed['resourceType'] !== 'OperationOutcome') return [];
  const issues = Array.isArray(parsed['issue']) ? (parsed['issue'] as readonly unknown[]) : [];
  return issues.filter(isHolder).map((issue) => {
    const { code, diagnostics, details, expression } = issue;
    const words = isHolder(details) ? details['text'] : undefined;
    const said = [diagnostics, words].find((each) => typeof each === 'string');
    const expressions = Array.isArray(expression) ? (expression as readonly unknown[]) : [expression];
    return {
      code: typeof code === 'string' ? code : '',
      text: typeof said === 'string' ? said.slice(0, longest) : '',
      expressions: expressions.filter((each) => typeof each === 'string'),
    };
  });
}

/** Whether a 404 says that the Location holds no such count yet: the answer to it is an `add`. */
export function isMissingIndicator(answer: WriteAnswer): boolean {
  return (
    answer.status === 404 &&
    outcomeIssues(answer.text).some(
      ({ code, expressions }) =>
        code === 'not-found' && expressions.some((each) => each.includes('ror-location-supported-capacity')),
    )
  );
}

/** Not allowed, at reading or at writing: unlike a sync, an entry is not tried again by itself. */
export function accessError(status: 401 | 403): AppError {
  return status === 401
    ? new AppError(
        'region_unauthorized',
        'La région n’a pas reconnu les identifiants de cet établissement (401) : la saisie n’a pas été transmise. ' +
          'Elle est conservée ici ; prévenez l’assistance, puis renvoyez.',
        { details: { status } },
      )
    : new AppError(
        'region_forbidden',
        'La région refuse l’accès en écriture aux lits de cet établissement (403) : la saisie n’a pas été transmise. ' +
          'Elle est conservée ici ; demandez ce droit à l’assistance régionale (GRADeS), puis renvoyez.',
        { details: { status } },
      );
}

/**
 * What a refused writing means for the person (ror-fhir §6.1), with what to do. Statuses that speak of the exchange
 * and not of the figures (429, 5xx) keep the sentences of reading. `whole`: nothing of the entry was applied.
 */
export function writeError(
  answer: WriteAnswer,
  { identifier, now, whole }: { readonly identifier: string; readonly now: number; readonly whole: boolean },
): AppError {
  const { status } = answer;
  const issues = outcomeIssues(answer.text);
  const reasons = issues.map(({ text }) => text).filter((text) => text !== '');
  const details = { status, identifier, reasons };
  if (status === 401 || status === 403) return accessError(status);
  if (status === 404) {
    return new AppError(
      'capacity_unknown_location',
      `La région ne connaît pas cette unité sous l’identifiant « ${identifier} » : la saisie n’a pas été transmise. ` +
        'Elle est conservée ici ; signalez cet identifiant à l’assistance régionale (GRADeS), puis renvoyez.',
      { details },
    );
  }
  if (status === 412) {
    return new AppError(
      'capacity_ambiguous',
      `Plusieurs unités portent l’identifiant « ${identifier} » dans la région : la saisie n’a pas été transmise, pour ne ` +
        'pas écrire dans la mauvaise. Elle est conservée ici ; demandez à l’assistance régionale (GRADeS) de corriger ce doublon, puis renvoyez.',
      { details },
    );
  }
  if (status === 400 || status === 409 || status === 422) {
    const why = reasons.length === 0 ? '' : ` Motif donné : ${reasons.slice(0, 3).join(' ; ')}.`;
    return new AppError(
      'capacity_refused',
      `La région refuse ces chiffres.${why} ${whole ? 'Aucun n’a été modifié' : 'Une partie a pu être enregistrée'} ; corrigez la saisie ou abandonnez-la.`,
      { details },
    );
  }
  return statusError(status, retryAfterMs(answer.header('retry-after'), now), reasons[0] ?? null);
}
