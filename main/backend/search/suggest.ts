import type { Database } from 'better-sqlite3';
import type { OpeningState } from '../../../shared/domain/opening-hours.ts';
import { distanceKm, type Gazetteer } from '../gazetteer/index.ts';
import { CandidateReader, type Candidate, type Found, type Wanted } from './candidates.ts';
import { categories, type Category } from './categories.ts';
import { Interpreter, type Interpretation } from './interpret.ts';
import { OpeningNow } from './opening.ts';
import { compareRanked, scoreOf, type Ranked } from './ranking.ts';
import { reasonOf, type MatchReason } from './reasons.ts';
import { Vocabulary } from './vocabulary.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export interface SuggestOptions {
  /** Only this category; all when absent. */
  readonly category?: Category;
  /** Where the patient is taken in charge: distances and ties. */
  readonly place?: Place | null;
  /** Suggestions by category; 5 when absent. */
  readonly limit?: number;
  /** The profile may see sensitive units. Never on a wall screen, in an export, a print or a feed. */
  readonly sensitive?: boolean;
}

export interface Suggestion {
  readonly category: Category;
  /** `Organization`, `HealthcareService`, `PractitionerRole`, or `Code` for an equipment or an aptitude. */
  readonly refType: string;
  /** Resource id; `system|code` for a code. */
  readonly refId: string;
  readonly name: string;
  readonly detail: string;
  /** Level of an organization, unit type (TRE_R244) of a unit. */
  readonly level: string | null;
  readonly department: string | null;
  readonly distanceKm: number | null;
  readonly opening: OpeningState | null;
  readonly beds: number | null;
  /** For an equipment or an aptitude: how many units have it. */
  readonly units: number | null;
  readonly match: MatchReason;
}

export interface SuggestionGroup {
  readonly category: Category;
  readonly count: number;
  /** The count stopped at its limit: "plus de 1 000". */
  readonly capped: boolean;
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestions {
  /** The best of all categories together. */
  readonly best: readonly Suggestion[];
  /** Categories with at least one match, the one with the best match first. */
  readonly groups: readonly SuggestionGroup[];
  /** Words put in place of those typed with a mistake; null when none was. */
  readonly corrected: string | null;
  /** Nothing matched in this commune of the query: what is shown is the rest of the query, nearest first. */
  readonly near: { readonly code: string; readonly name: string } | null;
}

export interface SearchDependencies {
  readonly gazetteer: Gazetteer | null;
  /** Now, in epoch ms. */
  readonly now: () => number;
  /** Available beds of units, for ties; a unit left out is not known. */
  readonly bedsOf?: (unitIds: readonly string[]) => ReadonlyMap<string, number>;
}

/** Matches of equal score whose beds are compared. */
const bedTies = 40;

interface Details {
  readonly ref_type: string;
  readonly detail: string;
  readonly labels: string;
  readonly department: string | null;
}

/** Answers a keystroke from the index. Reads only; several may be used on one read-only connection. */
export class Suggester {
  readonly #reader: CandidateReader;
  readonly #vocabulary: Vocabulary;
  readonly #interpreter: Interpreter;
  readonly #opening: OpeningNow;
  readonly #dependencies: SearchDependencies;
  readonly #details;
  readonly #units;

  constructor(database: Database, dependencies: SearchDependencies) {
    this.#vocabulary = new Vocabulary(database);
    this.#reader = new CandidateReader(database, this.#vocabulary);
    this.#interpreter = new Interpreter(this.#reader, this.#vocabulary, dependencies.gazetteer);
    this.#opening = new OpeningNow(database);
    this.#dependencies = dependencies;
    this.#details = database.prepare<[number], Details>(
      'SELECT ref_type, detail, labels, department FROM search_document d JOIN search_label l ON l.pk = d.pk WHERE d.pk = ?',
    );
    this.#units = database
      .prepare<[number], number>('SELECT count(*) FROM search_link WHERE concept = ?')
      .pluck();
  }

  /** Reads the words of the index ahead of the first typing mistake (tens of ms); call it when idle. */
  warm(): void {
    this.#vocabulary.refresh();
  }

  /** How a query is understood, before anything is read of what it finds. */
  interpret(query: string): Interpretation {
    return this.#interpreter.interpret(query);
  }

