import type { GoneSheet, SheetKind } from '../../../../shared/contract/directory.ts';
import { AppError } from '../../../../shared/errors.ts';
import { readRemoved } from './removed.ts';
import type { SheetDesk } from './sheet-desk.ts';

/** Removed parents looked through before giving up: a whole establishment may leave at once. */
const deepest = 12;

/** The `not_found` of a sheet, with the nearest parent still in the copy. */
export function goneSheet(desk: SheetDesk, kind: SheetKind, id: string): AppError {
  const details: GoneSheet = { kind, id, ...lastKnown(desk, kind, id) };
  return new AppError(
    'not_found',
    'Cette fiche n’est pas dans la copie locale : elle a quitté la région ou n’est pas visible avec ce profil.',
    { details: { ...details } },
  );
}

function lastKnown(desk: SheetDesk, kind: SheetKind, id: string): Pick<GoneSheet, 'name' | 'parent'> {
  const first = readRemoved(desk.copy, kind, id);
  // Still in the copy: withheld from this viewer, of whom nothing is said.
  if (first === undefined || (first.sensitive && !desk.viewer.seesSensitive))
    return { name: null, parent: null };
  let up = first.parent;
  let from: SheetKind = kind;
  for (let depth = 0; up !== null && depth < deepest; depth += 1) {
    from = from === 'practitionerRole' ? 'healthcareService' : 'organization';
    const link = from === 'healthcareService' ? desk.near.unit(up) : desk.near.organization(up);
    if (link !== null) return { name: first.name, parent: link };
    up = readRemoved(desk.copy, from, up)?.parent ?? null;
  }
  return { name: first.name, parent: null };
}
