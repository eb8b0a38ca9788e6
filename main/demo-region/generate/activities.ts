import { criticalKinds, burnsKind } from './critical-kinds.ts';
import { cityKinds, elderKinds, hadKinds, psyKinds, sensitiveKinds, smrKinds } from './other-kinds.ts';
import { samuKind, siteKinds } from './site-kinds.ts';
import { hospitalKinds } from './specialties.ts';

const published: readonly (readonly [string, string])[] = [
  ['Allergologie', '005'],
  ['Cardiologie', '013'],
  ['Neurologie vasculaire', '356'],
  ['Pédopsychiatrie', '227'],
  ['Médecine générale', '437'],
];
const kinds = [
  criticalKinds,
  [burnsKind, samuKind],
  siteKinds,
  hospitalKinds,
  smrKinds,
  psyKinds,
  sensitiveKinds,
  hadKinds,
  elderKinds,
  cityKinds,
];
const invented = [...new Set(kinds.flat().map(({ activity }) => activity))]
  .sort()
  .map((label, index) => [label, String(600 + index)] as const);

/** Operational activity (TRE_R211) by label; activities whose code was not published have one from 600 upward. */
export const activityCodes: ReadonlyMap<string, string> = new Map([...invented, ...published]);
