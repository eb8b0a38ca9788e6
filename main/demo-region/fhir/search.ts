import type { Entry, Store } from '../store.ts';
import { criterion, type Test } from './criteria.ts';
import { withIncludes } from './includes.ts';
import { refuse } from './outcome.ts';

/** A search never reaches further than this, whatever its total (ror-fhir §5). */
export const ceiling = 10_000;
export const pageSize = 200;

export interface SearchPage {
  /** Matches in all, even beyond the ceiling. */
  readonly total: number;
  readonly matches: readonly Entry[];
  readonly included: readonly Entry[];
  /** Query of the next page, undefined on the last. */
  readonly next: string | undefined;
}

const control = new Set([
  '_count',
  '_offset',
  '_sort',
  '_include',
  '_include:iterate',
  '_revinclude',
  '_revinclude:iterate',
  '_format',
  '_total',
  '_summary',
  '_filter',
]);

/** All entries of a type matching a query, unsorted. Errors: 400 on an unknown parameter. */
export function findMatches(store: Store, type: string, query: URLSearchParams, visible: Test): Entry[] {
  const tests: Test[] = [visible];
  for (const [key, value] of query) {
    if (control.has(key)) {
      if (key === '_filter')
        throw refuse(400, 'not-supported', '_filter n’est pas pris en charge par cette région');
    } else tests.push(criterion(store, type, key, value));
  }
  const found: Entry[] = [];
  for (const entry of store.list(type)) if (tests.every((test) => test(entry))) found.push(entry);
  return found;
}

/** Runs a search and cuts its page. Errors: 400 on what this server does not understand. */
export function search(store: Store, type: string, query: URLSearchParams, visible: Test): SearchPage {
  const found = sorted(findMatches(store, type, query, visible), query.get('_sort'));
  const asked = Number(query.get('_count') ?? pageSize);
  if (!Number.isInteger(asked) || asked < 0)
    throw refuse(400, 'invalid', `_count illisible : ${String(query.get('_count'))}`);
  const count = Math.min(asked, pageSize);
  const offset = Math.max(0, Number(query.get('_offset') ?? 0) || 0);
  const end = Math.min(offset + count, ceiling);
  const matches = query.get('_summary') === 'count' ? [] : found.slice(offset, end);
  const more = count > 0 && end < Math.min(found.length, ceiling) && matches.length > 0;
  const next = new URLSearchParams(query);
  next.set('_offset', String(end));
  return {
    total: found.length,
    matches,
    included: withIncludes(store, matches, query).filter(visible),
    next: more ? next.toString() : undefined,
  };
}

function sorted(entries: Entry[], sort: string | null): Entry[] {
  if (sort === null) return entries;
  const keys: Readonly<Record<string, (a: Entry, b: Entry) => number>> = {
    _lastUpdated: (a, b) => a.updated - b.updated,
    _id: (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    name: (a, b) =>
      (a.essentials.strings['name']?.[0] ?? '').localeCompare(b.essentials.strings['name']?.[0] ?? '', 'fr'),
    date: (a, b) => (a.essentials.dates['date']?.[0] ?? 0) - (b.essentials.dates['date']?.[0] ?? 0),
    authored: (a, b) =>
      (a.essentials.dates['authored']?.[0] ?? 0) - (b.essentials.dates['authored']?.[0] ?? 0),
  };
  const rules = sort.split(',').map((item) => {
    const descending = item.startsWith('-');
    const compare = keys[descending ? item.slice(1) : item];
    if (compare === undefined) throw refuse(400, 'not-supported', `Tri inconnu : ${item}`);
    return descending ? (a: Entry, b: Entry): number => compare(b, a) : compare;
  });
  return entries.sort((a, b) => {
    for (const rule of rules) {
      const order = rule(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}
