import type { Code } from '../../../../shared/domain/codes.ts';
import type { Period } from '../../../../shared/domain/entities.ts';
import { oneCode } from './coded.ts';
import { extensionName } from './names.ts';
import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';
import { bool, count, countAsSent, date, decimal, period, text, unread } from './values.ts';

/** Reads one extension into the record under construction. */
export type ExtensionReader<T> = (target: T, notes: Notes, extension: Holder) => void;

interface Entry<T> {
  readonly read: ExtensionReader<T>;
  /** One bit per single-valued extension of the table; 0 when it may repeat. */
  readonly bit: number;
}

/**
 * What a place in a resource knows of extensions, by name (see extensionName). Readers are found by the URL as sent
 * after its first appearance. A single-valued extension sent twice is reported, and its first value kept.
 */
export class ExtensionTable<T> {
  private readonly byName = new Map<string, Entry<T>>();
  private readonly byUrl = new Map<string, Entry<T>>();

  /** At most 31 single-valued extensions (one bit each). */
  constructor(
    single: Readonly<Record<string, ExtensionReader<T>>>,
    repeatable: Readonly<Record<string, ExtensionReader<T>>> = {},
  ) {
    this.byName.set(extensionName('data-absent-reason'), { read: silent, bit: 0 });
    for (const [name, read] of Object.entries(repeatable))
      this.byName.set(extensionName(name), { read, bit: 0 });
    const bits = new Map<ExtensionReader<T>, number>();
    for (const [name, read] of Object.entries(single)) {
      // Two spellings of one extension share its reader, and so its bit.
      const bit = bits.get(read) ?? 1 << bits.size;
      bits.set(read, bit);
      this.byName.set(extensionName(name), { read, bit });
    }
  }

  /** Reads `holder[key]`, an array of extensions or a single one; reports the ones this place does not know. */
  read(target: T, notes: Notes, holder: Holder, key = 'extension'): void {
    const value = holder[key];
    if (!Array.isArray(value)) {
      this.one(target, notes, value, holder, key, 0);
      return;
    }
    const items: readonly unknown[] = value;
    let seen = 0;
    for (let i = 0; i < items.length; i++)
      seen |= this.one(target, notes, items[i], items as unknown as Holder, i, seen);
  }

  private one(
    target: T,
    notes: Notes,
    value: unknown,
    holder: Holder,
    key: string | number,
    seen: number,
  ): number {
    if (value === null || value === undefined) return 0;
    if (!isObject(value)) {
      notes.add('wrong_shape', holder, key);
      return 0;
    }
    const entry = typeof value.url === 'string' ? this.find(value.url) : undefined;
    if (entry === undefined) notes.add('unknown_extension', holder, key);
    else if ((entry.bit & seen) !== 0) notes.add('wrong_shape', holder, key);
    else {
      entry.read(target, notes, value);
      return entry.bit;
    }
    return 0;
  }

  private find(url: string): Entry<T> | undefined {
    const known = this.byUrl.get(url);
    if (known !== undefined) return known;
    const entry = this.byName.get(extensionName(url));
    if (entry !== undefined && this.byUrl.size < 1000) this.byUrl.set(url, entry);
    return entry;
  }
}

function silent(): void {
  // Says why a value is absent: nothing to keep.
}

/** The key of the value[x] of a simple extension, whatever its type suffix; null when there is none. */
function valueKey(notes: Notes, extension: Holder): string | null {
  let found: string | null = null;
  for (const key in extension) {
    if (key === 'url' || key === 'id') continue;
    if (key.startsWith('value')) {
      if (found === null) found = key;
      else notes.add('wrong_shape', extension, key);
    } else unread(notes, extension, key);
  }
  if (found === null && extension.extension === undefined)
    notes.add('missing_required', extension, 'value[x]');
  return found;
}

/** Text of an extension: a string, or the label (else the code) of a coded value. */
export function extText(notes: Notes, extension: Holder): string | null {
  const key = valueKey(notes, extension);
  if (key === null) return null;
  const value = extension[key];
  if (!isObject(value)) return text(notes, value, extension, key);
  const code = oneCode(notes, value, extension, key, null);
  return code === null ? null : (code.display ?? code.code);
}

/** Code of an extension, in any dress. */
export function extCode(notes: Notes, extension: Holder, expected: string | null): Code | null {
  const key = valueKey(notes, extension);
  return key === null ? null : oneCode(notes, extension[key], extension, key, expected);
}

/** Count of an extension (`valueInteger`, `valueInt`, a string, a Quantity…). */
export function extCount(notes: Notes, extension: Holder): number | null {
  const key = valueKey(notes, extension);
  return key === null ? null : count(notes, extension[key], extension, key);
}

/** Count of an extension, kept as sent even when it makes no sense. */
export function extCountAsSent(notes: Notes, extension: Holder): number | null {
  const key = valueKey(notes, extension);
  return key === null ? null : countAsSent(notes, extension[key], extension, key);
}

/** Decimal of an extension. */
export function extDecimal(notes: Notes, extension: Holder): number | null {
  const key = valueKey(notes, extension);
  return key === null ? null : decimal(notes, extension[key], extension, key);
}

/** Boolean of an extension; a coded yes/no is accepted. */
export function extBool(notes: Notes, extension: Holder): boolean | null {
  const key = valueKey(notes, extension);
  if (key === null) return null;
  const value = extension[key];
  if (!isObject(value)) return bool(notes, value, extension, key);
  const code = oneCode(notes, value, extension, key, null);
  return code === null ? null : bool(notes, code.code, extension, key);
}

/** Date or dateTime of an extension, as sent. */
export function extDate(notes: Notes, extension: Holder): string | null {
  const key = valueKey(notes, extension);
  return key === null ? null : date(notes, extension[key], extension, key);
}

/** Period of an extension. */
export function extPeriod(notes: Notes, extension: Holder): Period | null {
  const key = valueKey(notes, extension);
  return key === null ? null : period(notes, extension[key], extension, key);
}

/** The value[x] of an extension for a reader of its own: the value and the key it sits under. */
export function extValue(
  notes: Notes,
  extension: Holder,
): { readonly value: unknown; readonly key: string } | null {
  const key = valueKey(notes, extension);
  return key === null ? null : { value: extension[key], key };
}

/** Reads the sub-extensions of a complex extension; a value of its own is reported. */
export function readParts<T>(table: ExtensionTable<T>, target: T, notes: Notes, extension: Holder): T {
  for (const key in extension) {
    if (key === 'extension') table.read(target, notes, extension);
    else if (key !== 'url') unread(notes, extension, key);
  }
  return target;
}
