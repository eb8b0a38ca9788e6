import type { Database } from 'better-sqlite3';
import type { Understanding } from '../../../../shared/contract/search.ts';
import { matchExpression, type Wanted } from '../../search/candidates.ts';
import { firstPk, lastPk } from '../../search/categories.ts';
import { scoreOf } from '../../search/ranking.ts';
import type { Suggester } from '../../search/suggest.ts';
import type { IndexedOffer, OfferIndex } from './offers.ts';
import { Slices } from './slices.ts';

/** What a text finds; no text finds every offer, all alike. */
export interface Matches {
  readonly offers: readonly IndexedOffer[];
  /** Smaller is better; offers without a score are equals. */
  readonly scores: ReadonlyMap<IndexedOffer, number>;
  /** Scores of establishments whose own name or fields answer, by organization id. */
  readonly establishments: ReadonlyMap<string, number>;
  readonly understood: Understanding;
  /** False when the text held no word: punctuation, emoji… */
  readonly narrowing: boolean;
}

type EstablishmentRow = [string, string, string, string];

/** Establishments looked at for one text: more are a word that all share. */
const mostEstablishments = 500;

/** Finds offers by the words of a text, all of them and not only the best as suggestions do. */
export class Matcher {
  readonly #suggester: Suggester;
  readonly #units;
  readonly #establishments;

  constructor(copy: Database, suggester: Suggester) {
    this.#suggester = suggester;
    this.#units = copy
      .prepare<[string, number, number], number>(
        'SELECT rowid FROM search_text_unit WHERE search_text_unit MATCH ? AND rowid BETWEEN ? AND ?',
      )
      .pluck();
    this.#establishments = copy
      .prepare<[string, number, number, number], EstablishmentRow>(
        `SELECT d.ref_id, d.name, d.name_key, d.acronym
           FROM search_text_place t CROSS JOIN search_document d ON d.pk = t.rowid
          WHERE search_text_place MATCH ? AND t.rowid BETWEEN ? AND ? AND d.level = 'EG' LIMIT ?`,
      )
      .raw();
  }

  async match(text: string, index: OfferIndex, seesSensitive: boolean): Promise<Matches> {
    const { wanted, near, corrected } = this.#suggester.interpret(text);
    const visible = (offer: IndexedOffer): boolean => seesSensitive || !offer.sensitive;
    const place = near === null ? null : { code: near.code, name: near.name };
    if (wanted.length === 0) {
      return {
        offers: index.offers.filter(visible),
        scores: new Map(),
        establishments: new Map(),
        understood: { words: [], corrected: null, near: place },
        narrowing: false,
      };
    }
    const expression = matchExpression(wanted);
    const key = wanted.map(({ word }) => word.word).join(' ');
    const offers: IndexedOffer[] = [];
    const scores = new Map<IndexedOffer, number>();
    const slices = new Slices();
    for (const pk of this.#units.all(expression, firstPk('unit'), lastPk('unit'))) {
      const offer = index.byPk.get(pk);
      if (offer === undefined || !visible(offer)) continue;
      offers.push(offer);
      scores.set(offer, score(offer, wanted, key));
      if (slices.due) await slices.giveWay();
    }
    const range = [firstPk('establishment'), lastPk('establishment')] as const;
    const rows = near === null ? this.#establishments.all(expression, ...range, mostEstablishments) : [];
    return {
      offers,
      scores,
      establishments: new Map(
        rows.map(([id, name, nameKey, acronym]) => [id, score({ name, nameKey, acronym }, wanted, key)]),
      ),
      understood: {
        words: wanted.map(({ word }) => word.word),
        corrected: corrected ? correctedWords(wanted, offers) : null,
        near: place,
      },
      narrowing: true,
    };
  }
}

function score(
  { name, nameKey, acronym }: Pick<IndexedOffer, 'name' | 'nameKey' | 'acronym'>,
  wanted: readonly Wanted[],
  key: string,
): number {
  const candidate = {
    ...{ pk: 0, name, nameKey, acronym, level: null, commune: null },
    ...{ latitude: null, longitude: null, hours: null, refId: '' },
  };
  return scoreOf(candidate, wanted, key).score;
}

/** The words as they were read: of the corrections of a word, the first that the offers found hold. */
function correctedWords(wanted: readonly Wanted[], offers: readonly IndexedOffer[]): string {
  const seen = new Set(
    offers.slice(0, 50).flatMap(({ nameKey, acronym }) => [...nameKey.split(' '), ...acronym.split(' ')]),
  );
  return wanted
    .map(({ word, prefixes: [, ...corrections] }) =>
      corrections.length === 0
        ? word.word
        : (corrections.find((correction) => seen.has(correction)) ?? corrections[0] ?? word.word),
    )
    .join(' ');
}
