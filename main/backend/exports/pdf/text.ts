import type { FontName } from './fonts.ts';
import type { PDFKitDocument } from './types.ts';

const knownLimit = 40_000;
const longWord = 60;

/** Breaks texts into lines. Widths of words are remembered: thousands of rows share a few hundred words. */
export class Typesetter {
  readonly #doc: PDFKitDocument;
  readonly #widths: Readonly<Record<FontName, Map<string, number>>> = {
    regular: new Map(),
    bold: new Map(),
    tabular: new Map(),
  };

  constructor(doc: PDFKitDocument) {
    this.#doc = doc;
  }

  /** Width in points. */
  width(text: string, font: FontName, size: number): number {
    let total = 0;
    for (let start = 0; start < text.length;) {
      const space = text.indexOf(' ', start);
      const end = space < 0 ? text.length : space + 1;
      total +=
        end - start > longWord
          ? this.#spelled(text.slice(start, end), font)
          : this.#piece(text.slice(start, end), font);
      start = end;
    }
    return total * size;
  }

  #piece(text: string, font: FontName): number {
    const known = this.#widths[font].get(text);
    if (known !== undefined) return known;
    if (this.#widths[font].size >= knownLimit) this.#widths[font].clear();
    const width = this.#doc.font(font).fontSize(100).widthOfString(text) / 100;
    this.#widths[font].set(text, width);
    return width;
  }

  /** A word no language has: its letters one by one, which costs nothing however long it is. */
  #spelled(word: string, font: FontName): number {
    let total = 0;
    for (const letter of word) total += this.#piece(letter, font);
    return total;
  }

  /** Width of the longest word, in points. */
  longestWord(text: string, font: FontName, size: number): number {
    let longest = 0;
    for (const word of text.split(/[ \n]+/)) longest = Math.max(longest, this.width(word, font, size));
    return longest;
  }

  /**
   * The lines of a text in a width, broken at spaces and, for a word wider than the line, anywhere. Past `maxLines`
   * the text ends with « … » and `cut` is true.
   */
  lines(
    text: string,
    font: FontName,
    size: number,
    width: number,
    maxLines: number,
  ): { lines: string[]; cut: boolean } {
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (let word of paragraph.split(' ')) {
        const joined = line === '' ? word : `${line} ${word}`;
        if (this.width(joined, font, size) <= width) {
          line = joined;
          continue;
        }
        if (line !== '') lines.push(line);
        line = '';
        while (lines.length <= maxLines && this.width(word, font, size) > width) {
          const head = this.#fitting(word, font, size, width);
          lines.push(head);
          word = word.slice(head.length);
        }
        line = word;
        if (lines.length > maxLines) return this.#cut(lines, font, size, width, maxLines);
      }
      lines.push(line);
      if (lines.length > maxLines) return this.#cut(lines, font, size, width, maxLines);
    }
    return { lines, cut: false };
  }

  /** One line, ended by « … » when it does not fit. */
  oneLine(text: string, font: FontName, size: number, width: number): string {
    if (this.width(text, font, size) <= width) return text;
    return `${this.#fitting(text, font, size, width - this.width('…', font, size)).trimEnd()}…`;
  }

  #cut(
    lines: string[],
    font: FontName,
    size: number,
    width: number,
    maxLines: number,
  ): { lines: string[]; cut: boolean } {
    const kept = lines.slice(0, maxLines);
    const last = kept.pop() ?? '';
    kept.push(this.oneLine(`${last}\u200A…`, font, size, width));
    return { lines: kept, cut: true };
  }

  /** The longest beginning that fits, at least one character, never half a surrogate pair. */
  #fitting(text: string, font: FontName, size: number, width: number): string {
    let fitting = '';
    let total = 0;
    for (const letter of text) {
      total += this.#piece(letter, font) * size;
      if (total > width && fitting !== '') break;
      fitting += letter;
    }
    return fitting;
  }
}
