import { AsyncLocalStorage } from 'node:async_hooks';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { RegionConfig } from '../config.ts';
import {
  badAnswer,
  isStaleConnection,
  networkError,
  retryAfterMs,
  statusError,
  timeoutError,
} from './errors.ts';

/** How long to wait, in ms: for the head of an answer, then between two pieces of its body. */
export interface Timeouts {
  readonly answerMs: number;
  readonly idleMs: number;
}

export interface ClientOptions {
  readonly config: RegionConfig;
  /** Chromium's network stack in Electron, Node's elsewhere. */
  readonly fetch: typeof globalThis.fetch;
  readonly timeouts?: Partial<Timeouts>;
  readonly now?: () => number;
}

/** A successful answer (2xx) whose body has not been read yet. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** The server's clock, from `Date`; epoch ms. */
  readonly serverDate: number | null;
  /** Pieces of the body; throws AppError when it is cut or stops coming. */
  readonly body: () => AsyncGenerator<Uint8Array, void, undefined>;
}

export interface GetOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is written to the region. */
export interface Written {
  readonly method: 'PATCH' | 'POST' | 'PUT';
  readonly body: unknown;
  /** False where the region forbids its own reading headers (ror-fhir §6.1). Default true. */
  readonly regionHeaders?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Whatever the region answered to a writing, refusals included. */
export interface WriteAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
}

const fhirTypes = 'application/fhir+json, application/json;q=0.9';
/** Small documents (manifest, capability statement) larger than this are refused, in bytes. */
const smallDocument = 16 * 1024 * 1024;

/**
 * Speaks HTTP to one region. Knows its base address, headers and time limits; knows nothing of FHIR. Every failure
 * is an AppError `region_*`. Redirections are refused: they would carry the region's headers to another server.
 */
export class RegionClient {
  readonly base: URL;
  readonly #http: AxiosInstance;
  readonly #config: RegionConfig;
  readonly #timeouts: Timeouts;
  readonly #now: () => number;
  /** The abort signal of the request being made. */
  readonly #signals = new AsyncLocalStorage<AbortSignal>();

