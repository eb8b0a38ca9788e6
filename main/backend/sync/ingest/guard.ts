import { z } from 'zod';

/** Resources of one type at the end of a full pull. */
export interface TypeTally {
  readonly type: string;
  /** Held now, those just received included. */
  readonly held: number;
  /** Held but not in what the region sent, although old enough to have been. */
  readonly missing: number;
}

/** What made the guard hold the deletion back; kept until a pull is accepted. */
export const suspicionSchema = z.object({
  at: z.number(),
  generation: z.number(),
  missing: z.record(z.string(), z.number()),
});
export type Suspicion = z.output<typeof suspicionSchema>;

/** Above this share of a type missing, the region's answer is doubted rather than believed. */
const doubtfulShare = 0.2;
/** Small types vary a lot: under this number missing, nothing is doubted. */
const smallNumber = 10;
/** Two pulls tell the same story when their missing counts differ by less than this share. */
const sameShare = 0.05;

export type Verdict =
  | { readonly kind: 'accept' }
  | {
      readonly kind: 'doubt';
      readonly missing: Readonly<Record<string, number>>;
      readonly tallies: readonly TypeTally[];
    };

/**
 * The wipe-out guard: whether what a full pull did not bring may be deleted. A server that restarts empty, loses a
 * filter or serves a half-written export must not empty the boards. More than a fifth of a type missing is doubted;
 * a doubted pull is accepted when `asked` (a person saw the warning and started it) or when an earlier pull already
 * told the same story; an answer without a single offer is never accepted.
 */
export function judge(tallies: readonly TypeTally[], earlier: Suspicion | null, asked: boolean): Verdict {
  const doubtful = tallies.filter(
    (each) => each.missing >= smallNumber && each.missing > each.held * doubtfulShare,
  );
  const offers = tallies.find((each) => each.type === 'HealthcareService');
  const empty = offers !== undefined && offers.held > 0 && offers.missing === offers.held;
  if (doubtful.length === 0 && !empty) return { kind: 'accept' };
  const missing = Object.fromEntries(
    tallies.filter((each) => each.missing > 0).map((each) => [each.type, each.missing]),
  );
  const confirmed = earlier !== null && (asked || sameStory(missing, earlier.missing));
  if (confirmed && !empty) return { kind: 'accept' };
  return {
    kind: 'doubt',
    missing,
    tallies: doubtful.length === 0 && offers !== undefined ? [offers] : doubtful,
  };
}

function sameStory(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((type) => {
    const [x, y] = [a[type] ?? 0, b[type] ?? 0];
    return Math.abs(x - y) <= Math.max(smallNumber, Math.max(x, y) * sameShare);
  });
}

const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  Organization: ['structure', 'structures'],
  HealthcareService: ['offre', 'offres'],
  Location: ['lieu', 'lieux'],
  Practitioner: ['professionnel', 'professionnels'],
  PractitionerRole: ['situation d’exercice', 'situations d’exercice'],
};

/** The French sentence of a doubted pull, with its counts. */
export function doubtSentence(tallies: readonly TypeTally[]): string {
  const number = new Intl.NumberFormat('fr-FR');
  const parts = tallies.map(({ type, held, missing }) => {
    const [one, many] = words[type] ?? ['élément', 'éléments'];
    return `${number.format(held - missing)} ${held - missing > 1 ? many : one} au lieu de ${number.format(held)}`;
  });
  return (
    `La région n’a transmis que ${parts.join(', ')}. Par prudence, rien n’a été supprimé et les données précédentes ` +
    'sont conservées. Une nouvelle lecture complète vérifiera ; vous pouvez aussi la lancer pour accepter ce nouvel état.'
  );
}
