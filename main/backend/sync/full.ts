import { directoryResourceTypes, type DirectoryResourceType } from '../../../shared/domain/entities.ts';
import { AppError } from '../../../shared/errors.ts';
import { badAnswer } from '../region/client/errors.ts';
import { hasNoExport, kickOff, pollManifest, type Manifest } from '../region/client/export.ts';
import { searchUrl, type Window } from '../region/client/search.ts';
import type { ExchangeContext } from './exchange.ts';
import type { FinishResult, PullState } from './ingest/pull.ts';
import { readPages } from './pages.ts';
import { pour } from './pour.ts';

/** An export job older than this (ms) is not resumed: its content would be behind what deltas brought. */
const resumable = 12 * 60 * 60_000;

export interface FullOptions {
  /** A person asked for it after having been warned of a doubtful pull. */
  readonly asked: boolean;
}

/**
 * Reads the whole directory: by `$export`, or by searches when the server has none. Everything seen is stamped with
 * a new generation; at the end what was not seen is deleted, unless the wipe-out guard doubts the answer (guard.ts).
 *
 * A cut or a stop loses nothing: the job's address and the files already stored are on disk, and the next call
 * fetches only the others. When the server no longer knows the job a new one starts; resources stored by the first
 * are then simply unchanged.
 */
export async function fullPull(context: ExchangeContext, options: FullOptions): Promise<FinishResult> {
  const { pull } = await context.ingest.call('state', {});
  const resumed = pull !== null && context.now() - pull.startedAt < resumable ? pull : null;
  if (resumed !== null) {
    const result = await resume(context, resumed, options);
    if (result !== null) return result;
  }
  let job: Awaited<ReturnType<typeof kickOff>>;
  try {
    job = await kickOff(context.client, context.config, context.signal);
  } catch (thrown) {
    if (!hasNoExport(thrown)) throw thrown;
    context.log.info('export_unavailable');
    await context.ingest.call('startPull', { startedAt: context.now(), mode: 'search', statusUrl: null });
    return bySearch(context, null, options);
  }
  await context.ingest.call('startPull', {
    startedAt: context.now(),
    mode: 'export',
    statusUrl: job.statusUrl,
  });
  if (job.serverDate !== null) await context.ingest.call('updatePull', { horizon: job.serverDate });
  const manifest = await pollManifest(context.client, job.statusUrl, { signal: context.signal });
  return byExport(context, manifest, { horizon: job.serverDate, pull: null, asked: options.asked });
}

/** Goes on with a pull found on disk; null when the server has forgotten it. */
async function resume(
  context: ExchangeContext,
  pull: PullState,
  options: FullOptions,
): Promise<FinishResult | null> {
  context.log.info('pull_resumed', { generation: pull.generation, files: pull.files.length });
  if (pull.mode === 'search') return bySearch(context, pull, options);
  if (pull.statusUrl === null) return null;
  let manifest: Manifest;
  try {
    manifest = await pollManifest(context.client, pull.statusUrl, { signal: context.signal });
  } catch (thrown) {
    if (jobIsGone(thrown)) return null;
    throw thrown;
  }
  try {
    return await byExport(context, manifest, { horizon: pull.horizon, pull, asked: options.asked });
  } catch (thrown) {
    if (jobIsGone(thrown)) return null;
    throw thrown;
  }
}

function jobIsGone(thrown: unknown): boolean {
  const details = (thrown as { details?: Readonly<Record<string, unknown>> } | null)?.details;
  const status = details?.['status'];
  return status === 404 || status === 410 || status === 400 || details?.['kind'] === 'no_manifest';
}

interface ExportRun {
  readonly horizon: number | null;
  readonly pull: PullState | null;
  readonly asked: boolean;
}

async function byExport(context: ExchangeContext, manifest: Manifest, run: ExportRun): Promise<FinishResult> {
  const horizon = manifest.transactionTime ?? run.horizon;
  const done = new Map((run.pull?.files ?? []).map((file) => [file.url, file.resources]));
  const { pass } = await context.ingest.call('openPass', {
    kind: 'full',
    snapshotAt: manifest.transactionTime,
    newest: run.pull?.newest ?? {},
  });
  try {
    let resources = 0;
    for (const [index, file] of manifest.files.entries()) {
      // Manifests count offers, not what comes with them: the files read so far tell better.
      if (index > 0) context.onExpected(Math.round((resources / index) * manifest.files.length));
      const name = new URL(file.url).pathname + new URL(file.url).search;
      const known = done.get(name);
      if (known !== undefined) {
        resources += known;
        continue;
      }
      const answer = await context.client.get(context.client.resolve(file.url), { signal: context.signal });
      const end = await pour(answer, context.ingest, { pass, file: name, onBatch: context.onBatch });
      if (end.resources === 0 && (file.count ?? 0) > 0) throw badAnswer('no_entries', { file: name });
      resources += end.resources;
    }
    if (resources === 0) throw badAnswer('no_entries', { files: manifest.files.length });
    return await context.ingest.call('finishPull', { pass, horizon, asked: run.asked });
  } catch (thrown) {
    // A job whose files are unreadable or empty will not get better: the next attempt starts another one.
    if (thrown instanceof AppError && thrown.code === 'region_bad_answer')
      await context.ingest.call('abandonPull', {});
    throw thrown;
  } finally {
    await context.ingest.call('closePass', { pass }).catch(() => null);
  }
}

/** No server held data of the ROR before; windows start here. */
const beginning = Date.UTC(2008, 0, 1);
const second = 1000;

async function bySearch(
  context: ExchangeContext,
  pull: PullState | null,
  options: FullOptions,
): Promise<FinishResult> {
  let horizon = pull?.horizon ?? null;
  const done = new Set((pull?.files ?? []).map((file) => file.url));
  const { pass } = await context.ingest.call('openPass', {
    kind: 'full',
    snapshotAt: null,
    newest: pull?.newest ?? {},
  });
  let expected = 0;
  let resources = (pull?.files ?? []).reduce((sum, file) => sum + file.resources, 0);

  const read = async (type: DirectoryResourceType, window: Window): Promise<void> => {
    const url = searchUrl(context.client.base, context.config, type, window);
    const name = url.pathname + url.search;
    if (done.has(name)) return;
    const result = await readPages(url, {
      client: context.client,
      ingest: context.ingest,
      pass,
      signal: context.signal,
      onBatch: context.onBatch,
      onTotal: (total) => {
        if (window.from === null) context.onExpected((expected += total));
      },
      onServerDate: (date) => {
        if (horizon !== null || date === null) return;
        horizon = date;
        void context.ingest.call('updatePull', { horizon: date }).catch(() => null);
      },
    });
    if (result.kind === 'complete') {
      resources += result.resources;
      await context.ingest.call('putFile', { pass, url: name, resources: result.resources });
      return;
    }
    const from = window.from ?? beginning;
    const to = window.to ?? (horizon ?? context.now()) + 24 * 60 * 60_000;
    if (to - from <= second) throw badAnswer('ceiling', { type, total: result.total, at: from });
    const middle = Math.floor((from + to) / 2 / second) * second;
    await read(type, { from, to: middle });
    await read(type, { from: middle, to });
  };

  try {
    for (const type of directoryResourceTypes) await read(type, { from: null, to: null });
    if (resources === 0) throw badAnswer('no_entries');
    return await context.ingest.call('finishPull', { pass, horizon, asked: options.asked });
  } finally {
    await context.ingest.call('closePass', { pass }).catch(() => null);
  }
}
