import { ResourceSplitter } from '../../../main/backend/region/splitter/index.ts';
import type { SplitLimits, SplitSummary } from '../../../main/backend/region/splitter/index.ts';

export interface Split {
  /** Text of each resource with its mode; what came with the summary is last. */
  readonly found: readonly (readonly [string, string | null])[];
  readonly summary: SplitSummary;
}

/** Splits a document given in chunks that end at the given offsets. */
export function split(
  document: string | Uint8Array,
  cuts: readonly number[] = [],
  limits: Partial<SplitLimits> = {},
): Split {
  const bytes = typeof document === 'string' ? Buffer.from(document) : document;
  const splitter = new ResourceSplitter(limits);
  const ends = [...new Set(cuts.filter((cut) => cut > 0 && cut < bytes.length))].sort((a, b) => a - b);
  const found: (readonly [string, string | null])[] = [];
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    // A copy of its own, as from a socket: a view beyond the chunk would show.
    for (const { json, mode } of splitter.push(Uint8Array.from(bytes.subarray(start, end))))
      found.push([Buffer.from(json).toString(), mode]);
    start = end;
  }
  const summary = splitter.end();
  for (const { json, mode } of summary.rest) found.push([Buffer.from(json).toString(), mode]);
  return { found, summary };
}

/** The resources alone. */
export function texts(document: string): readonly string[] {
  return split(document).found.map(([text]) => text);
}
