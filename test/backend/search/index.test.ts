import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSearch, type Search, type SuggestOptions } from '../../../main/backend/search/index.ts';
import { openRegion, regionNow, type TestRegion } from './region.ts';

let folder: string;
let region: TestRegion;
let reader: Database;
let search: Search;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'search-'));
  region = openRegion(folder);
  reader = region.openReader();
  search = createSearch(reader, {
    gazetteer: null,
    now: () => regionNow,
    bedsOf: (ids) => new Map(ids.map((id) => [id, id.endsWith('beds') ? 5 : 0])),
  });
});
afterEach(() => {
  reader.close();
  region.close();
  rmSync(folder, { recursive: true });
});

const nos = (name: string): string => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name}`;
const sd = (name: string): string => `https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/${name}`;
const coding = (system: string, code: string, display: string): object => ({
  coding: [{ system: nos(system), code, display }],
});

function eg(id: string, name: string, more: object = {}): object {
  return {
    resourceType: 'Organization',
    id,
    name,
    type: [coding('TRE_R66-CategorieEtablissement', '355', 'Centre hospitalier')],
    address: [{ city: 'Bondy', postalCode: '93140' }],
    ...more,
  };
}

function unit(id: string, name: string, more: object = {}): object {
  return {
    resourceType: 'HealthcareService',
    id,
    name,
    providedBy: { reference: 'Organization/eg' },
    category: [coding('TRE_R244-CategorieOrganisation', '149', 'Cardiologie')],
    ...more,
  };
}

const typed = (type: string): object => ({ category: [coding('TRE_R244-CategorieOrganisation', type, 'x')] });

function names(query: string, options?: SuggestOptions): string[] {
  return search.suggest(query, options).best.map(({ name }) => name);
}

describe('the index follows the directory', () => {
  test('a unit is found by its name, its hospital, its town and its type', () => {
    region.apply([eg('eg', 'Hôpital Jean-Verdier'), unit('u', 'Secteur B', typed('263'))]);
    for (const query of [
      'secteur b',
      'SECTEUR',
      'usinv',
      'usinv bondy',
      'bondy usinv',
      'verdier jean usinv',
      'usinv 93140',
      'unité neuro vasculaire',
    ]) {
      expect(names(query), query).toEqual(['Secteur B']);
    }
    expect(names('hopital jean verdier')[0]).toBe('Hôpital Jean-Verdier');
  });

  test('a renamed hospital is found under its new name, with its units, and no longer under the old one', () => {
    region.apply([eg('eg', 'Hôpital Jean-Verdier'), unit('u', 'Cardiologie')]);
    region.apply([eg('eg', 'Hôpital Neuf', { meta: { lastUpdated: '2026-11-23T10:00:00Z' } })]);
    expect(names('cardiologie neuf')).toEqual(['Cardiologie']);
    expect(names('verdier')).toEqual([]);
  });

  test('a unit that left the region is no longer found', () => {
    region.apply([eg('eg', 'Hôpital'), unit('u', 'Cardiologie')]);
    region.ingest.transaction(() => {
      region.ingest.remove([{ type: 'HealthcareService', id: 'u' }], {
        organizations: new Set(),
        locations: new Set(),
      });
    });
    region.index();
    expect(names('cardiologie')).toEqual([]);
    expect(region.writer.prepare('SELECT count(*) FROM search_text_unit').pluck().get()).toBe(0);
  });

  test('equipment of a Location finds its units; a new bed count indexes nothing again', () => {
    const location = (count: number, updated: string): object => ({
      resourceType: 'Location',
      id: 'l',
      name: 'Aile A',
      meta: { lastUpdated: updated },
      extension: [
        {
          url: sd('ror-location-equipment'),
          extension: [
            {
              url: 'equipmentType',
              valueCodeableConcept: coding('TRE_R212-Equipement', '17', 'IRM 3 Tesla'),
            },
          ],
        },
        {
          url: sd('ror-location-supported-capacity'),
          extension: [{ url: 'nbCapacity', valueInteger: count }],
        },
      ],
    });
    region.apply([
      eg('eg', 'Hôpital'),
      unit('u', 'Imagerie', { location: [{ reference: 'Location/l' }] }),
      location(3, '2026-11-23T08:00:00Z'),
    ]);
    const [concept] = search.suggest('irm').best;
    expect(concept).toMatchObject({
      category: 'equipment',
      name: 'IRM 3 Tesla',
      units: 1,
      refId: 'TRE_R212|17',
    });
    expect(names('irm imagerie', { category: 'unit' })).toEqual(['Imagerie']);
    // A document written again would lose this mark.
    region.writer.exec("UPDATE search_label SET detail = 'marque'");
    region.apply([location(2, '2026-11-23T09:00:00Z')]);
    expect(search.suggest('imagerie', { category: 'unit' }).best[0]?.detail).toBe('marque');
    expect(region.writer.prepare('SELECT count(*) FROM search_dirty').pluck().get()).toBe(0);
  });

  test('units that arrive before their hospital get its name when it arrives', () => {
    region.apply([unit('u', 'Cardiologie')]);
    expect(names('cardiologie verdier')).toEqual([]);
    region.apply([eg('eg', 'Hôpital Jean-Verdier')]);
    expect(names('cardiologie verdier')).toEqual(['Cardiologie']);
  });

  test('an interrupted or small-stepped indexing ends in the same place', () => {
    region.apply([
      eg('eg', 'Hôpital Jean-Verdier'),
      unit('u', 'Cardiologie'),
      unit('v', 'USIC', typed('262')),
    ]);
    const texts = (): unknown =>
      region.writer.prepare('SELECT name, acronym FROM search_document ORDER BY name').all();
    const whole = texts();
    region.writer.exec("UPDATE search_meta SET value = 'older'");
    region.index(1);
    expect(texts()).toEqual(whole);
    expect(names('usic verdier')).toEqual(['USIC']);
  });

  test('hospitals that contain one another in a loop are still indexed', () => {
    region.apply([
      eg('a', 'Boucle A', { partOf: { reference: 'Organization/b' } }),
      eg('b', 'Boucle B', { partOf: { reference: 'Organization/a' } }),
      unit('u', 'Cardiologie', { providedBy: { reference: 'Organization/a' } }),
    ]);
    expect(names('boucle').sort()).toEqual(['Boucle A', 'Boucle B', 'Cardiologie']);
  });
});

describe('ranking', () => {
  test('exact name, then beginning, then words of the name, then acronym, then other fields', () => {
    region.apply([
      eg('eg', 'Hôpital'),
      unit('1', 'USIC'),
      unit('2', 'USIC Nord'),
      unit('3', 'Cardiologie – USIC'),
      unit('4', 'Soins intensifs', typed('262')),
      unit('5', 'Consultation', {
        specialty: [coding('TRE_R211-ActiviteOperationnelle', '356', 'Avis pour usicien')],
      }),
    ]);
    expect(names('usic')).toEqual([
      'USIC',
      'USIC Nord',
      'Cardiologie – USIC',
      'Soins intensifs',
      'Consultation',
    ]);
  });

  test('equal matches: open first, then near, then with beds', () => {
    const open = { availableTime: [{ allDay: true }] };
    const shut = {
      notAvailable: [{ id: 'closingReopeningDate', description: 'x', during: { start: '2020-01-01' } }],
      ...open,
    };
    const placed = (id: string, latitude: number): object => ({
      resourceType: 'Location',
      id,
      position: { latitude, longitude: 2.4 },
    });
    const on = (id: string): object => ({ location: [{ reference: `Location/${id}` }] });
    region.apply([
      eg('eg', 'Hôpital'),
      ...[placed('near', 48.9), placed('far', 48.2)],
      unit('shut-near-beds', 'Dialyse', { ...shut, ...on('near') }),
      unit('open-far-beds', 'Dialyse', { ...open, ...on('far') }),
      unit('open-near', 'Dialyse', { ...open, ...on('near') }),
      unit('open-near-beds', 'Dialyse', { ...open, ...on('near') }),
    ]);
    const found = search.suggest('dialyse', {
      category: 'unit',
      place: { latitude: 48.9, longitude: 2.4 },
    }).best;
    expect(found.map(({ refId }) => refId)).toEqual([
      'open-near-beds',
      'open-near',
      'open-far-beds',
      'shut-near-beds',
    ]);
    expect(found[2]?.distanceKm).toBeCloseTo(77.8, 0);
    expect(found[3]?.opening).toBe('closed');
  });

  test('typing mistakes are forgiven only when needed, and said', () => {
    region.apply([eg('eg', 'Hôpital'), unit('1', 'Réanimation'), unit('2', 'Scanner')]);
    expect(search.suggest('reanimtion')).toMatchObject({
      corrected: 'reanimation',
      best: [{ name: 'Réanimation', match: { corrected: true } }],
    });
    expect(names('sacnner')).toEqual(['Scanner']);
    expect(search.suggest('scanner').corrected).toBeNull();
    expect(names('scx')).toEqual([]); // three letters: no mistake allowed
  });

  test('the reason says the acronym or the field that matched', () => {
    region.apply([
      eg('eg', 'Hôpital Jean-Verdier'),
      unit('1', 'Secteur B', {
        ...typed('263'),
        characteristic: [coding('TRE_R245-SpecialisationDePriseEnCharge', '9', 'Anévrisme')],
      }),
    ]);
    const because = (query: string): string | null | undefined =>
      search.suggest(query, { category: 'unit' }).best[0]?.match.because;
    expect(because('usinv')).toBe('USINV = soins intensifs neurovasculaires');
    expect(because('secteur anevr')).toBe('Anévrisme');
    expect(because('secteur')).toBeNull();
    expect(search.suggest('secteur', { category: 'unit' }).best[0]?.match.highlighted).toEqual(['Secteur']);
  });
});

describe('what must never happen', () => {
  test('a sensitive unit, or its professionals, shown to who may not see them', () => {
    region.apply([
      eg('eg', 'Hôpital'),
      unit('s', 'Unité secrète', {
        extension: [{ url: sd('ror-healthcareservice-sensitive-unit'), valueBoolean: true }],
      }),
      {
        resourceType: 'PractitionerRole',
        id: 'r',
        healthcareService: [{ reference: 'HealthcareService/s' }],
        extension: [
          { url: sd('ror-practitionerrole-name'), valueHumanName: { family: 'Secretan', given: ['Ana'] } },
        ],
      },
    ]);
    expect(search.suggest('secr').best).toEqual([]);
    expect(search.suggest('secr').groups).toEqual([]);
    expect(names('secr', { sensitive: true })).toContain('Unité secrète');
  });

  test.each([
    '',
    ' ',
    '*',
    '"',
    '""',
    "'",
    'NEAR(',
    'NEAR(a b)',
    'name:x',
    '{name}',
    '^a',
    'a AND',
    'OR',
    'NOT',
    '-',
    '(',
    '🏥',
    '\u0000',
    '<script>alert(1)</script>',
  ])('an error for the query %j', (query) => {
    region.apply([eg('eg', 'Hôpital <script>alert(1)</script>')]);
    expect(() => search.suggest(query)).not.toThrow();
  });

  test('an error or an injection for long, hostile or strange text', () => {
    region.apply([
      eg('eg', `Hôpital ${'x'.repeat(5000)}`),
      unit('u', '\u202eCardio\u0000logie "); DROP TABLE search_document; --'),
    ]);
    for (const query of [
      'a'.repeat(500),
      'mot '.repeat(200),
      '"; DROP TABLE search_document; --',
      '\ud800',
      'œ'.repeat(500),
    ]) {
      expect(() => search.suggest(query), query.slice(0, 20)).not.toThrow();
    }
    expect(names('hopital')[0]?.length).toBeLessThanOrEqual(300);
    expect(names('drop table')).toHaveLength(1);
  });
});
