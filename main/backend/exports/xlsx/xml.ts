export const xmlHeader = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML content or an attribute; `cleanText` has already removed what XML 1.0 forbids. */
export function xmlText(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => entities[character] ?? '') : text;
}

/** Longest text of an Excel cell, in UTF-16 units. */
const longest = 32_767;

/** Text of an inline string: cut to what Excel takes, `_x0041_` kept literal, blanks preserved. */
export function inlineText(text: string): string {
  const cut =
    text.length > longest
      ? `${text
          .slice(0, longest - 1)
          .toWellFormed()
          .replace(/\uFFFD$/, '')}…`
      : text;
  const literal = /_x[0-9a-f]{4}_/i.test(cut) ? cut.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : cut;
  const space = /^\s|\s$|\n/.test(literal) ? ' xml:space="preserve"' : '';
  return `<is><t${space}>${xmlText(literal)}</t></is>`;
}

/** Letters of a column, from 0: A, B … Z, AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
