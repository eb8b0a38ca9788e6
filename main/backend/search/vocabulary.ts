import type { Database } from 'better-sqlite3';

/** Typing mistakes allowed in a word of this length: one from 4 letters, two from 8 (F1). */
export function allowedEdits(word: string): number {
  if (/\d/.test(word)) return 0;
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
}

interface Correction {
  readonly term: string;
  readonly edits: number;
  /** The whole word was matched, not only its beginning. */
  readonly whole: boolean;
}

/**
 * The words of the index in alphabetical order, read at the first typing mistake and topped up with new ones. Finding
 * the near ones walks the list once, keeping the edit distances of the shared beginning of neighbours and jumping
 * over every word that begins too far from what was typed.
 */
export class Vocabulary {
  readonly #newTerms;
  #terms: string[] = [];
  #last = 0;

  constructor(database: Database) {
    this.#newTerms = database.prepare<[number], { pk: number; term: string }>(
      'SELECT pk, term FROM search_term WHERE pk > ? ORDER BY pk',
    );
  }

  /** Reads what the index learnt since the last time. */
  refresh(): void {
    const found = this.#newTerms.all(this.#last);
    const last = found.at(-1);
    if (last === undefined) return;
    this.#last = last.pk;
    // Default order is by UTF-16 unit; the words are ASCII.
    this.#terms = [...this.#terms, ...found.map(({ term }) => term)].sort();
  }

  get size(): number {
    return this.#terms.length;
  }

  /** Whether a word of the index begins with `prefix`. */
  knows(prefix: string): boolean {
    return this.#terms[this.#from(prefix, 0)]?.startsWith(prefix) === true;
  }

  /** All words that begin with `prefix`, or null when there are more than `most` or the list cannot tell. */
  startingWith(prefix: string, most: number): readonly string[] | null {
    // Words of one or two letters and numbers are not in the list.
    if (prefix.length < 3 || /\d/.test(prefix)) return null;
    const from = this.#from(prefix, 0);
    const found: string[] = [];
    for (let index = from; found.length <= most; index += 1) {
      const term = this.#terms[index];
      if (term?.startsWith(prefix) !== true) return found.length === 0 ? null : found;
      found.push(term);
    }
    return null;
  }

  /**
   * Words that begin with `typed`, give or take the edits its length allows (an insertion, a deletion, a substitution
   * or a swap of neighbours each count one), nearest first.
   */
  corrections(typed: string, most = 8): string[] {
    const allowed = allowedEdits(typed);
    if (allowed === 0) return [];
    const found: Correction[] = [];
    const length = typed.length;
    // rows[d] are the distances between the first d letters of the current word and each beginning of `typed`.
    const rows: number[][] = [Array.from({ length: length + 1 }, (_, index) => index)];
    // best[d]: smallest distance between the whole of `typed` and a beginning of at most d letters.
    const best: number[] = [length];
    let previous = '';
    for (let index = 0; index < this.#terms.length;) {
      const term = this.#terms[index] ?? '';
      let depth = 0;
      while (
        depth < previous.length &&
        depth < term.length &&
        depth < rows.length - 1 &&
        previous[depth] === term[depth]
      )
        depth += 1;
      rows.length = depth + 1;
      best.length = depth + 1;
      let hopeless = false;
      for (; depth < term.length && depth < length + allowed; depth += 1) {
        const row = nextRow(rows, typed, term, depth);
        rows.push(row);
        best.push(Math.min(best[depth] ?? length, row[length] ?? length));
        if (Math.min(...row) > allowed && (best[depth + 1] ?? length) > allowed) {
          hopeless = true;
          depth += 1;
          break;
        }
      }
      previous = term.slice(0, depth);
      const edits = best.at(-1) ?? length;
      if (edits <= allowed && edits > 0)
        found.push({
          term,
          edits,
          whole: (rows.at(-1)?.[length] ?? length) <= allowed && depth === term.length,
        });
      index = hopeless ? this.#after(previous, index) : index + 1;
    }
    found.sort(
      (a, b) =>
        a.edits - b.edits ||
        Number(b.whole) - Number(a.whole) ||
        a.term.length - b.term.length ||
        (a.term < b.term ? -1 : 1),
    );
    return found.slice(0, most).map(({ term }) => term);
  }

  /** First index from `low` whose word is not before `bound`. */
  #from(bound: string, low: number): number {
    let high = this.#terms.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#terms[middle] ?? '') < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** First index whose word does not begin with `prefix`. */
  #after(prefix: string, index: number): number {
    return this.#from(`${prefix}\u007f`, index + 1);
  }
}

function nextRow(rows: readonly number[][], typed: string, term: string, depth: number): number[] {
  const above = rows[depth] ?? [];
  const twoAbove = depth > 0 ? rows[depth - 1] : undefined;
  const row = [depth + 1];
  for (let at = 1; at <= typed.length; at += 1) {
    const same = typed[at - 1] === term[depth];
    let cost = Math.min((above[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + (same ? 0 : 1));
    if (
      twoAbove !== undefined &&
      at > 1 &&
      typed[at - 1] === term[depth - 1] &&
      typed[at - 2] === term[depth]
    ) {
      cost = Math.min(cost, (twoAbove[at - 2] ?? 0) + 1);
    }
    row.push(cost);
  }
  return row;
}
