import type { Database } from 'better-sqlite3';
import { firstPk, lastPk, type Category } from './categories.ts';
import type { QueryWord } from './normalise.ts';

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

/** The MATCH expression of a query: every word, in any order. Words are ASCII letters and digits only, and quoted. */
export function matchExpression(
  wanted: readonly Wanted[],
  columnFilter: '' | 'name' | '{name acronym}' = '',
): string {
  const terms = wanted.map(({ prefixes }) => {
    const alternatives = prefixes.map((prefix) => `"${prefix}" *`);
    return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join(' OR ')})`;
  });
  const expression = terms.join(' AND ');
  return columnFilter === '' ? expression : `${columnFilter} : (${expression})`;
}

/** Counts stop here: past it a number helps nobody choose. */
export const countLimit = 1000;
/** Documents of one category ranked for one keystroke. */
const rankLimit = 240;

export interface Found {
  readonly candidates: readonly Candidate[];
  /** Matching documents, at most `countLimit`. */
  readonly count: number;
  readonly capped: boolean;
}

/** Reads matching documents of the index, category by category. */
export class CandidateReader {
  readonly #matching;
  readonly #named;
  readonly #count;

  constructor(database: Database) {
    const visible = '(d.sensitive = 0 OR ?)';
    this.#matching = database
      .prepare<[string, number, number, number, number], Row>(
        `SELECT ${columns} FROM search_text t CROSS JOIN search_document d ON d.pk = t.rowid
         WHERE search_text MATCH ? AND t.rowid BETWEEN ? AND ? AND ${visible} LIMIT ?`,
      )
      .raw();
    this.#named = database
      .prepare<[number, string, string, number, number], Row>(
        `SELECT ${columns} FROM search_document d WHERE d.category = ? AND d.name_key >= ? AND d.name_key < ? AND ${visible} LIMIT ?`,
      )
      .raw();
    this.#count = database
      .prepare<[string, number, number, number], number>(
        'SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)',
      )
      .pluck();
  }

  /** Documents of one category that hold every wanted word, the best ones among them when there are too many. */
  find(category: Category, wanted: readonly Wanted[], key: string, sensitive: boolean): Found {
    const range = [firstPk(category), lastPk(category)] as const;
    const seeSensitive = sensitive ? 1 : 0;
    // One or two letters match nearly everything: nobody reads past the first lines, so few are ranked.
    const limit = key.length <= 2 ? rankLimit / 4 : rankLimit;
    const expression = matchExpression(wanted);
    const count = this.#count.get(expression, ...range, countLimit + 1) ?? 0;
    if (count === 0) return { candidates: [], count, capped: false };
    if (count <= limit) {
      const candidates = this.#matching.all(expression, ...range, seeSensitive, limit).map(candidate);
      return { candidates, count: candidates.length, capped: false };
    }
    const best = new Map<number, Candidate>();
    const add = (rows: readonly Row[]): void => {
      for (const row of rows) if (best.size < limit && !best.has(row[0])) best.set(row[0], candidate(row));
    };
    add(this.#named.all(firstPk(category) / 2 ** 32, key, `${key}\u007f`, seeSensitive, limit / 2));
    for (const filter of ['name', '{name acronym}', ''] as const) {
      if (best.size < limit)
        add(this.#matching.all(matchExpression(wanted, filter), ...range, seeSensitive, limit));
    }
    return { candidates: [...best.values()], count: Math.min(count, countLimit), capped: count > countLimit };
  }

  /** Every matching document of a category, up to `limit`. */
  all(category: Category, wanted: readonly Wanted[], sensitive: boolean, limit: number): Candidate[] {
    return this.#matching
      .all(matchExpression(wanted), firstPk(category), lastPk(category), sensitive ? 1 : 0, limit)
      .map(candidate);
  }

  /** Whether at least `count` documents hold every wanted word. */
  atLeast(wanted: readonly Wanted[], count: number): boolean {
    return (this.#count.get(matchExpression(wanted), 0, Number.MAX_SAFE_INTEGER, count) ?? 0) >= count;
  }
}
