import type { Readable } from 'node:stream';
import axios from 'axios';
import { directoryResourceTypes } from '../../../../shared/domain/entities.ts';
import { AppError } from '../../../../shared/errors.ts';

export interface ServerOptions {
  /** Sent with every request to the server itself (authorisation, Ror headers). */
  readonly headers: Readonly<Record<string, string>>;
  /** Resources read per type, at most. */
  readonly max: number;
  /** Milliseconds an answer may take, its body included. */
  readonly timeout: number;
}

/** An answer being read, with the status to judge it by. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const pageSize = 200;
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'la connexion est refusée',
  ENOTFOUND: 'ce nom de serveur est inconnu',
  EAI_AGAIN: 'le nom du serveur n’a pas pu être résolu',
  ECONNRESET: 'la connexion a été coupée',
  ETIMEDOUT: 'le serveur ne répond pas à temps',
  ECONNABORTED: 'le serveur ne répond pas à temps',
  ERR_CANCELED: 'le serveur ne répond pas à temps',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'son certificat n’est pas reconnu',
  SELF_SIGNED_CERT_IN_CHAIN: 'son certificat n’est pas reconnu',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'son certificat n’est pas reconnu',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'son certificat n’est pas reconnu',
  CERT_HAS_EXPIRED: 'son certificat a expiré',
};

function unreachable(url: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = causes[code] ?? (cause instanceof Error ? cause.message : 'raison inconnue');
  return new AppError('region_unreachable', `Serveur injoignable (${url}) : ${why}.`, {
    cause,
    details: { url, code },
  });
}

/** Base URL without its final slash; throws AppError `invalid_params` when it is no http(s) URL. */
export function parseBase(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new AppError('invalid_params', `« ${text} » n’est pas une adresse http ou https.`);
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** Opens one answer, whatever its status; throws AppError `region_unreachable` when there is none. */
export async function open(url: URL, base: URL, options: ServerOptions): Promise<Answer> {
  // A link to another host is followed, but what identifies us stays with the server asked for.
  const own = url.origin === base.origin ? options.headers : {};
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  try {
    const response = await axios.get<Readable>(url.href, {
      responseType: 'stream',
      headers: { Accept: 'application/fhir+json, application/json', ...own },
      timeout: options.timeout,
      signal: AbortSignal.timeout(options.timeout),
      maxRedirects: 0,
      validateStatus: () => true,
      ...(loopback ? { proxy: false as const } : {}),
    });
    return { url: url.href, status: response.status, chunks: bytesOf(response.data, url.href) };
  } catch (cause) {
    throw unreachable(url.href, cause);
  }
}

async function* bytesOf(body: Readable, url: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (cause) {
    throw unreachable(url, cause);
  }
}

/** URL of the first page of each directory type. */
export function firstPages(base: URL, max: number): readonly URL[] {
  return directoryResourceTypes.map((type) => {
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/$/, '')}/${type}`;
    url.search = `_count=${Math.min(pageSize, max)}`;
    return url;
  });
}

/** URL of the capability statement. */
export function metadataUrl(base: URL): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/metadata`;
  return url;
}

/** The next page as a URL, or null when the link is unusable. */
export function nextPage(link: string, current: URL): URL | null {
  if (!URL.canParse(link, current.href)) return null;
  const url = new URL(link, current.href);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
