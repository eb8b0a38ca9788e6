/** One entry of a `phones` column, as the importer writes it. */
interface StoredPhone {
  readonly value: string;
  readonly level: 1 | 2 | 3;
  /** TRE_R287 code of the contact it belongs to. */
  readonly purpose: string | null;
}

/** 06 switchboard answers at any hour; 02 appointments is of no use for a bed at night. */
const rank = (purpose: string | null): number => (purpose === '06' ? 0 : purpose === '02' ? 2 : 1);

/**
 * The number to call first, from a `phones` column of ours: switchboard before others, appointments last, and only
 * what professionals may see (level 3 is for regulation and crisis). Null when there is none.
 */
export function bestPhone(phones: string | null): string | null {
  if (phones === null || phones === '[]') return null;
  let best: StoredPhone | null = null;
  for (const phone of JSON.parse(phones) as StoredPhone[]) {
    if (phone.level <= 2 && (best === null || rank(phone.purpose) < rank(best.purpose))) best = phone;
  }
  return best?.value ?? null;
}
