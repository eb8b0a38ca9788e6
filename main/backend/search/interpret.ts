import type { Commune, Gazetteer } from '../gazetteer/index.ts';
import type { CandidateReader, Wanted } from './candidates.ts';
import { fold, queryWords, words, type QueryWord } from './normalise.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How a query was understood. */
export interface Interpretation {
  readonly wanted: readonly Wanted[];
  /** At least one word was read as a typing mistake. */
  readonly corrected: boolean;
  /** Words of the query that named this commune: nothing there matched the rest, so what is near it is shown. */
  readonly near: Commune | null;
}

/** Under this many matches, words are also read as typing mistakes. */
const tooFew = 3;

/**
 * Understands a query: first as typed; when that finds too little, with typing mistakes forgiven; when that finds
 * nothing, with a commune among its words taken as "near there" ("réa ped bondy").
 */
export class Interpreter {
  readonly #reader: CandidateReader;
  readonly #vocabulary: Vocabulary;
  readonly #gazetteer: Gazetteer | null;

  constructor(reader: CandidateReader, vocabulary: Vocabulary, gazetteer: Gazetteer | null) {
    this.#reader = reader;
    this.#vocabulary = vocabulary;
    this.#gazetteer = gazetteer;
  }

  interpret(query: string): Interpretation {
    const plain = queryWords(query).map((word) => ({ word, prefixes: [word.prefix] }));
    const asTyped = { wanted: plain, corrected: false, near: null };
    this.#vocabulary.refresh();
    if (plain.length === 0 || this.#reader.atLeast(plain, tooFew)) return asTyped;
    const nothing = !this.#reader.atLeast(plain, 1);
    return this.#forgiving(plain, nothing) ?? (nothing ? this.#nearby(query) : null) ?? asTyped;
  }

  #forgiving(plain: readonly Wanted[], nothing: boolean): Interpretation | null {
    const unknown = plain.filter(({ word }) => !this.#vocabulary.knows(word.prefix));
    const attempt = (doubted: readonly Wanted[]): Interpretation | null => {
      const wanted = plain.map((each) => (doubted.includes(each) ? this.#forgive(each.word) : each));
      const changed = wanted.some(({ prefixes }) => prefixes.length > 1);
      return changed && this.#reader.atLeast(wanted, 1) ? { wanted, corrected: true, near: null } : null;
    };
    // Words the index knows are believed first; they are doubted only when all together find nothing.
    if (unknown.length > 0) return attempt(unknown);
    return nothing && this.#placeIn(plain.map(({ word }) => word.word)) === null ? attempt(plain) : null;
  }

  /** The nearest correction takes the place of the word; the others, and the word itself, may match as well. */
  #forgive(word: QueryWord): Wanted {
    const corrections = this.#vocabulary.corrections(word.word);
    return { word: { ...word, word: corrections[0] ?? word.word }, prefixes: [word.prefix, ...corrections] };
  }

  #nearby(query: string): Interpretation | null {
    const asTyped = words(fold(query));
    const typed = [asTyped, ...this.#respelt(asTyped)].find((spelling) => this.#placeIn(spelling) !== null);
    const place = typed === undefined ? null : this.#placeIn(typed);
    if (typed === undefined || place === null) return null;
    const rest = [...typed.slice(0, place.start), ...typed.slice(place.start + place.length)].join(' ');
    const inner = this.interpret(`${rest} `);
    return inner.wanted.length === 0 || inner.near !== null ? null : { ...inner, near: place.commune };
  }

  /** The query with one word the index does not know replaced by each of its corrections. */
  #respelt(typed: readonly string[]): string[][] {
    return typed.flatMap((word, index) =>
      this.#vocabulary.knows(word)
        ? []
        : this.#vocabulary.corrections(word).map((correction) => typed.with(index, correction)),
    );
  }

  /** The longest run of words that is the whole name of a commune, among at least one other word. */
  #placeIn(typed: readonly string[]): { commune: Commune; start: number; length: number } | null {
    if (this.#gazetteer === null || typed.length < 2) return null;
    for (let length = Math.min(4, typed.length - 1); length > 0; length -= 1) {
      for (let start = 0; start + length <= typed.length; start += 1) {
        const name = typed.slice(start, start + length).join(' ');
        if (name.length < 3) continue;
        const [commune] = this.#gazetteer.find(name, 1);
        if (
          commune !== undefined &&
          (words(commune.name).join(' ') === name || commune.postalCodes.includes(name))
        ) {
          return { commune, start, length };
        }
      }
    }
    return null;
  }
}
