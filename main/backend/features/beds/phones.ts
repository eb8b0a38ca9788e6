import { z } from 'zod';

const stored = z.array(
  z.object({
    value: z.string(),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    purpose: z.string().nullable(),
  }),
);

/** TRE_R287: 06 switchboard answers at any hour; 02 appointments is of no use for a bed at night. */
const rank = (purpose: string | null): number => (purpose === '06' ? 0 : purpose === '02' ? 2 : 1);

/**
 * The number to call first, from a `phones` column: switchboard before others, appointments last, and only what
 * professionals may see (level 3 is for regulation and crisis). Null when there is none.
 */
export function bestPhone(phones: string | null): string | null {
  if (phones === null || phones === '[]') return null;
  const read = stored.safeParse(JSON.parse(phones));
  if (!read.success) return null;
  const [first] = read.data
    .filter(({ level }) => level <= 2)
    .toSorted((a, b) => rank(a.purpose) - rank(b.purpose));
  return first?.value ?? null;
}
