import type { Code } from '../../../../shared/domain/codes.ts';
import { nomenclature } from './names.ts';
import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';
import { unread } from './values.ts';

/**
 * Readers of coded values in any dress: CodeableConcept, Coding, code, string, number, one value or an array.
 * `expected` is the nomenclature the position stands for: it fills a system that is absent or names none, and only
 * a system foreign to the NOS is reported. Unknown codes are kept silently: nomenclatures grow (pitfalls C).
 */

/** Receives the extensions found on a CodeableConcept or Coding; returns false when it does not know one. */
export type OnExtension = (notes: Notes, holder: Holder) => void;

function codeText(notes: Notes, value: unknown, holder: Holder): string | null {
  if (typeof value === 'string') {
    if (value.length === 0) return null;
    return value.charCodeAt(0) <= 32 || value.charCodeAt(value.length - 1) <= 32
      ? value.trim() || null
      : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value !== null && value !== undefined) notes.add('wrong_type', holder, 'code');
  return null;
}

function systemName(notes: Notes, coding: Holder, expected: string | null): string | null {
  const { system } = coding;
  if (typeof system !== 'string') {
    if (system !== null && system !== undefined) notes.add('wrong_type', coding, 'system');
    return expected;
  }
  const known = nomenclature(system);
  if (known.kind === 'nos') return known.name;
  // The position says what the code means; without one the caller decides, and reports.
  if (expected === null) return known.name;
  if (known.kind === 'none') return expected;
  notes.add('unknown_code_system', coding, 'system');
  return known.name;
}

/** One Coding. */
function coding(
  notes: Notes,
  value: Holder,
  expected: string | null,
  onExtension: OnExtension | null,
): Code | null {
  let code: string | null = null;
  let system = expected;
  let display: string | null = null;
  for (const part in value) {
    switch (part) {
      case 'system':
        system = systemName(notes, value, expected);
        break;
      case 'code':
        code = codeText(notes, value.code, value);
        break;
      case 'display':
        if (typeof value.display === 'string') display = value.display;
        else if (value.display !== null) notes.add('wrong_type', value, part);
        break;
      case 'id':
      case 'version':
      case 'userSelected':
        break;
      case 'extension':
        if (onExtension === null) unread(notes, value, part);
        else onExtension(notes, value);
        break;
      default:
        unread(notes, value, part);
    }
  }
  if (code !== null) return { system, code, display };
  // A label alone still tells a reader something: keep it as its own code, and say so.
  notes.add('missing_required', value, 'code');
  return display === null ? null : { system: null, code: display, display };
}

/** Appends every code of a value; the holder and key locate it. */
export function pushCodes(
  out: Code[],
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
  expected: string | null,
  onExtension: OnExtension | null = null,
): void {
  if (isObject(value)) {
    if (value.coding === undefined && value.text === undefined) {
      const code = coding(notes, value, expected, onExtension);
      if (code !== null) out.push(code);
    } else concept(out, notes, value, expected, onExtension);
  } else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      // Arrays in arrays have no meaning here, and their depth is the sender's choice.
      if (Array.isArray(item)) notes.add('wrong_shape', items as unknown as Holder, i);
      else pushCodes(out, notes, item, items as unknown as Holder, i, expected, onExtension);
    }
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const code = String(value).trim();
    if (code !== '') out.push({ system: expected, code, display: null });
  } else if (value !== null && value !== undefined) notes.add('wrong_type', holder, key);
}

/** One CodeableConcept. */
function concept(
  out: Code[],
  notes: Notes,
  value: Holder,
  expected: string | null,
  onExtension: OnExtension | null,
): void {
  const before = out.length;
  for (const part in value) {
    switch (part) {
      case 'coding':
        codings(out, notes, value, expected, onExtension);
        break;
      case 'text':
      case 'id':
        break;
      case 'extension':
        if (onExtension === null) unread(notes, value, part);
        else onExtension(notes, value);
        break;
      default:
        unread(notes, value, part);
    }
  }
  if (out.length > before) return;
  if (typeof value.text === 'string' && value.text.trim() !== '') {
    notes.add('missing_required', value, 'coding');
    out.push({ system: null, code: value.text, display: value.text });
  } else if (value.text !== undefined && value.text !== null) notes.add('wrong_type', value, 'text');
}

function codings(
  out: Code[],
  notes: Notes,
  holder: Holder,
  expected: string | null,
  onExtension: OnExtension | null,
): void {
  const value = holder.coding;
  if (!Array.isArray(value)) {
    if (isObject(value)) {
      const code = coding(notes, value, expected, onExtension);
      if (code !== null) out.push(code);
    } else pushCodes(out, notes, value, holder, 'coding', expected);
    return;
  }
  const items: readonly unknown[] = value;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isObject(item)) {
      const code = coding(notes, item, expected, onExtension);
      if (code !== null) out.push(code);
    } else if (Array.isArray(item)) notes.add('wrong_shape', items as unknown as Holder, i);
    else pushCodes(out, notes, item, items as unknown as Holder, i, expected);
  }
}

/**
 * The one code of a single-valued position: the one of the expected nomenclature when several are sent (the others
 * are translations and are reported), else the first.
 */
export function oneCode(
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
  expected: string | null,
): Code | null {
  if (value === null || value === undefined) return null;
  const codes: Code[] = [];
  pushCodes(codes, notes, value, holder, key, expected);
  if (codes.length <= 1) return codes[0] ?? null;
  notes.add('wrong_shape', holder, key);
  return codes.find((code) => code.system === expected) ?? codes[0] ?? null;
}
