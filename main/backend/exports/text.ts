/**
 * Removes what no export may carry: C0/C1 controls but tab and line feed, lone surrogates, and the bidirectional
 * overrides and isolates that let a name reorder the text around it.
 */
export function cleanText(text: string): string {
  if (!needsCleaning.test(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwanted, '');
}

const unwanted = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;
const needsCleaning =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFE\uFFFF]/;

/**
 * Whether a spreadsheet could read the text as a formula: its first visible character is = + - @ (or a full-width,
 * small or superscript form, which some programs fold), or it starts with a tab, a carriage return or a line feed.
 */
export function looksLikeFormula(text: string): boolean {
  if (/^[\t\r\n]/.test(text)) return true;
  const first = /^[\s\p{Cf}"']*(.)/su.exec(text)?.[1];
  return first !== undefined && '=+-@−'.includes(first.normalize('NFKC'));
}

/** The text as a spreadsheet will only ever read as text: an apostrophe first when needed (OWASP, CSV injection). */
export function neutralised(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

/** A French phone number by pairs (`01 83 62 30 30`), national prefix restored; anything else as sent, trimmed. */
export function phoneText(value: string): string {
  const text = cleanText(value).trim();
  if (!/^[+\d\s.()/-]+$/.test(text)) return text;
  const digits = text.replace(/\(0\)/, '').replace(/[^+\d]/g, '');
  const national = digits.replace(/^(?:\+33|0033)0?/, '0');
  if (/^0[1-9]\d{8}$/.test(national)) return national.replace(/(\d\d)(?=\d)/g, '$1 ');
  return text;
}

/** French number for reading: decimal comma, narrow no-break space in thousands; `null` decimals: as needed, two at most. */
export function readableNumber(value: number, decimals: number | null): string {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat('fr-FR', {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 2,
    });
    formats.set(decimals, format);
  }
  return format.format(value);
}

const formats = new Map<number | null, Intl.NumberFormat>();
