import type { Entry, Store } from '../store.ts';
import { refuse } from './outcome.ts';
import { paramKinds } from './params.ts';

interface Rule {
  readonly type: string;
  readonly param: string;
}

function rulesOf(query: URLSearchParams, ...keys: string[]): Rule[] {
  return keys
    .flatMap((key) => query.getAll(key))
    .map((value) => {
      const [type = '', param = ''] = value.split(':');
      if (paramKinds(type)[param] !== 'reference')
        throw refuse(400, 'not-supported', `Inclusion inconnue : ${value}`);
      return { type, param };
    });
}

/**
 * Entries to add to a page, each once, none of the matches. `_include` without `:iterate` also applies to what
 * `_revinclude` brought: the national server accepts `_include=PractitionerRole:practitioner` that way (pitfalls B.11).
 */
export function withIncludes(store: Store, matches: readonly Entry[], query: URLSearchParams): Entry[] {
  const plain = rulesOf(query, '_include');
  const iterated = rulesOf(query, '_include:iterate');
  const reverse = rulesOf(query, '_revinclude', '_revinclude:iterate');
  if (plain.length + iterated.length + reverse.length === 0) return [];
  const seen = new Set(matches);
  const added: Entry[] = [];
  const add = (entry: Entry | undefined): void => {
    if (entry === undefined || seen.has(entry)) return;
    seen.add(entry);
    added.push(entry);
  };
  const follow = (entry: Entry, rules: readonly Rule[]): void => {
    for (const { type, param } of rules) {
      if (type === entry.type) for (const ref of entry.essentials.refs[param] ?? []) add(store.at(ref));
    }
  };
  for (const entry of matches)
    for (const { type, param } of reverse) store.referrers(entry.ref, type, param).forEach(add);
  for (const entry of [...matches, ...added]) follow(entry, plain);
  for (const entry of matches) follow(entry, iterated);
  // `added` grows while it is walked: that is what iterating means.
  for (const entry of added) follow(entry, iterated);
  return added;
}
