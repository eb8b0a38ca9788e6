import type { Database } from 'better-sqlite3';
import type { DirectorySheet, SheetLink, SheetPhone } from '../../../../shared/contract/directory.ts';
import type { Contact, Telecom } from '../../../../shared/domain/entities.ts';
import type { Viewer } from '../../viewer.ts';
import { firstPhone, firstStoredPhone } from './confidential.ts';
import type { Neighbourhood } from './links.ts';
import { readPhones, type RecordReader } from './records.ts';
import type { DirectoryTree } from './tree.ts';

/** What building a sheet needs. */
export interface SheetDesk {
  readonly copy: Database;
  readonly tree: DirectoryTree;
  readonly viewer: Viewer;
  readonly records: RecordReader;
  readonly near: Neighbourhood;
}

/** The number to call first: its own, else the nearest parent's, said to be so. */
export function phoneOf(
  { copy, viewer }: SheetDesk,
  contacts: readonly Contact[],
  telecoms: readonly Telecom[],
  parents: readonly SheetLink[],
): SheetPhone | null {
  const own = firstPhone(contacts, telecoms);
  if (own !== null) return { ...own, of: null };
  for (const parent of parents.toReversed()) {
    if (parent.kind === 'practitionerRole') continue;
    const found = firstStoredPhone(readPhones(copy, parent.kind, parent.id), viewer.ceiling);
    if (found !== null) return { ...found, of: parent };
  }
  return null;
}

/** What was sent may hold a withheld number: only where and why leave the backend. */
export function withoutSamples(
  notes: readonly {
    readonly path: string;
    readonly reason: DirectorySheet['notUnderstood'][number]['reason'];
  }[],
): DirectorySheet['notUnderstood'] {
  return notes.map(({ path, reason }) => ({ path, reason }));
}
