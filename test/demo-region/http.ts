import type { JsonObject, Resource } from '../../main/demo-region/index.ts';

export interface Bundle {
  readonly resourceType: string;
  readonly total?: number;
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly {
    readonly fullUrl: string;
    readonly resource: Resource;
    readonly search?: { readonly mode: string };
  }[];
}

/** GET, parsed. */
export async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

export async function getBundle(url: string): Promise<Bundle> {
  return (await getJson(url)) as Bundle;
}

export async function getResource(url: string): Promise<Resource> {
  return (await getJson(url)) as Resource;
}

/** Resources of a Bundle, of one search mode when given. */
export function resources(bundle: Bundle, mode?: 'match' | 'include'): Resource[] {
  return (bundle.entry ?? [])
    .filter((entry) => mode === undefined || entry.search?.mode === mode)
    .map((entry) => entry.resource);
}

/** Follows the next links to the end. */
export async function allPages(url: string): Promise<Bundle[]> {
  const pages: Bundle[] = [];
  for (let next: string | undefined = url; next !== undefined;) {
    const page: Bundle = await getBundle(next);
    pages.push(page);
    next = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return pages;
}

/** Sends a FHIR body. */
export function send(
  method: string,
  url: string,
  body: JsonObject,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method,
    headers: { 'content-type': 'application/fhir+json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Runs an export to its files. */
export async function exportFiles(
  base: string,
  query: string,
): Promise<{
  manifest: { output: { url: string; type: string; count: number }[] };
  files: Bundle[];
  polls: number;
}> {
  const kickOff = await fetch(`${base}/$export?${query}`, { headers: { prefer: 'respond-async' } });
  if (kickOff.status !== 202)
    throw new Error(`export refused: ${String(kickOff.status)} ${await kickOff.text()}`);
  const status = kickOff.headers.get('content-location') ?? '';
  for (let polls = 1; polls < 20; polls += 1) {
    const answer = await fetch(status);
    if (answer.status === 202) continue;
    const manifest = (await answer.json()) as { output: { url: string; type: string; count: number }[] };
    return { manifest, files: await Promise.all(manifest.output.map(({ url }) => getBundle(url))), polls };
  }
  throw new Error('export never ready');
}

/** A text of a resource; empty when it is something else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
