import type { Database } from 'better-sqlite3';
import type { TreeLevel, TreeMatch, TreeMatches } from '../../../../shared/contract/directory.ts';
import { fold, words } from '../../search/normalise.ts';
import { eachOffer } from './offer-queries.ts';
import { ancestorsOf, type OrganizationForest } from './organizations.ts';

interface Entry {
  readonly kind: TreeMatch['kind'];
  readonly id: string;
  readonly level: TreeLevel;
  readonly name: string | null;
  readonly department: string | null;
  /** Direct parent, when it was sent. */
  readonly parent: string | null;
}

/** All names of the tree, folded once and read through at each keystroke: tens of thousands take a few ms. */
export class NameList {
  readonly #forest: OrganizationForest;
  readonly #entries: Entry[] = [];
  /** ` word word finess `: a word that begins as typed follows a space. */
  readonly #texts: string[] = [];

  constructor(copy: Database, forest: OrganizationForest, seesSensitive: boolean) {
    this.#forest = forest;
    for (const { id, level, name, department, finess } of forest.byId.values()) {
      const parent = forest.places.get(id)?.parent ?? null;
      this.#add({ kind: 'organization', id, level, name, department, parent }, finess);
    }
    for (const { id, name, department, providedBy } of eachOffer(copy, seesSensitive)) {
      this.#add({ kind: 'healthcareService', id, level: 'UO', name, department, parent: providedBy }, null);
    }
  }

  #add(entry: Entry, number: string | null): void {
    this.#entries.push(entry);
    this.#texts.push(` ${words(entry.name ?? '').join(' ')}${number === null ? '' : ` ${fold(number)}`}`);
  }

  /** Names with a word beginning like each word of `text`: those that begin with it first, higher levels first. */
  find(text: string, limit: number): TreeMatches {
    const asked = words(text.replace(/\s$/, ''));
    if (asked.length === 0) return { total: 0, matches: [] };
    // The word being typed may be the beginning of one that `words` spells out ("st" is "saint").
    const typed = fold(text).split(' ').at(-1) ?? '';
    const last = asked.length - 1;
    const found: { readonly index: number; readonly rank: number }[] = [];
    const whole = ` ${asked.join(' ')}`;
    this.#texts.forEach((words, index) => {
      const has = asked.every(
        (word, at) => words.includes(` ${word}`) || (at === last && words.includes(` ${typed}`)),
      );
      if (has) found.push({ index, rank: this.#rank(index, words.startsWith(whole)) });
    });
    found.sort((a, b) => a.rank - b.rank || compare(this.#texts[a.index] ?? '', this.#texts[b.index] ?? ''));
    return { total: found.length, matches: found.slice(0, limit).flatMap(({ index }) => this.#match(index)) };
  }

  #rank(index: number, begins: boolean): number {
    const level = this.#entries[index]?.level;
    return (begins ? 0 : 10) + (level === 'EJ' ? 0 : level === 'EG' ? 1 : level === 'UO' ? 3 : 2);
  }

  #match(index: number): TreeMatch[] {
    const entry = this.#entries[index];
    if (entry === undefined) return [];
    const { parent, ...shown } = entry;
    const direct = parent === null ? undefined : this.#forest.byId.get(parent);
    const above = direct === undefined ? [] : [direct, ...ancestorsOf(this.#forest, direct.id)];
    const own = entry.kind === 'organization' ? this.#forest.byId.get(entry.id)?.city : null;
    const city = own ?? above.find((each) => each.city !== null)?.city ?? null;
    return [{ ...shown, city, within: above.flatMap(({ name }) => (name === null ? [] : [name])) }];
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
