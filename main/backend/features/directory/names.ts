import type { TreeLevel, TreeMatch, TreeMatches } from '../../../../shared/contract/directory.ts';
import { fold, words } from '../../search/normalise.ts';
import { offerKey, organizationKey } from './nodes.ts';
import type { NamedOffer } from './offer-queries.ts';
import { ancestorsOf, type OrganizationForest } from './organizations.ts';

/** What the names are made from. */
export interface NameSources {
  readonly forest: OrganizationForest;
  readonly offers: readonly NamedOffer[];
}

interface Entry {
  readonly kind: TreeMatch['kind'];
  readonly id: string;
  readonly level: TreeLevel;
  readonly name: string | null;
  readonly department: string | null;
  /** Direct parent, when it was sent. */
  readonly parent: string | null;
}

interface Names {
  readonly forest: OrganizationForest;
  readonly entries: Entry[];
  /** ` word word finess`: a word that begins as typed follows a space. */
  readonly texts: string[];
}

/** Names folded before other calls are let through. */
const slice = 1_000;
/** Foldings kept: the same few thousand names come back in every establishment, and after every change. */
const keptFoldings = 100_000;

/** All names of the tree, folded once and read through at each keystroke: tens of thousands take a few ms. */
export class NameList {
  readonly #foldings = new Map<string, string>();
  readonly #ready = new Map<boolean, Promise<Names>>();

  /** Forgets the names: the directory changed. */
  invalidate(): void {
    this.#ready.clear();
  }

  /** Names with a word beginning like each word of `text`: those that begin with it first, higher levels first. */
  async find(
    text: string,
    limit: number,
    seesSensitive: boolean,
    sources: () => NameSources,
  ): Promise<TreeMatches> {
    const asked = words(text);
    if (asked.length === 0) return { total: 0, matches: [] };
    let ready = this.#ready.get(seesSensitive);
    if (ready === undefined) {
      ready = this.#read(sources());
      this.#ready.set(seesSensitive, ready);
    }
    const names = await ready;
    const found = search(names, asked, fold(text).split(' '));
    return { total: found.length, matches: found.slice(0, limit).flatMap((index) => matchOf(names, index)) };
  }

  async #read({ forest, offers }: NameSources): Promise<Names> {
    const names: Names = { forest, entries: [], texts: [] };
    let taken = 0;
    const add = async (entry: Entry, number: string | null): Promise<void> => {
      names.entries.push(entry);
      names.texts.push(`${this.#fold(entry.name ?? '')}${number === null ? '' : ` ${fold(number)}`}`);
      taken += 1;
      if (taken % slice === 0) await turn();
    };
    for (const { id, level, name, department, finess } of forest.byId.values()) {
      const parent = forest.places.get(id)?.parent ?? null;
      await add({ kind: 'organization', id, level, name, department, parent }, finess);
    }
    for (const { id, name, department, providedBy } of offers) {
      await add({ kind: 'healthcareService', id, level: 'UO', name, department, parent: providedBy }, null);
    }
    return names;
  }

  #fold(name: string): string {
    const known = this.#foldings.get(name);
    if (known !== undefined) return known;
    const folded = ` ${words(name).join(' ')}`;
    if (this.#foldings.size >= keptFoldings) this.#foldings.clear();
    this.#foldings.set(name, folded);
    return folded;
  }
}

/** Lets other calls through. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Indexes of the matches, best first. Each word is sought as spelt out and as typed: "med" may be "médecine", or
 * begin "médicale".
 */
function search({ entries, texts }: Names, asked: readonly string[], typed: readonly string[]): number[] {
  const whole = ` ${asked.join(' ')}`;
  const found: { readonly index: number; readonly rank: number; readonly text: string }[] = [];
  texts.forEach((text, index) => {
    const has = asked.every(
      (word, at) => text.includes(` ${word}`) || text.includes(` ${typed[at] ?? word}`),
    );
    if (!has) return;
    const level = entries[index]?.level;
    const rank = level === 'EJ' ? 0 : level === 'EG' ? 1 : level === 'UO' ? 3 : 2;
    found.push({ index, rank: (text.startsWith(whole) ? 0 : 10) + rank, text });
  });
  found.sort((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : a.text > b.text ? 1 : a.index - b.index));
  return found.map(({ index }) => index);
}

function matchOf({ entries, forest }: Names, index: number): TreeMatch[] {
  const entry = entries[index];
  if (entry === undefined) return [];
  const { parent, ...shown } = entry;
  const direct = parent === null ? undefined : forest.byId.get(parent);
  const above = direct === undefined ? [] : [direct, ...ancestorsOf(forest, direct.id)];
  const own = entry.kind === 'organization' ? forest.byId.get(entry.id)?.city : null;
  const city = own ?? above.find((each) => each.city !== null)?.city ?? null;
  const key = entry.kind === 'organization' ? organizationKey(entry.id) : offerKey(entry.id);
  return [{ ...shown, key, city, within: above.flatMap(({ name }) => (name === null ? [] : [name])) }];
}
