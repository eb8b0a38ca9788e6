import type { AgeRange } from '../../../../shared/domain/entities.ts';
import { isObject } from './notes.ts';
import type { Holder, Notes } from './notes.ts';
import { decimal, unread } from './values.ts';

const perYear: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  ans: 1,
  annee: 1,
  annees: 1,
  y: 1,
  year: 1,
  years: 1,
  mo: 12,
  mois: 12,
  month: 12,
  months: 12,
  wk: 52.1775,
  semaine: 52.1775,
  semaines: 52.1775,
  d: 365.25,
  j: 365.25,
  jour: 365.25,
  jours: 365.25,
};

function unitFactor(notes: Notes, quantity: Holder): number {
  for (const key of ['code', 'unit'] as const) {
    const unit = quantity[key];
    if (typeof unit !== 'string') continue;
    const word = unit
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/\(s\)$/, '')
      .toLowerCase()
      .trim();
    if (Object.hasOwn(perYear, word)) return perYear[word] ?? 1;
  }
  const sent = quantity.code ?? quantity.unit;
  // Units may be missing, or be codes of TRE_R247 we do not have: the guide says years (pitfalls B12).
  if (sent !== undefined && sent !== null)
    notes.add('invalid_value', quantity, quantity.code === undefined ? 'unit' : 'code');
  return 1;
}

/** An age in years; months, weeks and days are converted. */
function age(notes: Notes, value: unknown, holder: Holder, key: string): number | null {
  const years = decimal(notes, value, holder, key);
  if (years === null) return null;
  if (years < 0) {
    notes.add('invalid_value', holder, key);
    return null;
  }
  if (!isObject(value)) return years;
  for (const part in value) {
    if (part !== 'value' && part !== 'unit' && part !== 'code' && part !== 'system' && part !== 'comparator')
      unread(notes, value, part);
  }
  return years / unitFactor(notes, value);
}

/** An age Range; null when neither bound is known. */
export function readAgeRange(notes: Notes, value: unknown, holder: Holder, key: string): AgeRange | null {
  if (!isObject(value)) {
    notes.add('wrong_type', holder, key);
    return null;
  }
  let low: number | null = null;
  let high: number | null = null;
  for (const part in value) {
    if (part === 'low') low = age(notes, value.low, value, part);
    else if (part === 'high') high = age(notes, value.high, value, part);
    else unread(notes, value, part);
  }
  return low === null && high === null ? null : { low, high };
}
