import { meaningfulWords } from '../normalise.ts';
import { critical, criticalLeads } from './critical.ts';
import { structures } from './structures.ts';
import { technical } from './technical.ts';
import { wardLeads, wards } from './wards.ts';

/**
 * The field's vocabulary. A line reads: what people type, comma separated | what it means | what shows that a record
 * is that: phrases of its own texts (each word is the beginning of a word) or `#` unit types (TRE_R244).
 * A record that shows it can be found by all the terms and by the words of the meaning. In the "leads" tables the
 * terms name a problem: they lead to the units that take it, but a record that holds the term means nothing more.
 */
export interface Synonym {
  readonly terms: readonly string[];
  /** Each term as index words. */
  readonly termWords: readonly (readonly string[])[];
  readonly meaning: string;
  readonly meaningWords: readonly string[];
  readonly phrases: readonly (readonly string[])[];
  readonly offerTypes: readonly string[];
  readonly leads: boolean;
}

function parse(table: string, leads: boolean): Synonym[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [terms = '', meaning = '', shown = ''] = line.split('|').map((part) => part.trim());
      const list = terms.split(',').map((term) => term.trim());
      const signs = shown === '' ? [] : shown.split(',').map((sign) => sign.trim());
      return {
        terms: list,
        termWords: list.map(meaningfulWords),
        meaning,
        meaningWords: meaningfulWords(meaning),
        phrases: signs.filter((sign) => !sign.startsWith('#')).map(meaningfulWords),
        offerTypes: signs.filter((sign) => sign.startsWith('#')).map((sign) => sign.slice(1)),
        leads,
      };
    });
}

export const synonyms: readonly Synonym[] = [
  ...[critical, wards, technical, structures].flatMap((table) => parse(table, false)),
  ...[criticalLeads, wardLeads].flatMap((table) => parse(table, true)),
];

const byOfferType = new Map<string, number[]>();
/** Synonyms to try when a text has a word beginning with the key: the first word of a phrase, three letters. */
const byPhraseStart = new Map<string, number[]>();
const byTerm = new Map<string, number[]>();

function note(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else if (list.at(-1) !== index) list.push(index);
}

synonyms.forEach((synonym, index) => {
  for (const type of synonym.offerTypes) note(byOfferType, type, index);
  for (const [first] of synonym.phrases)
    if (first !== undefined) note(byPhraseStart, first.slice(0, 3), index);
  if (!synonym.leads)
    for (const [first] of synonym.termWords) if (first !== undefined) note(byTerm, first, index);
});

/** Whether the words of `phrase` begin words of the text, in any order. */
function shows(phrase: readonly string[], text: readonly string[]): boolean {
  return phrase.every((part) => text.some((word) => word.startsWith(part)));
}

/**
 * What else a record can be called, as index words without repeats. `text` are the words of its own name and labels,
 * one list for each: a phrase must be found within one label, not across two.
 */
export function expansionsOf(texts: readonly (readonly string[])[], offerType: string | null): string[] {
  const matched = new Set<number>(offerType === null ? [] : byOfferType.get(offerType));
  for (const text of texts) {
    for (const word of text) {
      for (const index of byPhraseStart.get(word.slice(0, 3)) ?? []) {
        if (!matched.has(index) && synonyms[index]?.phrases.some((phrase) => shows(phrase, text)) === true)
          matched.add(index);
      }
      for (const index of byTerm.get(word) ?? []) {
        const synonym = synonyms[index];
        if (synonym?.termWords.some((term) => term.every((part) => text.includes(part))) === true)
          matched.add(index);
      }
    }
  }
  const found = new Set<string>();
  for (const index of matched) {
    const synonym = synonyms[index];
    for (const word of synonym?.termWords.flat() ?? []) found.add(word);
    if (synonym?.leads === false) for (const word of synonym.meaningWords) found.add(word);
  }
  return [...found];
}

const meanings = new Map<string, Synonym>();
for (const synonym of synonyms) {
  for (const term of synonym.termWords) {
    const key = term.join(' ');
    if (!meanings.has(key)) meanings.set(key, synonym);
  }
}

/** The entry a typed term names, or null: "usinv" → USINV, soins intensifs neurovasculaires. */
export function synonymOf(
  term: readonly string[],
): { readonly term: string; readonly meaning: string } | null {
  const key = term.join(' ');
  const synonym = meanings.get(key);
  if (synonym === undefined) return null;
  const index = synonym.termWords.findIndex((candidate) => candidate.join(' ') === key);
  return { term: synonym.terms[index] ?? synonym.terms[0] ?? '', meaning: synonym.meaning };
}

const byMeaningWord = new Map<string, number[]>();
synonyms.forEach((synonym, index) => {
  for (const word of new Set([...synonym.meaningWords, ...synonym.termWords.flat()]))
    note(byMeaningWord, word, index);
});

/** The entry that put `word` among what a record can be called: its whole meaning must be there. */
export function entryBehind(
  word: string,
  known: ReadonlySet<string>,
): { readonly term: string; readonly meaning: string } | null {
  for (const index of byMeaningWord.get(word) ?? []) {
    const synonym = synonyms[index];
    if (synonym === undefined || synonym.leads || !synonym.meaningWords.every((each) => known.has(each)))
      continue;
    return { term: synonym.terms[0] ?? '', meaning: synonym.meaning };
  }
  return null;
}
