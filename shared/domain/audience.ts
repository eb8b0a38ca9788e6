import type { AgeRange } from './entities.ts';

export type Audience = 'all' | 'adult' | 'child';

/**
 * Whom a unit takes, from its age range in years (product.md §3: no flag exists in the ROR): children when it reaches
 * below 18, adults when it reaches 18 and over, possibly both. An unknown or impossible range shuts nobody out.
 */
export function audienceOf(range: AgeRange | null): { readonly adult: boolean; readonly child: boolean } {
  if (range === null) return { adult: true, child: true };
  const { low, high } = range;
  if (low !== null && high !== null && low > high) return { adult: true, child: true };
  return { adult: high === null || high >= 18, child: low === null || low < 18 };
}