  suggest(query: string, options: SuggestOptions = {}): Suggestions {
    const understood = this.interpret(query);
    const { wanted, corrected, near } = understood;
    if (wanted.length === 0) return { best: [], groups: [], corrected: null, near: null };
    const key = keyOf(wanted);
    const limit = options.limit ?? 5;
    const place = near ?? options.place ?? null;
    const groups: { category: Category; found: Found; ranked: Ranked[] }[] = [];
    for (const category of options.category === undefined ? categories : [options.category]) {
      // What a region has somewhere does not answer "near there".
      if (near !== null && (category === 'equipment' || category === 'aptitude')) continue;
      const found = this.#reader.find(category, wanted, key, {
        sensitive: options.sensitive === true,
        fromPlace: place !== null,
      });
      if (found.candidates.length === 0) continue;
      groups.push({ category, found, ranked: this.rank(category, found.candidates, wanted, key, place) });
    }
    groups.sort((a, b) => (a.ranked[0]?.score ?? 9) - (b.ranked[0]?.score ?? 9));
    const best = groups
      .flatMap(({ ranked }) => ranked.slice(0, limit))
      .sort(compareRanked)
      .slice(0, limit);
    const shown = new Map<number, Suggestion>();
    const show = (ranked: Ranked): Suggestion => {
      const known = shown.get(ranked.candidate.pk) ?? this.#suggestion(ranked, wanted, corrected);
      shown.set(ranked.candidate.pk, known);
      return known;
    };
    return {
      best: best.map(show),
      groups: groups.map(({ category, found, ranked }) => ({
        category,
        count: found.count,
        capped: found.capped,
        suggestions: ranked.slice(0, limit).map(show),
      })),
      corrected: corrected ? key : null,
      near: near === null ? null : { code: near.code, name: near.name },
    };
  }

  /** Candidates of one category in order. Beds settle what score, opening and distance left equal at the top. */
  rank(
    category: Category,
    candidates: readonly Candidate[],
    wanted: readonly Wanted[],
    key: string,
    place: Place | null,
  ): Ranked[] {
    const now = this.#dependencies.now();
    const ranked = candidates.map((candidate) => ({
      candidate,
      category,
      ...scoreOf(candidate, wanted, key),
      opening: category === 'unit' ? this.#opening.state(candidate.hours, now) : null,
      distanceKm: this.#distance(candidate, place),
    }));
    ranked.sort(
      (a, b) =>
        compareRanked(a, b) ||
        (a.candidate.nameKey < b.candidate.nameKey
          ? -1
          : a.candidate.nameKey > b.candidate.nameKey
            ? 1
            : a.candidate.pk - b.candidate.pk),
    );
    return this.#byBeds(ranked);
  }

  #byBeds(ranked: Ranked[]): Ranked[] {
    const { bedsOf } = this.#dependencies;
    const [first] = ranked;
    if (bedsOf === undefined || first?.category !== 'unit') return ranked;
    const head = ranked.slice(0, bedTies);
    const beds = bedsOf(head.map(({ candidate }) => candidate.refId));
    const order = new Map(head.map((each, index) => [each, index]));
    head.sort(
      (a, b) =>
        compareRanked(a, b) ||
        (beds.get(b.candidate.refId) ?? -1) - (beds.get(a.candidate.refId) ?? -1) ||
        (order.get(a) ?? 0) - (order.get(b) ?? 0),
    );
    return [...head, ...ranked.slice(bedTies)];
  }

  #distance(candidate: Candidate, place: Place | null): number | null {
    if (place === null) return null;
    if (candidate.latitude !== null && candidate.longitude !== null) {
      return distanceKm(place, { latitude: candidate.latitude, longitude: candidate.longitude });
    }
    const commune =
      candidate.commune === null ? null : (this.#dependencies.gazetteer?.byCode(candidate.commune) ?? null);
    return commune === null ? null : distanceKm(place, commune);
  }

  #suggestion(
    { candidate, category, kind, opening, distanceKm: distance }: Ranked,
    wanted: readonly Wanted[],
    corrected: boolean,
  ): Suggestion {
    const details = this.#details.get(candidate.pk);
    const isConcept = category === 'equipment' || category === 'aptitude';
    return {
      category,
      refType: details?.ref_type ?? '',
      refId: candidate.refId,
      name: candidate.name,
      detail: details?.detail ?? '',
      level: candidate.level,
      department: details?.department ?? null,
      distanceKm: distance,
      opening,
      beds:
        category === 'unit'
          ? (this.#dependencies.bedsOf?.([candidate.refId]).get(candidate.refId) ?? null)
          : null,
      units: isConcept ? (this.#units.get(candidate.pk) ?? 0) : null,
      match: reasonOf(
        { name: candidate.name, acronym: candidate.acronym, labels: details?.labels ?? '' },
        wanted,
        kind,
        corrected,
      ),
    };
  }
}

/** The words of a query as compared with the key of a name. */
function keyOf(wanted: readonly Wanted[]): string {
  return wanted.map(({ word }) => word.word).join(' ');
}