  constructor(options: ClientOptions) {
    this.#config = options.config;
    this.base = new URL(`${options.config.baseUrl}/`);
    this.#timeouts = { answerMs: 30_000, idleMs: 60_000, ...options.timeouts };
    this.#now = options.now ?? Date.now;
    const { fetch } = options;
    this.#http = axios.create({
      adapter: 'fetch',
      // Given a signal, axios would pass every byte of the body through a stream of its own (a fifth of our time).
      env: {
        fetch: (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
          fetch(input, { ...init, signal: this.#signals.getStore() ?? null }),
      },
      responseType: 'stream',
      maxRedirects: 0,
      validateStatus: () => true,
      transitional: { clarifyTimeoutError: true },
    });
  }

  /**
   * The address of a link the server gave (next page, export file): it must stay on the region's origin and under
   * its base path, else our headers would go to a stranger.
   * @throws AppError `region_bad_answer` (kind `outside`)
   */
  resolve(link: string): URL {
    const url = URL.canParse(link, this.base.href) ? new URL(link, this.base) : null;
    if (
      url?.origin !== this.base.origin ||
      !url.pathname.startsWith(this.base.pathname) ||
      url.username !== ''
    ) {
      throw badAnswer('outside', { host: url?.host ?? null });
    }
    return url;
  }

  /** GET below the base address. Resolves when the head has come with a 2xx status. */
  async get(url: URL, options: GetOptions = {}): Promise<Answer> {
    try {
      return await this.#attempt(url, options);
    } catch (thrown) {
      if (options.signal?.aborted === true || !isStaleConnection(thrown)) throw networkError(thrown, false);
    }
    try {
      return await this.#attempt(url, options);
    } catch (thrown) {
      throw networkError(thrown, false);
    }
  }

  /** GET and parse a small JSON document; `null` value when the body is empty. */
  async getJson(
    url: URL,
    options: GetOptions = {},
  ): Promise<{ readonly answer: Answer; readonly value: unknown }> {
    const answer = await this.get(url, options);
    const text = await collect(answer.body(), smallDocument);
    if (text.trim() === '') return { answer, value: null };
    try {
      return { answer, value: JSON.parse(text) as unknown };
    } catch {
      throw badAnswer(text.trimStart().startsWith('<') ? 'html' : 'not_json', { url: url.pathname });
    }
  }

  /**
   * Writes and returns the answer whatever its status: what a refusal means depends on what was written. Never
   * repeated here, since the region may have acted on a writing whose answer was lost.
   * @throws AppError `region_unreachable`, `region_slow`, `region_bad_answer`
   */
  async send(url: URL, written: Written): Promise<WriteAnswer> {
    try {
      const options = written.signal === undefined ? {} : { signal: written.signal };
      const answer = await this.#attempt(url, options, written);
      const text = await collect(answer.body(), smallDocument);
      return { status: answer.status, header: answer.header, text };
    } catch (thrown) {
      throw networkError(thrown, false);
    }
  }

  async #attempt(url: URL, options: GetOptions, written?: Written): Promise<Answer> {
    const controller = new AbortController();
    const relay = (): void => {
      controller.abort(options.signal?.reason);
    };
    options.signal?.addEventListener('abort', relay, { once: true });
    if (options.signal?.aborted === true) relay();
    const release = (): void => {
      options.signal?.removeEventListener('abort', relay);
    };
    const watch = new Watch(controller, this.#timeouts.answerMs, false);
    let response: AxiosResponse<ReadableStream<Uint8Array> | null>;
    try {
      const headers = {
        Accept: fhirTypes,
        ...(written === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
        ...(written?.regionHeaders === false ? {} : this.#config.headers),
        ...(written?.headers ?? options.headers),
      };
      response = await this.#signals.run(controller.signal, () =>
        this.#http.request<ReadableStream<Uint8Array> | null>({
          url: url.href,
          method: written?.method ?? 'GET',
          headers,
          ...(written === undefined ? {} : { data: JSON.stringify(written.body) }),
        }),
      );
    } catch (thrown) {
      watch.stop();
      release();
      throw watch.error ?? thrown;
    }
    watch.stop();
    const header = (name: string): string | null => {
      const value: unknown = response.headers[name.toLowerCase()];
      return typeof value === 'string' ? value : null;
    };
    const body = (): AsyncGenerator<Uint8Array, void, undefined> =>
      pieces(response.data, new Watch(controller, this.#timeouts.idleMs, true), controller, release);
    if (written === undefined && (response.status < 200 || response.status >= 300)) {
      const text = await collect(body(), 65_536).catch(() => '');
      throw statusError(
        response.status,
        retryAfterMs(header('retry-after'), this.#now()),
        diagnosticsOf(text),
      );
    }
    if (response.status < 300 && (header('content-type') ?? '').includes('text/html')) {
      controller.abort();
      release();
      throw badAnswer('html', { url: url.pathname });
    }
    const date = Date.parse(header('date') ?? '');
    return { url, status: response.status, header, serverDate: Number.isNaN(date) ? null : date, body };
  }
}

/** Aborts an exchange that stays silent for `ms`; remembers that it did, since an abort looks the same for all causes. */
class Watch {
  error: Error | null = null;
  readonly #controller: AbortController;
  readonly #ms: number;
  readonly #begun: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(controller: AbortController, ms: number, begun: boolean) {
    this.#controller = controller;
    this.#ms = ms;
    this.#begun = begun;
    if (!begun) this.start();
  }

  start(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.error = timeoutError(this.#ms, this.#begun);
      this.#controller.abort(this.error);
    }, this.#ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

async function* pieces(
  stream: ReadableStream<Uint8Array> | null,
  watch: Watch,
  controller: AbortController,
  release: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (stream === null) {
    release();
    return;
  }
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      // The watch runs only while we wait for the server, not while the consumer is busy with what it has.
      watch.start();
      const { done, value } = await reader.read();
      watch.stop();
      if (done) {
        finished = true;
        return;
      }
      yield value;
    }
  } catch (thrown) {
    throw watch.error ?? networkError(thrown, true);
  } finally {
    watch.stop();
    release();
    if (!finished) controller.abort();
  }
}

async function collect(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > limit) throw badAnswer('not_json', { tooLarge: limit });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The text of an OperationOutcome, or the first words of what came instead; at most 200 characters. */
function diagnosticsOf(text: string): string | null {
  try {
    const outcome = JSON.parse(text) as {
      issue?: { diagnostics?: unknown; details?: { text?: unknown } }[];
    } | null;
    const issue = outcome?.issue?.[0];
    const found = issue?.diagnostics ?? issue?.details?.text;
    return typeof found === 'string' ? found.slice(0, 200) : null;
  } catch {
    return null;
  }
}
