import { readFile, realpath } from 'node:fs/promises';
import { securityHeaders } from './electron/policies/csp.ts';
import { cacheControlOf, contentTypeOf, isInside, resolvePagePath } from './electron/policies/page-files.ts';

/** An answer of a host, the same for the web host and for the `app://` scheme. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Reads what `rawPath` (encoded, without query) means in the folder of the page. Never throws: a refusal is an answer. */
export async function answerPage(folder: string, rawPath: string): Promise<PageAnswer> {
  const asked = resolvePagePath(folder, rawPath);
  if (asked.kind === 'refused') return refusal(asked.status);
  const contentType = contentTypeOf(asked.file);
  if (contentType === null) return refusal(404);
  let body: Buffer;
  try {
    const [realFolder, realFile] = await Promise.all([realpath(folder), realpath(asked.file)]);
    if (!isInside(realFolder, realFile)) return refusal(404);
    body = await readFile(realFile);
  } catch {
    return refusal(404);
  }
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      'content-type': contentType,
      'cache-control': cacheControlOf(folder, asked.file),
    },
    body,
  };
}

const refusals: Readonly<Record<number, string>> = {
  400: 'Demande mal formée.',
  403: 'Accès refusé.',
  404: 'Cette page n’existe pas.',
  405: 'Seule la lecture est possible à cette adresse.',
};

/** A refusal in plain text. */
export function refusal(status: 400 | 403 | 404 | 405): PageAnswer {
  return {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from(refusals[status] ?? ''),
  };
}
