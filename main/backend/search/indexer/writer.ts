import type { Database } from 'better-sqlite3';
import type { Code } from '../../../../shared/domain/codes.ts';
import {
  categoryNumbered,
  firstPk,
  lastPk,
  middlePk,
  textTableOf,
  textTables,
  type Category,
} from '../categories.ts';
import { meaningfulWords, nameKey, words } from '../normalise.ts';
import { expansionsOf } from '../synonyms/index.ts';
import { conceptDraft, type Draft } from './document.ts';

interface StoredDocument {
  readonly pk: number;
  readonly category: number;
  readonly fingerprint: string;
}

/** Longest text shown or indexed of one field: 5 000-character names are data mistakes. */
const longestName = 300;

const columns = [
  ...['category', 'ref_type', 'ref_id', 'name', 'name_key', 'acronym', 'level', 'department', 'commune'],
  ...['latitude', 'longitude', 'sensitive', 'hours'],
];

type Value = string | number | null;

/** Writes documents and their words. Runs inside the caller's transaction. */
export class DocumentWriter {
  readonly #find;
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #putLabel;
  readonly #deleteLabel;
  readonly #texts;
  readonly #links;
  readonly #addLink;
  readonly #dropLinks;
  readonly #hoursOf;
  readonly #addHours;
  readonly #addTerm;
  readonly #next = new Map<number, number>();
  readonly #labelWords = new Map<string, readonly string[]>();
  readonly #terms = new Set<string>();
  readonly #concepts = new Map<string, { pk: number; name: string }>();
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.#find = database.prepare<[string, string], StoredDocument>(
      `SELECT d.pk, category, json_array(${columns.join(', ')}, detail, labels) AS fingerprint
       FROM search_document d JOIN search_label l ON l.pk = d.pk WHERE ref_type = ? AND ref_id = ?`,
    );
    this.#insert = database.prepare<Value[]>(
      `INSERT INTO search_document (pk, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
    );
    this.#update = database.prepare<Value[]>(
      `UPDATE search_document SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE pk = ?`,
    );
    this.#delete = database.prepare<[number]>('DELETE FROM search_document WHERE pk = ?');
    this.#putLabel = database.prepare<[number, string, string]>(
      'INSERT OR REPLACE INTO search_label (pk, detail, labels) VALUES (?, ?, ?)',
    );
    this.#deleteLabel = database.prepare<[number]>('DELETE FROM search_label WHERE pk = ?');
    this.#texts = new Map(
      textTables.map((table) => [
        table,
        {
          insert: database.prepare<[number, string, string, string]>(
            `INSERT INTO ${table} (rowid, name, acronym, other) VALUES (?, ?, ?, ?)`,
          ),
          remove: database.prepare<[number]>(`DELETE FROM ${table} WHERE rowid = ?`),
        },
      ]),
    );
    this.#links = database
      .prepare<[number], number>('SELECT concept FROM search_link WHERE document = ? ORDER BY concept')
      .pluck();
    this.#addLink = database.prepare<[number, number]>(
      'INSERT OR IGNORE INTO search_link (concept, document) VALUES (?, ?)',
    );
    this.#dropLinks = database.prepare<[number]>('DELETE FROM search_link WHERE document = ?');
    this.#hoursOf = database.prepare<[string], number>('SELECT pk FROM search_hours WHERE json = ?').pluck();
    this.#addHours = database.prepare<[string]>('INSERT INTO search_hours (json) VALUES (?)');
    this.#addTerm = database.prepare<[string]>('INSERT OR IGNORE INTO search_term (term) VALUES (?)');
  }

  /** Forgets what memory believed of the tables: after a transaction was rolled back. */
  reset(): void {
    this.#next.clear();
    this.#terms.clear();
    this.#concepts.clear();
  }

  /** Writes a document when anything of it changed; says whether it did. */
  put(draft: Draft): boolean {
    const name = draft.name.slice(0, longestName);
    const own = draft.ownLabels.map((label) => label.slice(0, longestName));
    const context = draft.contextLabels.map((label) => label.slice(0, longestName));
    const nameWords = [...new Set([name, ...draft.nameVariants].flatMap((each) => words(each)))];
    const offerType = draft.refType === 'HealthcareService' ? draft.level : null;
    const spoken = [
      ...[name, ...draft.nameVariants].map(meaningfulWords),
      ...own.map((label) => this.#wordsOf(label)),
    ];
    const acronym = expansionsOf(spoken, offerType).filter((word) => !nameWords.includes(word));
    const labels = [...own, ...context].join('\n');
    // A person is looked for by family name: the variant comes first.
    const key = nameKey(draft.category === 'professional' ? (draft.nameVariants[0] ?? name) : name);
    const detail = draft.detail.slice(0, 2 * longestName);
    const values: Value[] = [
      ...[firstPk(draft.category) / 2 ** 32, draft.refType, draft.refId, name, key, acronym.join(' ')],
      ...[draft.level, draft.department, draft.commune, draft.latitude, draft.longitude],
      ...[draft.sensitive ? 1 : 0, draft.hours === null ? null : this.#hours(draft.hours)],
    ];
    const stored = this.#find.get(draft.refType, draft.refId);
    const concepts = draft.concepts.map(({ category, code }) => this.#concept(category, code));
    const links = [...new Set(concepts)].sort((a, b) => a - b);
    if (stored !== undefined && stored.category * 2 ** 32 === firstPk(draft.category)) {
      const sameLinks = JSON.stringify(this.#links.all(stored.pk)) === JSON.stringify(links);
      if (sameLinks && sameValues(stored.fingerprint, [...values, detail, labels])) return false;
      this.#update.run(...values, stored.pk);
      this.#putLabel.run(stored.pk, detail, labels);
      this.#texts.get(textTableOf(draft.category))?.remove.run(stored.pk);
      this.#writeWords(draft.category, stored.pk, nameWords, acronym, [...own, ...context]);
      if (!sameLinks) this.#link(stored.pk, links);
      return true;
    }
    if (stored !== undefined) this.remove(draft.refType, draft.refId);
    const pk = this.#nextPk(draft);
    this.#insert.run(pk, ...values);
    this.#putLabel.run(pk, detail, labels);
    this.#writeWords(draft.category, pk, nameWords, acronym, [...own, ...context]);
    if (links.length > 0) this.#link(pk, links);
    return true;
  }

  /** Removes the document of a record that left; says whether there was one. */
  remove(refType: string, refId: string): boolean {
    const stored = this.#find.get(refType, refId);
    if (stored === undefined) return false;
    this.#delete.run(stored.pk);
    this.#deleteLabel.run(stored.pk);
    this.#texts.get(textTableOf(categoryNumbered(stored.category)))?.remove.run(stored.pk);
    this.#dropLinks.run(stored.pk);
    return true;
  }

  #writeWords(
    category: Category,
    pk: number,
    name: readonly string[],
    acronym: readonly string[],
    labels: readonly string[],
  ): void {
    const known = new Set([...name, ...acronym]);
    const other = new Set(labels.flatMap((label) => this.#wordsOf(label)).filter((word) => !known.has(word)));
    this.#texts
      .get(textTableOf(category))
      ?.insert.run(pk, name.join(' '), acronym.join(' '), [...other].join(' '));
    for (const word of [...known, ...other]) {
      // Numbers are never misspelt into one another.
      if (word.length < 3 || /^\d+$/.test(word) || this.#terms.has(word)) continue;
      this.#terms.add(word);
      this.#addTerm.run(word);
    }
  }

  /** Words of a label; the same few thousand labels come back on every record. */
  #wordsOf(label: string): readonly string[] {
    const known = this.#labelWords.get(label);
    if (known !== undefined) return known;
    const found = words(label);
    if (this.#labelWords.size > 20_000) this.#labelWords.clear();
    this.#labelWords.set(label, found);
    return found;
  }

  #link(pk: number, concepts: readonly number[]): void {
    this.#dropLinks.run(pk);
    for (const concept of concepts) this.#addLink.run(concept, pk);
  }

  #hours(json: string): number {
    return this.#hoursOf.get(json) ?? Number(this.#addHours.run(json).lastInsertRowid);
  }

  #concept(category: 'equipment' | 'aptitude', code: Code): number {
    const key = `${code.system ?? ''}|${code.code}`;
    const known = this.#concepts.get(key);
    if (known !== undefined && (code.display === null || known.name === code.display)) return known.pk;
    if (known === undefined || code.display !== null) {
      const stored = this.#find.get('Code', key);
      if (stored === undefined || code.display !== null) this.put(conceptDraft(category, code));
    }
    const pk = this.#find.get('Code', key)?.pk ?? firstPk(category);
    this.#concepts.set(key, { pk, name: code.display ?? known?.name ?? '' });
    return pk;
  }

  /** Offers come before services and UF in their category: where too much matches, they are read first. */
  #nextPk({ category, refType }: Draft): number {
    const behind = category === 'unit' && refType === 'Organization';
    const first = behind ? middlePk(category) : firstPk(category);
    const last = category === 'unit' && !behind ? middlePk(category) - 1 : lastPk(category);
    const known = this.#next.get(first);
    const highest =
      known ??
      this.#database
        .prepare<[number, number], number>(
          'SELECT coalesce(max(pk), 0) FROM search_document WHERE pk BETWEEN ? AND ?',
        )
        .pluck()
        .get(first, last) ??
      0;
    const next = Math.max(highest, first) + 1;
    this.#next.set(first, next);
    return next;
  }
}

/** Compares stored values with new ones; numbers that went through JSON are compared as numbers. */
function sameValues(fingerprint: string, values: readonly Value[]): boolean {
  const stored = JSON.parse(fingerprint) as Value[];
  return (
    stored.length === values.length &&
    stored.every((value, index) => {
      const other = values[index] ?? null;
      return typeof value === 'number' && typeof other === 'number'
        ? Math.abs(value - other) < 1e-9
        : value === other;
    })
  );
}
