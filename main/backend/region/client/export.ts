import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import type { RegionConfig } from '../config.ts';
import { badAnswer, retryAfterMs } from './errors.ts';
import type { RegionClient } from './http.ts';

/** What an export job published once it is ready. */
export interface Manifest {
  readonly files: readonly { readonly url: string; readonly count: number | null }[];
  /** Server's clock when it took the snapshot; epoch ms. Not every server says. */
  readonly transactionTime: number | null;
}

const manifestSchema = z.object({
  transactionTime: z.string().optional(),
  output: z.array(z.object({ url: z.string(), count: z.number().optional() })),
});

const regionSystem = 'https://mos.esante.gouv.fr/NOS/TRE_R30-RegionOM/FHIR/TRE-R30-RegionOM';

/** The `_tag` that restricts a search to one region of the national server (ror-fhir §2). */
export const regionTag = (regionCode: string): string => `${regionSystem}|${regionCode}`;

/** Address that starts an export of all offers with everything linked to them (ror-fhir §5, st_2 1bis and 1ter). */
export function exportUrl(base: URL, config: RegionConfig): URL {
  const url = new URL('$export', base);
  url.searchParams.set('_outputFormat', 'application/fhir+json');
  url.searchParams.set('_type', 'HealthcareService');
  url.searchParams.set('includeAssociatedData', '_myCompleteExtract');
  if (config.regionCode !== undefined) {
    url.searchParams.set(
      '_typeFilter',
      `HealthcareService?_tag=${encodeURIComponent(regionTag(config.regionCode))}`,
    );
  }
  return url;
}

/** Whether an error means that this server has no `$export`, so that searches must do. */
export function hasNoExport(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false;
  const status = thrown.details?.['status'];
  return status === 400 || status === 404 || status === 405 || status === 501;
}

/**
 * Starts an export job; returns where to ask for its manifest and the server's clock.
 * @throws AppError `region_bad_answer` (kind `no_manifest`) when the server does not say where
 */
export async function kickOff(
  client: RegionClient,
  config: RegionConfig,
  signal: AbortSignal,
): Promise<{ readonly statusUrl: string; readonly serverDate: number | null }> {
  const { answer } = await client.getJson(exportUrl(client.base, config), {
    signal,
    headers: { Prefer: 'respond-async' },
  });
  const location = answer.header('content-location');
  if (location === null) throw badAnswer('no_manifest', { status: answer.status });
  return { statusUrl: client.resolve(location).href, serverDate: answer.serverDate };
}

export interface PollOptions {
  readonly signal: AbortSignal;
  /** Total wait in ms before giving up. */
  readonly limitMs?: number;
  readonly now?: () => number;
}

/** Asks for the manifest until it is ready, at the server's pace (`Retry-After`) or from 0.1 s up to 10 s. */
export async function pollManifest(
  client: RegionClient,
  statusUrl: string,
  options: PollOptions,
): Promise<Manifest> {
  const now = options.now ?? Date.now;
  const deadline = now() + (options.limitMs ?? 60 * 60_000);
  const url = client.resolve(statusUrl);
  for (let wait = 100; ; wait = Math.min(10_000, wait * 1.6)) {
    const { answer, value } = await client.getJson(url, { signal: options.signal });
    if (answer.status !== 202) return readManifest(client, value);
    if (now() > deadline) throw badAnswer('no_manifest', { waitedMs: options.limitMs ?? null });
    const asked = retryAfterMs(answer.header('retry-after'), now());
    await delay(asked === null ? wait : Math.min(asked, 120_000), undefined, { signal: options.signal });
  }
}

function readManifest(client: RegionClient, value: unknown): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw badAnswer('no_manifest');
  const time = Date.parse(parsed.data.transactionTime ?? '');
  return {
    files: parsed.data.output.map(({ url, count }) => ({
      url: client.resolve(url).href,
      count: count ?? null,
    })),
    transactionTime: Number.isNaN(time) ? null : time,
  };
}
