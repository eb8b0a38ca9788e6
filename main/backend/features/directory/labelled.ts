import type { Code } from '../../../../shared/domain/codes.ts';
import { ownLabel } from '../../../../shared/domain/labels.ts';

/** What the region calls a code elsewhere, for resources that send the code alone. */
export type LabelOf = (system: string, code: string) => string | null;

/**
 * The same plain data with a label on each code that came without: ours first where we have one, else what the region
 * said of that code in another resource. A code nobody named stays as sent.
 */
export function labelled<T>(value: T, labelOf: LabelOf): T {
  return walk(value, labelOf) as T;
}

function walk(value: unknown, labelOf: LabelOf): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, labelOf));
  if (typeof value !== 'object' || value === null) return value;
  if (isCode(value)) {
    if (value.display !== null || value.system === null || ownLabel(value.system, value.code) !== null)
      return value;
    return { ...value, display: labelOf(value.system, value.code) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, labelOf)]));
}

function isCode(value: object): value is Code {
  return 'code' in value && typeof value.code === 'string' && 'system' in value && 'display' in value;
}
