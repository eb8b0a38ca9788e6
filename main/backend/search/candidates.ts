import type { Database } from 'better-sqlite3';
import { firstPk, lastPk, textTableOf, textTables, type Category, type TextTable } from './categories.ts';
import type { QueryWord } from './normalise.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One word of a query with all that may stand for it: what it begins with, or corrections of it. */
export interface Wanted {
  readonly word: QueryWord;
  readonly prefixes: readonly string[];
}

/** A document as ranking sees it. */
export interface Candidate {
  readonly pk: number;
  readonly name: string;
  readonly nameKey: string;
  readonly acronym: string;
  readonly level: string | null;
  readonly commune: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly hours: number | null;
  readonly refId: string;
}

type Row = [
  number,
  string,
  string,
  string,
  string | null,
  string | null,
  number | null,
  number | null,
  number | null,
  string,
];

const columns =
  'd.pk, d.name, d.name_key, d.acronym, d.level, d.commune, d.latitude, d.longitude, d.hours, d.ref_id';

function candidate(row: Row): Candidate {
  const [pk, name, nameKey, acronym, level, commune, latitude, longitude, hours, refId] = row;
  return { pk, name, nameKey, acronym, level, commune, latitude, longitude, hours, refId };
}

/** All whole words of the index a prefix stands for, or null when they are too many or not known. */
export type Expand = (prefix: string) => readonly string[] | null;

/**
 * The MATCH expression of a query: every word, in any order. Words are ASCII letters and digits only, and quoted.
 * FTS5 reads whole words, and beginnings of up to four letters (which it has indexes for), as they come; for a longer
 * beginning it first gathers all its matches, so that one is replaced by its words when they are few.
 */
export function matchExpression(
  wanted: readonly Wanted[],
  columnFilter: '' | '{name acronym}' = '',
  expand: Expand = () => null,
): string {
  const terms = wanted.map(({ prefixes }) => {
    const alternatives = new Set<string>();
    for (const prefix of prefixes) {
      const whole = prefix.length <= indexedPrefix ? null : expand(prefix);
      if (whole === null) alternatives.add(`"${prefix}" *`);
      else for (const word of whole) alternatives.add(`"${word}"`);
    }
    const list = [...alternatives];
    return list.length === 1 ? (list[0] ?? '') : `(${list.join(' OR ')})`;
  });
  const expression = terms.join(' AND ');
  return columnFilter === '' ? expression : `${columnFilter} : (${expression})`;
}

/** The MATCH expression of names and acronyms that hold every word whole, as typed or as corrected. */
function wholeWordExpression(wanted: readonly Wanted[]): string {
  const terms = wanted.map(({ word, prefixes }) => {
    const list = [...new Set([word.word, ...prefixes])].map((each) => `"${each}"`);
    return list.length === 1 ? (list[0] ?? '') : `(${list.join(' OR ')})`;
  });
  return `{name acronym} : (${terms.join(' AND ')})`;
}

/** Longest beginning of a word that has its own index in `search_text`. */
const indexedPrefix = 4;
/** A beginning that stands for more words than this is left to FTS5. */
const mostWords = 24;

/** Counts stop here: past it a number helps nobody choose. */
export const countLimit = 1000;

/**
 * Documents of one category ranked for one keystroke. One or two letters match nearly everything and nobody reads past
 * the first lines. From a place, the nearest of many equals is wanted, so more of them are compared.
 */
function rankLimit(category: Category, key: string, fromPlace: boolean): number {
  if (key.length <= 2) return 30;
  if (category !== 'unit') return 40;
  return fromPlace ? 600 : 120;
}

export interface Found {
  readonly candidates: readonly Candidate[];
  /** Matching documents, at most `countLimit`. */
  readonly count: number;
  readonly capped: boolean;
}

const visible = '(d.sensitive = 0 OR ?)';

