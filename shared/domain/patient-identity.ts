/**
 * Warns when free text seems to name a patient (product.md F15: no patient identity; CNIL data minimisation). It runs
 * in the page while typing and again in the backend before anything is stored. It may warn for nothing; it must not
 * miss the usual ways of writing an identity.
 */
export type IdentityHint = 'nir' | 'long_number' | 'patient_number' | 'birth_date' | 'person_name';

export interface IdentityWarning {
  readonly hint: IdentityHint;
  /** Position in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export const identityHintLabels: Readonly<Record<IdentityHint, string>> = {
  nir: 'ressemble à un numéro de sécurité sociale',
  long_number: 'suite de 13 à 15 chiffres',
  patient_number: 'ressemble à un numéro de dossier patient (IPP)',
  birth_date: 'ressemble à une date de naissance',
  person_name: 'ressemble au nom d’une personne',
};

/** Digits of a number, each possibly followed by the separators people type. */
const separator = '[\\s.\\u00a0\\u202f-]?';

const patterns: readonly (readonly [IdentityHint, RegExp])[] = [
  // Sex, year, month (01-12, or 20-42 and 50-99 when unknown), département (2A/2B), commune, order, key.
  [
    'nir',
    new RegExp(
      `(?<![\\d])[12478]${separator}\\d{2}${separator}(?:0[1-9]|1[0-2]|[2-9]\\d)${separator}(?:\\d{2}|2[AB])${separator}\\d{3}${separator}\\d{3}(?:${separator}\\d{2})?(?!\\d)`,
      'giu',
    ),
  ],
  ['long_number', new RegExp(`(?<!\\d)\\d(?:${separator}\\d){12,14}(?!\\d)`, 'gu')],
  [
    'patient_number',
    /\b(?:ipp|iep|nip|dossier|n°\s*patient|séjour|sejour)\s*(?:n°|no|num(?:éro)?|:|=)?\s*:?\s*[a-z]{0,3}\d{5,12}\b/giu,
  ],
  ['patient_number', /(?<![\d.,/-])\d{8,12}(?![\d.,/-])/gu],
  [
    'birth_date',
    /\b(?:né(?:e|\(e\))?|naissance|ddn|dn)\b[^\d\n]{0,12}\d{1,2}[\s/.-]\d{1,2}[\s/.-](?:\d{4}|\d{2})\b/giu,
  ],
  ['birth_date', /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19\d{2}|20[01]\d)(?!\d)/gu],
  ['birth_date', /(?<!\d)(?:19\d{2}|20[01]\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/gu],
  [
    'person_name',
    /(?<!\p{L})(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle|[Pp]atiente?)[\s\u00a0\u202f]+(?!(?:Le|La|Les|Du|De|Des|Un|Une)\s+\p{Ll})\p{Lu}[\p{L}'’-]*/gu,
  ],
];

/** A phone number is ten digits starting with 0, or +33 and nine: the caller's line is asked for by the form. */
const phone = new RegExp(`(?<!\\d)(?:\\+33|0033|0)${separator}[1-9](?:${separator}\\d{2}){4}(?!\\d)`, 'gu');

/** The parts of `text` that may identify a patient, in order, without overlaps (the more precise hint wins). */
export function findPatientIdentity(text: string): readonly IdentityWarning[] {
  const searched = text.replace(phone, (match) => '#'.repeat(match.length));
  const found: IdentityWarning[] = [];
  for (const [hint, pattern] of patterns) {
    for (const match of searched.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ hint, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
