import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';
import { unread } from './values.ts';

/**
 * Id in a reference: relative (`Organization/12`), absolute, versioned, `urn:uuid:`, or a bare id. Null when it
 * points inside the document, is a search, or names another type: those cannot be joined on.
 */
export function idOfReference(reference: string, type: string): string | null {
  let path = reference.trim();
  const history = path.indexOf('/_history/');
  if (history >= 0) path = path.slice(0, history);
  if (path.startsWith('urn:uuid:')) return path.length > 9 ? path.slice(9) : null;
  if (path.startsWith('urn:') || path.startsWith('#') || path.includes('?')) return null;
  const slash = path.lastIndexOf('/');
  if (slash < 0) return path === '' ? null : path;
  const id = path.slice(slash + 1);
  const before = path.slice(path.lastIndexOf('/', slash - 1) + 1, slash);
  return id !== '' && before === type ? id : null;
}

/** Id of the resource a Reference points to; a bare string is accepted in place of the object. */
export function reference(
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
  type: string,
): string | null {
  if (typeof value === 'string') {
    const id = idOfReference(value, type);
    if (id === null) notes.add('invalid_value', holder, key);
    return id;
  }
  if (Array.isArray(value) && value.length > 0) return firstReference(notes, value, type);
  if (!isObject(value)) {
    if (value !== null && value !== undefined) notes.add('wrong_type', holder, key);
    return null;
  }
  let id: string | null = null;
  for (const part in value) {
    switch (part) {
      case 'reference':
        if (typeof value.reference === 'string') id = idOfReference(value.reference, type);
        if (id === null) notes.add('invalid_value', value, part);
        break;
      case 'type':
      case 'display':
        break;
      case 'identifier':
        // A logical reference beside a literal one adds nothing; alone, it cannot be joined on.
        if (value.reference === undefined) notes.add('wrong_shape', value, part);
        break;
      default:
        unread(notes, value, part);
    }
  }
  if (value.reference === undefined && value.identifier === undefined)
    notes.add('missing_required', value, 'reference');
  return id;
}

/** An array where one Reference is expected: the first is taken, the others are reported. */
function firstReference(notes: Notes, values: readonly unknown[], type: string): string | null {
  const holder = values as unknown as Holder;
  for (let i = 1; i < values.length; i++) notes.add('wrong_shape', holder, i);
  return Array.isArray(values[0]) ? null : reference(notes, values[0], holder, 0, type);
}

/** Appends the id of one Reference of a list. */
export function pushReference(type: string) {
  return (ids: string[], notes: Notes, value: unknown, holder: Holder, key: string | number): void => {
    const id = reference(notes, value, holder, key, type);
    if (id !== null && !ids.includes(id)) ids.push(id);
  };
}
