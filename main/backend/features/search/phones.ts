interface StoredPhone {
  readonly value: string;
  readonly level: 1 | 2 | 3;
  /** TRE_R287 code of the contact it belongs to. */
  readonly purpose: string | null;
}

/** 06 switchboard answers at any hour; 02 appointments is of no use at night. */
const rank = (purpose: string | null): number => (purpose === '06' ? 0 : purpose === '02' ? 2 : 1);

/** The number to call first among those a viewer may see, from a `phones` column; null when there is none. */
export function phoneToCall(phones: string | null, ceiling: 1 | 2 | 3): string | null {
  if (phones === null || phones === '[]') return null;
  let best: StoredPhone | null = null;
  for (const phone of JSON.parse(phones) as StoredPhone[]) {
    if (phone.level <= ceiling && (best === null || rank(phone.purpose) < rank(best.purpose))) best = phone;
  }
  return best?.value ?? null;
}
