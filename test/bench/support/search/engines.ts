import path from 'node:path';
import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import { Document } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import SqliteDatabase from 'better-sqlite3';
import { createGazetteer } from '../../../../main/backend/gazetteer/index.ts';
import { createSearch } from '../../../../main/backend/search/index.ts';
import { fold } from '../../../../main/backend/search/normalise.ts';
import { ensureGazetteer } from '../../../../scripts/gazetteer.ts';
import { regionNow } from '../../../backend/search/region.ts';
import type { GoldenDocument } from '../../../backend/search/golden.ts';

export const engineNames = ['vigie', 'minisearch', 'flexsearch', 'orama', 'fuse'] as const;
export type EngineName = (typeof engineNames)[number];

/** The first five documents for a query, as pks. */
export type Find = (query: string) => readonly number[] | Promise<readonly number[]>;

/** What every engine is given: the very words of our index, synonyms included, accents already gone. */
interface Indexed {
  readonly id: number;
  readonly name: string;
  readonly acronym: string;
  readonly other: string;
}

function indexed(documents: readonly GoldenDocument[]): Indexed[] {
  return documents.map(({ pk, name, acronym, labels }) => ({
    id: pk,
    name: fold(name),
    acronym,
    other: fold(labels.replaceAll('\n', ' ')),
  }));
}

const weights = { name: 4, acronym: 2, other: 1 } as const;
const fields = ['name', 'acronym', 'other'] as const;

/** Ours: opens the database as it is on disk. */
function vigie(file: string): Find {
  const database = new SqliteDatabase(file, { readonly: true });
  database.pragma('cache_size = -16000');
  const search = createSearch(database, {
    gazetteer: createGazetteer(
      ensureGazetteer(path.join(import.meta.dirname, '../../../../.cache/gazetteer')),
    ),
    now: () => regionNow,
  });
  const pkOf = database
    .prepare<[string, string], number>('SELECT pk FROM search_document WHERE ref_type = ? AND ref_id = ?')
    .pluck();
  return (query) => search.suggest(query).best.map(({ refType, refId }) => pkOf.get(refType, refId) ?? 0);
}

function miniSearch(documents: readonly Indexed[]): Find {
  const index = new MiniSearch<Indexed>({ fields: [...fields] });
  index.addAll(documents);
  return (query) =>
    index
      .search(fold(query), {
        boost: weights,
        prefix: true,
        combineWith: 'AND',
        fuzzy: (term) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : false),
      })
      .slice(0, 5)
      .map(({ id }) => id as number);
}

function flexSearch(documents: readonly Indexed[]): Find {
  const index = new Document<{ id: number; name: string; acronym: string; other: string }>({
    document: { id: 'id', index: fields.map((field) => ({ field, tokenize: 'forward' as const })) },
  });
  for (const document of documents) index.add({ ...document });
  return (query) => {
    const found = index.search(fold(query), { limit: 5 });
    // Answers come field by field, in the order of the fields.
    return [...new Set(found.flatMap(({ result }) => result as number[]))].slice(0, 5);
  };
}

async function orama(documents: readonly Indexed[]): Promise<Find> {
  const index = create({ schema: { name: 'string', acronym: 'string', other: 'string' } as const });
  await insertMultiple(
    index,
    documents.map(({ id, ...rest }) => ({ id: String(id), ...rest })),
    2000,
  );
  return async (query) => {
    const term = fold(query);
    const tolerance = Math.max(...term.split(' ').map((word) => word.length)) >= 4 ? 1 : 0;
    const found = await oramaSearch(index, { term, boost: weights, threshold: 0, tolerance, limit: 5 });
    return found.hits.map(({ id }) => Number(id));
  };
}

function fuse(documents: readonly Indexed[]): Find {
  const index = new Fuse(documents, {
    keys: fields.map((name) => ({ name, weight: weights[name] })),
    ignoreLocation: true,
    threshold: 0.3,
  });
  return (query) =>
    fold(query) === '' ? [] : index.search(fold(query), { limit: 5 }).map(({ item }) => item.id);
}

/** Builds an engine over the documents; ours only opens the file. */
export async function buildEngine(
  name: EngineName,
  file: string,
  documents: readonly GoldenDocument[],
): Promise<Find> {
  switch (name) {
    case 'vigie':
      return vigie(file);
    case 'minisearch':
      return miniSearch(indexed(documents));
    case 'flexsearch':
      return flexSearch(indexed(documents));
    case 'orama':
      return orama(indexed(documents));
    case 'fuse':
      return fuse(indexed(documents));
  }
}
