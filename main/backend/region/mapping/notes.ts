import type { NotUnderstood } from '../../../../shared/domain/entities.ts';

/** A JSON object, or a JSON array seen through its indexes. */
export type Holder = Readonly<Record<string | number, unknown>>;

/** Record under construction: the domain type without its `readonly`. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

type Reason = NotUnderstood['reason'];

interface Mark {
  readonly holder: Holder;
  readonly key: string | number;
  readonly reason: Reason;
}

interface Visit {
  readonly node: Holder;
  readonly parent: Visit | null;
  readonly key: string | number;
}

const sampleLimit = 120;
const nothing: readonly NotUnderstood[] = Object.freeze([]);

/** Whether a JSON value is an object (neither null nor an array). */
export function isObject(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Collects what was not understood while one resource is mapped. A mark holds the object and the key only: paths
 * are worked out at the end and only when there is something to say, so that a clean resource pays nothing.
 */
export class Notes {
  private marks: Mark[] | null = null;

  /** Marks `holder[key]`; the key may be absent from the holder (`missing_required`). */
  add(reason: Reason, holder: Holder, key: string | number): void {
    this.marks ??= [];
    this.marks.push({ holder, key, reason });
  }

  /** The marks with their paths from `root`, in the order they were found. */
  resolve(root: Holder, rootName: string): readonly NotUnderstood[] {
    if (this.marks === null) return nothing;
    const paths = pathsOf(root, rootName, new Set(this.marks.map((mark) => mark.holder)));
    return this.marks.map(({ holder, key, reason }) => {
      const base = paths.get(holder) ?? rootName;
      return {
        path: Array.isArray(holder) ? `${base}[${key}]` : `${base}.${key}`,
        reason,
        sample: sampleOf(holder[key]),
      };
    });
  }
}

/** Paths of the wanted nodes. Iterative: a resource may be nested deeper than the call stack. */
function pathsOf(root: Holder, rootName: string, wanted: Set<Holder>): Map<Holder, string> {
  const found = new Map<Holder, string>();
  const stack: Visit[] = [{ node: root, parent: null, key: rootName }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node } = visit;
    if (wanted.has(node) && !found.has(node)) {
      found.set(node, pathTo(visit));
      if (found.size === wanted.size) break;
    }
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (typeof child === 'object' && child !== null)
        stack.push({ node: child as Holder, parent: visit, key });
    }
  }
  return found;
}

function pathTo(visit: Visit): string {
  const parts: string[] = [];
  let current = visit;
  while (current.parent !== null) {
    parts.push(Array.isArray(current.parent.node) ? `[${current.key}]` : `.${current.key}`);
    current = current.parent;
  }
  return current.key.toString() + parts.reverse().join('');
}

/** At most 120 characters of a value as sent: text as is, the rest as JSON. Never splits a surrogate pair. */
export function sampleOf(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : compactJson(value, 0, sampleLimit);
  if (text.length <= sampleLimit) return text;
  const last = text.charCodeAt(sampleLimit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? sampleLimit - 1 : sampleLimit);
}

/** The beginning of the JSON of a value, without visiting more of it than the budget shows. */
function compactJson(value: unknown, depth: number, budget: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, budget));
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 8) return '…';
  const array = Array.isArray(value);
  let text = array ? '[' : '{';
  let first = true;
  for (const key in value) {
    if (text.length >= budget) return text;
    if (!first) text += ',';
    first = false;
    if (!array) text += `${JSON.stringify(key.slice(0, budget))}:`;
    text += compactJson((value as Holder)[key], depth + 1, budget - text.length);
  }
  return text + (array ? ']' : '}');
}
