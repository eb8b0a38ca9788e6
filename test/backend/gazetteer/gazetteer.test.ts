import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  createGazetteer,
  departmentOfCode,
  distanceKm,
  type Gazetteer,
} from '../../../main/backend/gazetteer/index.ts';
import { ensureGazetteer } from '../../../scripts/gazetteer.ts';

let folder: string;
let file: string;
let gazetteer: Gazetteer;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gazetteer-'));
  file = ensureGazetteer(folder);
  gazetteer = createGazetteer(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

function first(query: string): string | undefined {
  return gazetteer.find(query)[0]?.code;
}

describe('the generated file', () => {
  test('holds every commune in at most 2 MB and is not written twice', () => {
    expect(gazetteer.size).toBeGreaterThan(35_000);
    expect(statSync(file).size).toBeLessThan(2_000_000);
    const before = statSync(file).mtimeMs;
    ensureGazetteer(folder);
    expect(statSync(file).mtimeMs).toBe(before);
  });

  test('every line has a code, a name and a plausible French position', () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
    const codes = new Set<string>();
    const odd = lines.filter((line) => {
      const [code = '', name = '', , , latitude = '', longitude = ''] = line.split('\t');
      const known = codes.has(code);
      codes.add(code);
      if (known || name === '' || !/^(\d{5}|2[AB]\d{3})$/.test(code) || latitude === '' || longitude === '')
        return true;
      const mainland = departmentOfCode(code).length === 2;
      return (
        mainland &&
        !(
          Number(latitude) > 41 &&
          Number(latitude) < 51.2 &&
          Number(longitude) > -5.3 &&
          Number(longitude) < 9.7
        )
      );
    });
    expect(odd).toEqual([]);
  });

  test('the centre of Paris’s arrondissements, of a known commune and of an unknown one', () => {
    for (let rank = 1; rank <= 20; rank += 1) {
      const commune = gazetteer.byCode(String(75100 + rank));
      expect(commune?.approximateKm).toBeNull();
      expect(commune?.partOf).toBe('75056');
      expect(
        commune === null ? 99 : distanceKm(commune, { latitude: 48.8566, longitude: 2.3522 }),
      ).toBeLessThan(7);
    }
    for (let rank = 1; rank <= 16; rank += 1)
      expect(gazetteer.byCode(String(13200 + rank))?.approximateKm).toBeNull();
    for (let rank = 1; rank <= 9; rank += 1)
      expect(gazetteer.byCode(String(69380 + rank))?.approximateKm).toBeNull();
    expect(gazetteer.byCode('93010')).toMatchObject({ name: 'Bondy', department: '93', approximateKm: null });
    const villages = gazetteer.find('77', 400).filter(({ approximateKm }) => approximateKm !== null);
    expect(villages.length).toBeGreaterThan(0);
    for (const village of villages)
      expect(distanceKm(village, { latitude: 48.6, longitude: 2.95 })).toBeLessThan(75);
  });
});

describe('finding a commune', () => {
  test.each([
    ['bondy', '93010'],
    ['Évry', '91228'],
    ['evry courc', '91228'],
    ['st denis 93', '93066'],
    ['saint-denis 974', '97411'],
    ['93140', '93010'],
    ['93010', '93010'],
    ['2A004', '2A004'],
    ['l’hay les roses', '94038'],
    ['haÿ', '94038'],
    ['villen st geor', '94078'],
    ['paris 13', '75113'],
    ['kremlin bicetre', '94043'],
  ])('%s', (query, code) => {
    expect(first(query)).toBe(code);
  });

  test('the most inhabited come first, an exact name before a longer one', () => {
    expect(gazetteer.find('mar', 3).map(({ name }) => name)[0]).toBe('Marseille');
    expect(gazetteer.find('sens')[0]?.name).toBe('Sens');
    const populations = gazetteer
      .find('villeneuve-', 8)
      .filter(({ name }) => name !== 'Villeneuve')
      .map(({ population }) => population);
    expect(populations).toEqual([...populations].sort((a, b) => b - a));
  });

  test('all communes of a postal code', () => {
    expect(gazetteer.byPostalCode('77100').map(({ name }) => name)).toContain('Meaux');
    expect(gazetteer.byPostalCode('00000')).toEqual([]);
    expect(gazetteer.byPostalCode('x')).toEqual([]);
  });

  test('nothing typed, or typed anyhow, is harmless', () => {
    expect(gazetteer.find('')).toEqual([]);
    expect(gazetteer.find('🏥 " * (')).toEqual([]);
    expect(gazetteer.byCode('99999')).toBeNull();
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (query) => gazetteer.find(query, 3).length <= 3,
      ),
      { numRuns: 200 },
    );
  });
});

test('distances are great-circle kilometres', () => {
  const paris = { latitude: 48.8566, longitude: 2.3522 };
  expect(distanceKm(paris, { latitude: 45.764, longitude: 4.8357 })).toBeCloseTo(391.5, 0);
  expect(distanceKm(paris, paris)).toBe(0);
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20015.1, 0);
});

test('a missing or foreign file says so', () => {
  expect(() => createGazetteer(path.join(folder, 'absent.tsv')).size).toThrow('absente');
  const foreign = path.join(folder, 'foreign.tsv');
  writeFileSync(foreign, 'autre\n');
  expect(() => createGazetteer(foreign).find('bondy')).toThrow('autre version');
});
