import { AppError } from '../../../../shared/errors.ts';

/** Ends every sentence about the region: what is kept, what comes next. */
export const kept =
  'Les données déjà enregistrées restent consultables ; un nouvel essai aura lieu automatiquement.';

/** Why no (complete) answer came, as told by the network stack. */
export type NetworkReason = 'dns' | 'connection' | 'tls' | 'timeout' | 'proxy' | 'cut';

const sentences: Readonly<Record<NetworkReason, string>> = {
  dns: 'L’adresse du serveur de la région est introuvable sur ce réseau.',
  connection: 'Le serveur de la région ne répond pas.',
  tls: 'La connexion sécurisée avec le serveur de la région a échoué : son certificat n’est pas reconnu par ce poste.',
  timeout: 'Le serveur de la région n’a pas répondu dans le temps imparti.',
  proxy: 'Le serveur mandataire (proxy) de l’établissement n’a pas laissé passer la demande.',
  cut: 'La connexion avec le serveur de la région a été coupée pendant le transfert.',
};

// Node gives codes (ENOTFOUND, CERT_HAS_EXPIRED…), Chromium gives net::ERR_… inside the message.
const patterns: readonly (readonly [NetworkReason, RegExp])[] = [
  ['dns', /ENOTFOUND|EAI_AGAIN|ERR_NAME_|ERR_DNS/],
  ['proxy', /ERR_PROXY|ERR_TUNNEL|ERR_MANDATORY_PROXY|ERR_PAC_/],
  ['tls', /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_SSL|ERR_TLS|EPROTO|ERR_BAD_SSL/],
  ['timeout', /ETIMEDOUT|TIMEOUT|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT/],
];

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Codes and messages of an error and of all its causes, in one text to look patterns up in. */
function trail(thrown: unknown, depth = 0): string {
  if (typeof thrown !== 'object' || thrown === null || depth > 6) return '';
  const link = thrown as Link;
  const own = `${typeof link.code === 'string' ? link.code : ''} ${typeof link.message === 'string' ? link.message : ''}`;
  const inner = Array.isArray(link.errors) ? link.errors.map((each) => trail(each, depth + 1)).join(' ') : '';
  return `${own} ${inner} ${trail(link.cause, depth + 1)}`;
}

/** Whether the request died on a kept-alive connection the server had closed: it was never seen, so try once more. */
export function isStaleConnection(thrown: unknown): boolean {
  return /ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(trail(thrown));
}

/** The innermost code of the trail: the outer ones only say that the network failed. */
function technicalCode(text: string): string | null {
  return (
    text
      .match(/\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b|\bE[A-Z]{4,}\b/g)
      ?.filter((code) => code !== 'ERR_NETWORK')
      .at(-1) ?? null
  );
}

/** A failure before or during an answer. `begun`: bytes of the body had come. */
export function networkError(thrown: unknown, begun: boolean): AppError {
  if (thrown instanceof AppError) return thrown;
  const text = trail(thrown);
  const reason = patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? (begun ? 'cut' : 'connection');
  return new AppError('region_unreachable', `${sentences[reason]} ${kept}`, {
    cause: thrown,
    details: { reason, code: technicalCode(text) },
  });
}

/** No answer at all within `ms`: unreachable. A body that stopped coming: slow. */
export function timeoutError(ms: number, begun: boolean): AppError {
  return begun
    ? new AppError(
        'region_slow',
        `Le serveur de la région a commencé à répondre, puis s’est arrêté. ${kept}`,
        {
          details: { reason: 'timeout', idleMs: ms },
        },
      )
    : new AppError('region_unreachable', `${sentences.timeout} ${kept}`, {
        details: { reason: 'timeout', waitedMs: ms },
      });
}

/** Reads `Retry-After` (seconds or HTTP date) as milliseconds from `now`; null when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** The error for an HTTP status that is not a success. `diagnostics` is the server's own text, already cut. */
export function statusError(status: number, retryAfter: number | null, diagnostics: string | null): AppError {
  const details = { status, retryAfterMs: retryAfter, diagnostics };
  if (status === 401) {
    return new AppError(
      'region_unauthorized',
      `La région n’a pas reconnu les identifiants de cet établissement (401). ${kept} Si cela dure, prévenez l’assistance.`,
      { details },
    );
  }
  if (status === 403) {
    return new AppError(
      'region_forbidden',
      `La région refuse l’accès à ces données avec le profil de cet établissement (403). ${kept} Si cela dure, prévenez l’assistance.`,
      { details },
    );
  }
  if (status === 429) {
    return new AppError(
      'region_throttled',
      `La région demande de patienter avant la prochaine mise à jour (429). ${kept}`,
      {
        details,
      },
    );
  }
  if (status >= 300 && status < 400) {
    return new AppError(
      'region_bad_answer',
      `Le serveur de la région renvoie vers une autre adresse, ce qui n’est pas accepté (portail d’accès au réseau ?). ${kept}`,
      { details: { ...details, kind: 'redirect' } },
    );
  }
  if (status === 407) {
    return new AppError('region_unreachable', `${sentences.proxy} ${kept}`, {
      details: { ...details, reason: 'proxy' },
    });
  }
  return new AppError('region_error', `Le serveur de la région est en erreur (${status}). ${kept}`, {
    details,
  });
}

/** What came is not what was asked for. */
export type BadAnswer =
  'html' | 'not_json' | 'truncated' | 'not_fhir' | 'no_entries' | 'outside' | 'ceiling' | 'no_manifest';

const badAnswers: Readonly<Record<BadAnswer, string>> = {
  html: 'Le serveur de la région a répondu par une page web au lieu de données (portail d’accès au réseau ?).',
  not_json: 'La réponse de la région est illisible.',
  truncated: 'La réponse de la région est incomplète : elle s’arrête au milieu des données.',
  not_fhir: 'La réponse de la région ne contient pas les données attendues.',
  no_entries: 'La région annonce des résultats mais n’en a transmis aucun.',
  outside: 'La réponse de la région renvoie vers une autre adresse que la sienne, ce qui n’est pas accepté.',
  ceiling: 'La région a plus de résultats qu’elle n’accepte d’en transmettre par cette voie.',
  no_manifest: 'La région n’a pas fourni la liste des fichiers à télécharger.',
};

/** `region_bad_answer` with the sentence of its kind. */
export function badAnswer(kind: BadAnswer, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('region_bad_answer', `${badAnswers[kind]} ${kept}`, { details: { ...details, kind } });
}
