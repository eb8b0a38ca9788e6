/**
 * Text as the index and the queries see it: lower-case ASCII words without accents, ligatures, apostrophes or
 * punctuation. Anything else (emoji, bidi marks, quotes, operators) is a separator, so that no query can reach the
 * syntax of FTS5.
 */

/** Longest text read from a field or a query: names of 5 000 characters are data mistakes. */
const longest = 1000;
/** Longest word kept: longer ones are identifiers glued together. */
const longestWord = 40;

const ligatures: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** Spellings of one word that are always the same thing. */
const sameWord: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  hop: 'hopital',
  hosp: 'hopital',
  hopitaux: 'hopital',
  dr: 'docteur',
  pr: 'professeur',
  gal: 'general',
  gle: 'generale',
  chir: 'chirurgie',
  med: 'medecine',
  cs: 'consultation',
  consult: 'consultation',
  serv: 'service',
};

const stopWords = new Set([
  'a',
  'au',
  'aux',
  'd',
  'de',
  'des',
  'du',
  'en',
  'et',
  'l',
  'la',
  'le',
  'les',
  'ou',
  'par',
  'pour',
  'sur',
  'un',
  'une',
]);

/** Lower-case ASCII, words separated by single spaces. */
export function fold(text: string): string {
  return text
    .slice(0, longest)
    .toLowerCase()
    .replace(/[œæßøłđðþ]/g, (letter) => ligatures[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\b(?:[a-z]\.){2,}[a-z]?\b/g, (acronym) => acronym.replaceAll('.', ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Every word of a text, stop words included, spelling variants resolved ("st" is "saint"). */
export function words(text: string): string[] {
  const folded = fold(text);
  if (folded === '') return [];
  return folded.split(' ').map((word) => (sameWord[word] ?? word).slice(0, longestWord));
}

/** The words that carry meaning; all of them when the text has no other. */
export function meaningfulWords(text: string): string[] {
  const all = words(text);
  const kept = all.filter((word) => !stopWords.has(word));
  return kept.length === 0 ? all : kept;
}

/** A name in the form compared for "same name" and "name begins with". */
export function nameKey(name: string): string {
  return meaningfulWords(name).join(' ');
}

/**
 * What a typed word must begin with in the index: plural and the `-ie`/`-ique` endings are dropped, so that
 * "pédiatrie" finds "pédiatrique" and "urgences" finds "urgence".
 */
export function stem(word: string): string {
  if (word.length >= 7) {
    const root = word.replace(/(?:iques?|ies?|iens?|iennes?)$/, '');
    if (root.length >= 5 && root !== word) return root;
  }
  return word.length >= 4 && word.endsWith('s') ? word.slice(0, -1) : word;
}

/** A département typed by its name is searched by its code: "val" and "marne" alone are in many other names. */
const departmentNames: readonly (readonly [RegExp, string])[] = [
  [/\bseine et marne\b/, '77'],
  [/\byvelines\b/, '78'],
  [/\bessonne\b/, '91'],
  [/\bhauts de seine\b/, '92'],
  [/\bseine saint denis\b/, '93'],
  [/\bval de marne\b/, '94'],
  [/\bval d oise\b/, '95'],
];

/** Longest query looked at, in words: more cannot narrow anything. */
const mostWords = 8;

export interface QueryWord {
  /** The word as compared with whole words of the index. */
  readonly word: string;
  /** What a word of the index must begin with. */
  readonly prefix: string;
}

/** The words of a query, in order, without repeats. The last one may be unfinished, so it keeps its own spelling. */
export function queryWords(query: string): QueryWord[] {
  const folded = fold(query);
  if (folded === '') return [];
  const unfinished = !/\s$/.test(query);
  const raw = departmentNames.reduce((text, [name, code]) => text.replace(name, code), folded).split(' ');
  const read = raw.map((word, index) => {
    const last = unfinished && index === raw.length - 1;
    const known = last ? undefined : sameWord[word];
    return (known ?? word).slice(0, longestWord);
  });
  const kept = read.filter(
    (word, index) => !stopWords.has(word) || (unfinished && index === read.length - 1 && read.length === 1),
  );
  const chosen = kept.length === 0 ? read : kept;
  return [...new Set(chosen)].slice(0, mostWords).map((word) => ({ word, prefix: stem(word) }));
}