function textStatements(database: Database, table: TextTable) {
  return {
    matching: database
      .prepare<[string, number, number, number, number], Row>(
        `SELECT ${columns} FROM ${table} t CROSS JOIN search_document d ON d.pk = t.rowid
         WHERE ${table} MATCH ? AND t.rowid BETWEEN ? AND ? AND ${visible} LIMIT ?`,
      )
      .raw(),
    pks: database
      .prepare<[string, number, number, number], number>(
        `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?`,
      )
      .pluck(),
    count: database
      .prepare<[string, number, number, number], number>(
        `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)`,
      )
      .pluck(),
  };
}

/** Reads matching documents of the index, category by category. */
export class CandidateReader {
  readonly #expand: Expand;
  readonly #texts: ReadonlyMap<TextTable, ReturnType<typeof textStatements>>;
  readonly #named;
  readonly #one;

  constructor(database: Database, vocabulary: Vocabulary) {
    this.#expand = (prefix) => vocabulary.startingWith(prefix, mostWords);
    this.#texts = new Map(textTables.map((table) => [table, textStatements(database, table)]));
    this.#named = database
      .prepare<[number, string, string, number, number], Row>(
        `SELECT ${columns} FROM search_document d WHERE d.category = ? AND d.name_key >= ? AND d.name_key < ? AND ${visible} LIMIT ?`,
      )
      .raw();
    this.#one = database
      .prepare<[number, number], Row>(
        `SELECT ${columns} FROM search_document d WHERE d.pk = ? AND ${visible}`,
      )
      .raw();
  }

  #text(category: Category): ReturnType<typeof textStatements> {
    const statements = this.#texts.get(textTableOf(category));
    if (statements === undefined) throw new Error(`no text table for ${category}`);
    return statements;
  }

  /** Documents of one category that hold every wanted word, the best ones among them when there are too many. */
  find(
    category: Category,
    wanted: readonly Wanted[],
    key: string,
    options: { readonly sensitive: boolean; readonly fromPlace: boolean },
  ): Found {
    const range = [firstPk(category), lastPk(category)] as const;
    const { fromPlace } = options;
    const seeSensitive = options.sensitive ? 1 : 0;
    const limit = rankLimit(category, key, fromPlace);
    const expression = matchExpression(wanted, '', this.#expand);
    const text = this.#text(category);
    const count = text.count.get(expression, ...range, countLimit + 1) ?? 0;
    if (count === 0) return { candidates: [], count, capped: false };
    if (count <= limit) {
      const candidates = text.matching.all(expression, ...range, seeSensitive, limit).map(candidate);
      return { candidates, count: candidates.length, capped: false };
    }
    const number = firstPk(category) / 2 ** 32;
    const best = new Map<number, Candidate>();
    const addNamed = (from: string, to: string, most: number): void => {
      for (const row of this.#named.all(number, from, to, seeSensitive, most))
        best.set(row[0], candidate(row));
    };
    const addMatching = (match: string, most: number): void => {
      if (best.size >= most) return;
      for (const pk of text.pks.all(match, ...range, limit)) {
        if (best.size >= most) break;
        const row = best.has(pk) ? undefined : this.#one.get(pk, seeSensitive);
        if (row !== undefined) best.set(pk, candidate(row));
      }
    };
    // In the order of ranking, so that hundreds of names that merely begin alike never push out what is meant.
    addNamed(key, `${key}\u0000`, limit / 2);
    addMatching(wholeWordExpression(wanted), limit);
    addNamed(key, `${key}\u007f`, limit / 2);
    addMatching(matchExpression(wanted, '{name acronym}', this.#expand), limit);
    addMatching(expression, limit);
    return { candidates: [...best.values()], count: Math.min(count, countLimit), capped: count > countLimit };
  }

  /** Whether at least `count` documents hold every wanted word. */
  atLeast(wanted: readonly Wanted[], count: number): boolean {
    const expression = matchExpression(wanted, '', this.#expand);
    let found = 0;
    for (const text of this.#texts.values()) {
      found += text.count.get(expression, 0, Number.MAX_SAFE_INTEGER, count - found) ?? 0;
      if (found >= count) return true;
    }
    return false;
  }
}
