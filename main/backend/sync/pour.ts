import type { Answer } from '../region/client/http.ts';
import type { IngestWorker } from './ingest/client.ts';
import type { BatchResult } from './ingest/ingest.ts';
import type { StreamEnd } from './ingest/protocol.ts';

/** Bytes given to the worker at once: about 300 resources, so about 30 ms of work and one short transaction. */
const parcel = 1024 * 1024;
/** Parcels under way before the network is made to wait. */
const ahead = 3;

export interface PourOptions {
  readonly pass: number;
  /** Names the stream: the file's address without anything secret. */
  readonly url: string;
  readonly page: boolean;
  readonly onBatch: (batch: BatchResult) => void;
}

/**
 * Pours the body of an answer into the ingest worker, with back-pressure, and resolves when its last byte is
 * committed. What was committed before a failure stays: it is complete resources.
 */
export async function pour(answer: Answer, ingest: IngestWorker, options: PourOptions): Promise<StreamEnd> {
  const { stream } = await ingest.call('openStream', {
    pass: options.pass,
    url: options.url,
    page: options.page,
  });
  const underway: Promise<void>[] = [];
  // Not from Buffer's pool: it is given away.
  let buffer = Buffer.allocUnsafeSlow(parcel);
  let filled = 0;

  const send = (): void => {
    const bytes = new Uint8Array(buffer.buffer, 0, filled);
    buffer = Buffer.allocUnsafeSlow(parcel);
    filled = 0;
    const sent = ingest.call('chunk', { stream, bytes }, [bytes.buffer]).then(options.onBatch);
    // Its failure is met below; until then it must not count as unhandled.
    sent.catch(() => undefined);
    underway.push(sent);
  };

  try {
    // Pieces are copied: those of the network stack may be views on memory it shares with other answers.
    for await (const piece of answer.body()) {
      for (let from = 0; from < piece.length;) {
        const part = piece.subarray(from, from + parcel - filled);
        buffer.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled === parcel) {
          send();
          if (underway.length >= ahead) await underway.shift();
        }
      }
    }
    if (filled > 0) send();
    const end = ingest.call('endStream', { stream });
    end.catch(() => undefined);
    await Promise.all(underway);
    const ended = await end;
    options.onBatch(ended.last);
    return ended;
  } catch (thrown) {
    await ingest.call('dropStream', { stream }).catch(() => null);
    throw thrown;
  }
}
