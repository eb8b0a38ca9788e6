import { useState } from 'react';

/** How long a changed figure keeps its mark, in ms. */
export const markDuration = 60_000;

interface Memory<T> {
  readonly scope: string;
  readonly source: T;
  readonly values: ReadonlyMap<string, string>;
  readonly marks: ReadonlyMap<string, string>;
}

/**
 * Dates (ISO) at which figures changed on screen, by key. `valuesOf` gives what counts as the figure of each key;
 * answers to other filters (`scope`) start afresh, so changing a filter marks nothing. A key seen for the first
 * time is not a change.
 */
export function useChangeMarks<T>(
  scope: string,
  source: T,
  at: string,
  valuesOf: (source: T) => ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const [memory, setMemory] = useState<Memory<T>>(() => ({
    scope,
    source,
    values: valuesOf(source),
    marks: new Map(),
  }));
  if (memory.source === source && memory.scope === scope) return memory.marks;
  const next = advance(memory, scope, source, at, valuesOf(source));
  setMemory(next);
  return next.marks;
}

function advance<T>(
  memory: Memory<T>,
  scope: string,
  source: T,
  at: string,
  values: ReadonlyMap<string, string>,
): Memory<T> {
  if (memory.scope !== scope) return { scope, source, values, marks: new Map() };
  const marks = new Map(
    [...memory.marks].filter(([, since]) => Date.parse(at) - Date.parse(since) < markDuration),
  );
  for (const [key, value] of values) {
    const before = memory.values.get(key);
    if (before !== undefined && before !== value) marks.set(key, at);
  }
  return { scope, source, values, marks };
}

/** Whether a mark is still to be shown at `now`. */
export function isMarked(since: string | undefined, now: number): since is string {
  return since !== undefined && now - Date.parse(since) < markDuration;
}
