import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** `tabular`: the regular weight with digits of equal width. */
export type FontName = 'regular' | 'bold' | 'tabular';

const resolve = createRequire(import.meta.url).resolve;
const files = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const;

const bytes = new Map<keyof typeof files, Buffer>();

function parse(name: keyof typeof files): Font {
  const known = bytes.get(name) ?? readFileSync(resolve(files[name]));
  bytes.set(name, known);
  const font = create(known);
  if ('fonts' in font) throw new Error(`${files[name]} is a collection of fonts`);
  return font;
}

/**
 * Inter (OFL-1.1) for one document. Parsed anew each time: embedding a font makes fontkit forget which character the
 * parts of accented letters stand for, and the next document could no longer be searched or copied from.
 * Contextual alternates are off: they only touch arrows and signs, and are most of the time it takes to shape a word.
 */
export function printFonts(): Readonly<Record<FontName, Font>> {
  const regular = parse('regular');
  return {
    regular: variant(regular, { calt: false }, ''),
    // PDFKit tells fonts apart by their PostScript name.
    tabular: variant(regular, { calt: false, tnum: true }, 'Tabular'),
    bold: variant(parse('bold'), { calt: false }, ''),
  };
}

/** The same font with other OpenType features by default. */
function variant(font: Font, features: Record<string, boolean>, suffix: string): Font {
  return Object.create(font, {
    layout: { value: (text: string) => font.layout(text, features) },
    postscriptName: { value: `${font.postscriptName}${suffix}` },
  }) as Font;
}

let coverage: Font | undefined;

/** The text with what the font cannot draw in its plain form (`＝` as `=`), else as a square. */
export function drawable(text: string): string {
  if (!/[^\u0020-\u017F]/.test(text)) return text;
  let result = '';
  for (const character of text) {
    if (character === '\n' || isCovered(character)) result += character;
    else {
      const plain = character.normalize('NFKC');
      result += Array.from(plain).every(isCovered) ? plain : '□';
    }
  }
  return result;
}

function isCovered(character: string): boolean {
  coverage ??= parse('regular');
  return coverage.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}
