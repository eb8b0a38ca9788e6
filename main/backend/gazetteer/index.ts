import { readFileSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { words } from '../search/normalise.ts';
import { gazetteerFormat } from './format.ts';

export { distanceKm } from './distance.ts';
export { gazetteerFile } from './format.ts';

/** A commune, an arrondissement of Paris, Lyon or Marseille, or a former commune still used in speech. */
export interface Commune {
  /** COG code. */
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly postalCodes: readonly string[];
  readonly population: number;
  /** WGS84 centre. */
  readonly latitude: number;
  readonly longitude: number;
  /** Typical error of the centre in km when it had to be placed among its neighbours; null when it is known. */
  readonly approximateKm: number | null;
  /** Code of the commune a former commune or an arrondissement belongs to. */
  readonly partOf: string | null;
}

export interface Gazetteer {
  /** Communes of a name, a postal code or a COG code being typed, most inhabited first. */
  find(query: string, limit?: number): readonly Commune[];
  /** The commune of a COG code. */
  byCode(code: string): Commune | null;
  byPostalCode(postalCode: string): readonly Commune[];
  readonly size: number;
}

/** Département of a COG code: two characters, three overseas. */
export function departmentOfCode(code: string): string {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}

function parse(line: string): Commune {
  const [code = '', name = '', postal = '', population, latitude, longitude, error = '', partOf = ''] =
    line.split('\t');
  return {
    code,
    name,
    department: departmentOfCode(code),
    postalCodes: postal === '' ? [] : postal.split(' '),
    population: Number(population),
    latitude: Number(latitude),
    longitude: Number(longitude),
    approximateKm: error === '' ? null : Number(error),
    partOf: partOf === '' ? null : partOf,
  };
}

const article = /^ (?:l|la|le|les)(?= )/;

interface Loaded {
  readonly lines: readonly string[];
  /** Folded name of each line, words each led by a space: ` saint denis`. */
  readonly keys: readonly string[];
  /** Département, COG and postal codes of each line: ` 93 93010 93140 `. */
  readonly codes: readonly string[];
  readonly lineOfCode: ReadonlyMap<string, number>;
}

function load(file: string): Loaded {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError(
      'internal',
      'La liste des communes est absente de cette installation ; réinstallez le logiciel.',
      {
        cause,
        details: { file },
      },
    );
  }
  const lines = text.split('\n');
  const head = lines.shift();
  if (head?.split('\t', 1)[0] !== gazetteerFormat) {
    throw new AppError(
      'internal',
      'La liste des communes est d’une autre version ; réinstallez le logiciel.',
      { details: { file } },
    );
  }
  if (lines.at(-1) === '') lines.pop();
  const keys = lines.map(
    (line) =>
      ` ${words(line.slice(line.indexOf('\t') + 1, line.indexOf('\t', line.indexOf('\t') + 1))).join(' ')}`,
  );
  const codes = lines.map((line) => {
    const [code = '', , postal = ''] = line.split('\t', 3);
    return ` ${departmentOfCode(code)} ${code} ${postal} `.toLowerCase();
  });
  return {
    lines,
    keys,
    codes,
    lineOfCode: new Map(lines.map((line, index) => [line.slice(0, line.indexOf('\t')), index])),
  };
}

/** Whether a word of a query names the commune otherwise than by its name: postal code, département or COG code. */
function codeMatches(key: string, codes: string, word: string): boolean {
  if (key.includes(` ${word}e`)) return true; // "paris 13" is the 13th arrondissement
  return codes.includes(word.length === 2 ? ` ${word} ` : ` ${word}`);
}

/**
 * The offline gazetteer read from the generated file. Nothing is read before the first question.
 * @throws AppError `internal` at the first question when the file is missing or of another format.
 */
export function createGazetteer(file: string): Gazetteer {
  let loaded: Loaded | undefined;
  const data = (): Loaded => (loaded ??= load(file));
  const at = (index: number): Commune => parse(data().lines[index] ?? '');

  const find = (query: string, limit = 10): readonly Commune[] => {
    const asked = words(query).slice(0, 6);
    if (asked.length === 0) return [];
    const isCode = (word: string): boolean => /^(\d{2,5}|2[ab]\d{0,3})$/.test(word);
    const codes = asked.filter(isCode);
    const names = asked.filter((word) => !isCode(word));
    const { keys, codes: codeKeys, lines, lineOfCode } = data();
    const needles = names.map((name) => ` ${name}`);
    const whole = needles.join('');
    const found: { commune: Commune; weight: number }[] = [];
    const exactCode = names.length > 0 ? undefined : lineOfCode.get((codes[0] ?? '').toUpperCase());
    for (let index = 0; index < lines.length; index += 1) {
      const key = keys[index] ?? '';
      if (!needles.every((needle) => key.includes(needle))) continue;
      if (!codes.every((code) => codeMatches(key, codeKeys[index] ?? '', code))) continue;
      const commune = at(index);
      const name = key.replace(article, '');
      const weight =
        index === exactCode
          ? Infinity
          : (commune.population + 1) * (name === whole ? 10 : name.startsWith(whole) ? 3 : 1);
      found.push({ commune, weight });
      // Lines come in order of population: hundreds of bigger communes are ahead of whatever follows.
      if (found.length >= 400) break;
    }
    found.sort((a, b) => b.weight - a.weight);
    return found.slice(0, limit).map(({ commune }) => commune);
  };

  return {
    find,
    byCode: (code) => {
      const index = data().lineOfCode.get(code.toUpperCase());
      return index === undefined ? null : at(index);
    },
    byPostalCode: (postalCode) =>
      /^\d{5}$/.test(postalCode)
        ? find(postalCode, 100).filter((commune) => commune.postalCodes.includes(postalCode))
        : [],
    get size() {
      return data().lines.length;
    },
  };
}
