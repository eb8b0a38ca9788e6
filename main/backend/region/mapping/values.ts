import type { Period } from '../../../../shared/domain/entities.ts';
import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';

/**
 * Readers of primitive values. Each takes the value, and the holder and key it came from so that a problem can be
 * located; each returns null when the value is absent or not understood, never a default.
 */

/** FHIR allows one extension on a primitive to say why it is absent: that is understood. */
const silentExtension = /\/data-absent-reason$/;

function unreadExtension(notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  if (value === null || value === undefined) return;
  if (isObject(value) && typeof value.url === 'string' && silentExtension.test(value.url)) return;
  notes.add('unknown_extension', holder, key);
}

function unreadExtensions(notes: Notes, holder: Holder, key: string): void {
  const value = holder[key];
  if (Array.isArray(value))
    value.forEach((item, i) => unreadExtension(notes, item, value as unknown as Holder, i));
  else unreadExtension(notes, value, holder, key);
}

function unreadSibling(notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  if (value === null || value === undefined) return;
  if (!isObject(value)) notes.add('wrong_shape', holder, key);
  else for (const inner in value) unread(notes, value, inner);
}

/** Reports a key no reader wants. `id`, absent values and `data-absent-reason` carry nothing to report. */
export function unread(notes: Notes, holder: Holder, key: string): void {
  const value = holder[key];
  if (key === 'id' || value === null || value === undefined) return;
  if (key === 'extension' || key === 'modifierExtension') unreadExtensions(notes, holder, key);
  else if (!key.startsWith('_')) notes.add('unknown_element', holder, key);
  else if (Array.isArray(value))
    value.forEach((item, i) => unreadSibling(notes, item, value as unknown as Holder, i));
  else unreadSibling(notes, value, holder, key);
}

/** Calls `read` for each element of an array, or once for a value sent without its array. Nulls are skipped. */
export function each<T>(
  notes: Notes,
  holder: Holder,
  key: string,
  target: T,
  read: (target: T, notes: Notes, value: unknown, holder: Holder, key: string | number) => void,
): void {
  const value = holder[key];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item !== null) read(target, notes, item, items as unknown as Holder, i);
    }
  } else if (value !== null && value !== undefined) read(target, notes, value, holder, key);
}

/** Text as sent; numbers and booleans as text; one string sent inside an array is taken out. Blank is absent. */
export function text(notes: Notes, value: unknown, holder: Holder, key: string | number): string | null {
  if (typeof value === 'string') return value.length > 0 && value.trim() !== '' ? value : null;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string')
    return text(notes, value[0], holder, key);
  if (Array.isArray(value) && value.length === 0) return null;
  notes.add(Array.isArray(value) ? 'wrong_shape' : 'wrong_type', holder, key);
  return null;
}

/** A finite number; `"48.85"`, `"48,85"` and a Quantity are accepted. */
export function decimal(notes: Notes, value: unknown, holder: Holder, key: string | number): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const number = value.trim() === '' ? Number.NaN : Number(value.replace(',', '.'));
    if (Number.isFinite(number)) return number;
    notes.add('invalid_value', holder, key);
    return null;
  }
  if (isObject(value) && value.value !== undefined) {
    // A Quantity holds a number, not another Quantity: without this the sender would choose our stack depth.
    if (!isObject(value.value)) return decimal(notes, value.value, value, 'value');
    notes.add('wrong_type', value, 'value');
    return null;
  }
  notes.add('wrong_type', holder, key);
  return null;
}

/** A whole number of things (beds, places, equipment): negative or fractional is `invalid_value`. */
export function count(notes: Notes, value: unknown, holder: Holder, key: string | number): number | null {
  if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) return value;
  const number = decimal(notes, value, holder, key);
  if (number === null || (number >= 0 && Number.isSafeInteger(number))) return number;
  notes.add('invalid_value', holder, key);
  return null;
}

/**
 * A count kept as sent even when it makes no sense (negative, half a bed), and then reported: the sheet of the unit
 * shows it with a mark and the totals leave it out (product.md §3).
 */
export function countAsSent(
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): number | null {
  const number = decimal(notes, value, holder, key);
  if (number !== null && (number < 0 || !Number.isSafeInteger(number)))
    notes.add('invalid_value', holder, key);
  return number;
}

/** A boolean, or its text. */
export function bool(notes: Notes, value: unknown, holder: Holder, key: string | number): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') {
    const word = String(value).trim().toLowerCase();
    if (word === 'true' || word === '1' || word === 'oui') return true;
    if (word === 'false' || word === '0' || word === 'non') return false;
    notes.add('invalid_value', holder, key);
    return null;
  }
  notes.add('wrong_type', holder, key);
  return null;
}

function digits(value: string, from: number, length: number): number {
  let number = 0;
  for (let i = from; i < from + length; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function isDate(value: string): boolean {
  const { length } = value;
  if (digits(value, 0, 4) < 0) return false;
  if (length === 4) return true;
  const month = digits(value, 5, 2);
  if (value.charCodeAt(4) !== 45 || month < 1 || month > 12) return false;
  if (length === 7) return true;
  const day = digits(value, 8, 2);
  if (value.charCodeAt(7) !== 45 || day < 1 || day > 31) return false;
  if (length === 10) return true;
  const hour = digits(value, 11, 2);
  const minute = digits(value, 14, 2);
  const separator = value.charCodeAt(10);
  if (separator !== 84 && separator !== 32) return false;
  return hour >= 0 && hour <= 24 && value.charCodeAt(13) === 58 && minute >= 0 && minute <= 59;
}

/** A FHIR date or dateTime, kept as sent (precision and offset included). */
export function date(notes: Notes, value: unknown, holder: Holder, key: string | number): string | null {
  const sent = text(notes, value, holder, key);
  if (sent === null || isDate(sent)) return sent;
  notes.add('invalid_value', holder, key);
  return null;
}

/** Wall-clock time as `HH:MM:SS`; `HH:MM` and fractions of seconds are accepted, 24:00 is the 23:59:00 of the ROR. */
export function time(notes: Notes, value: unknown, holder: Holder, key: string | number): string | null {
  const sent = text(notes, value, holder, key);
  if (sent === null) return null;
  const hour = digits(sent, 0, 2);
  const minute = digits(sent, 3, 2);
  const second = sent.length === 5 ? 0 : digits(sent, 6, 2);
  const colons = sent.charCodeAt(2) === 58 && (sent.length === 5 || sent.charCodeAt(5) === 58);
  if (colons && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59) {
    return sent.length === 8 ? sent : `${sent.slice(0, 5)}:${sent.length === 5 ? '00' : sent.slice(6, 8)}`;
  }
  if (colons && hour === 24 && minute === 0 && second === 0) return '23:59:00';
  notes.add('invalid_value', holder, key);
  return null;
}

/** A Period; null when neither bound is known. */
export function period(notes: Notes, value: unknown, holder: Holder, key: string | number): Period | null {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) {
    notes.add('wrong_type', holder, key);
    return null;
  }
  let start: string | null = null;
  let end: string | null = null;
  for (const part in value) {
    if (part === 'start') start = date(notes, value.start, value, part);
    else if (part === 'end') end = date(notes, value.end, value, part);
    else unread(notes, value, part);
  }
  return start === null && end === null ? null : { start, end };
}
