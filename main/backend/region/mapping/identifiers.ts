import type { Code } from '../../../../shared/domain/codes.ts';
import { pushCodes } from './coded.ts';
import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';
import { text, unread } from './values.ts';

/** An identifier of any resource; `type` is the bare code (1 FINESS, 25 Location…), null when it cannot be told. */
export interface Identifier {
  readonly type: string | null;
  readonly value: string;
  /** Where it was read, to report an identifier its resource has no place for. */
  readonly holder: Holder;
  readonly key: string | number;
}

/** Types of the systems seen, by a part of the URL: only used when `type` is absent (pitfalls B1). */
const typeOfSystem: readonly (readonly [string, string])[] = [
  ['1.2.250.1.71.4.2.2', '40'],
  ['//finess.', '1'],
  ['//rppsrang.', '4'],
  ['//adelirang.', '0'],
  ['//oi.', '42'],
];

function guessType(system: unknown, value: string): string | null {
  if (typeof system !== 'string') return null;
  if (system.includes('//sirene.')) return value.length > 9 ? '3' : '2';
  return typeOfSystem.find(([part]) => system.includes(part))?.[1] ?? null;
}

/** Appends one identifier; one without a value is reported. A bare string is a value without type. */
export function pushIdentifier(
  out: Identifier[],
  notes: Notes,
  item: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (typeof item === 'string' && item.trim() !== '') {
    out.push({ type: null, value: item, holder, key });
    return;
  }
  if (!isObject(item)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  let value: string | null = null;
  const types: Code[] = [];
  for (const part in item) {
    switch (part) {
      case 'value':
        value = text(notes, item.value, item, part);
        break;
      case 'type':
        // Only the code counts: the systems of the guide and of its examples contradict each other (pitfalls B1).
        pushCodes(types, notes, item.type, item, part, null);
        break;
      case 'system':
        if (typeof item.system !== 'string' && item.system !== null) notes.add('wrong_type', item, part);
        break;
      case 'use':
        break;
      default:
        unread(notes, item, part);
    }
  }
  if (value === null) {
    notes.add('missing_required', item, 'value');
    return;
  }
  out.push({ type: types[0]?.code ?? guessType(item.system, value), value, holder, key });
}
