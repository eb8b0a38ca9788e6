import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBedFeature, type BedFeature } from '../../../main/backend/features/beds/index.ts';
import { row } from '../../shared/beds/generators.ts';
import { Region } from './region.ts';

let region: Region;
let feature: BedFeature;
beforeEach(() => {
  region = new Region();
  feature = createBedFeature(region.context);
});
afterEach(() => {
  feature.close();
  region.close();
});

const definition = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';
const systems: Readonly<Record<string, string>> = {
  capacityType: 'TRE_R329-NatureCapacite',
  capacityStatus: 'TRE_R330-TypeStatutCapacite',
  temporalityCapacity: 'TRE_R331-TemporaliteCapacite',
  genderCapacityAvailable: 'TRE_R332-GenreCapacite',
  capacityClosingType: 'TRE_R333-TypeFermetureCapacite',
  capacitySourceType: 'TRE_R335-TypeSourceCapacite',
  temporaryAssignement: 'TRE_R337-AffectationTemporaire',
};
const nos = (name: string): string => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
const coded = (system: string, code: string, display?: string): object => ({
  coding: [{ system: nos(system), code, ...(display === undefined ? {} : { display }) }],
});

/** One indicator as the guide shapes it (ror-fhir §3). */
function capacity(count: number, at: string, codes: Readonly<Record<string, string>>): object {
  const filled = { capacityType: '01', temporalityCapacity: '01', temporaryAssignement: '01', ...codes };
  return {
    url: `${definition}ror-location-supported-capacity`,
    extension: [
      { url: 'nbCapacity', valueInteger: count },
      { url: 'capacityUpdateDate', valueDateTime: at },
      ...Object.entries(filled).map(([url, code]) => ({
        url,
        valueCodeableConcept: coded(systems[url] ?? url, code),
      })),
    ],
  };
}

const level = (code: string): object => ({
  url: `${definition}ror-confidentiality-level`,
  valueCodeableConcept: coded('TRE_R283-NiveauConfidentialite', code),
});

function contact(
  name: string,
  contactLevel: string | null,
  numbers: readonly [string, string | null][],
): object {
  return {
    url: `${definition}ror-healthcareservice-contact`,
    extension: [
      { url: 'name', valueHumanName: { family: name } },
      ...(contactLevel === null ? [] : [level(contactLevel)]),
      ...numbers.map(([value, numberLevel]) => ({
        url: `${definition}ror-healthcareservice-contact-telecom`,
        extension: [
          {
            url: `${definition}ror-telecom-communication-channel`,
            valueCodeableConcept: coded('TRE_R200-CanalCommunication', '2'),
          },
          { url: 'telecomAddress', valueString: value },
          ...(numberLevel === null
            ? []
            : [
                {
                  url: `${definition}ror-telecom-confidentiality-level`,
                  valueCodeableConcept: coded('TRE_R283-NiveauConfidentialite', numberLevel),
                },
              ]),
        ],
      })),
    ],
  };
}

const at = '2026-03-10T11:05:00Z';

describe('bed sheet of a unit', () => {
  beforeEach(() => {
    region.organization('ej', { level: 'EJ', name: 'GHT' });
    region.organization('eg', { level: 'EG', name: 'Hôpital', partOf: 'ej' });
    region.organization('uf', { level: 'UF', name: 'UF médicale', partOf: 'eg' });
    region.unit({
      id: 'u',
      name: 'Surveillance continue',
      offerType: '254',
      establishment: 'uf',
      locations: ['252467', 'gone'],
    });
    region.unit({ id: 'v', name: 'Voisine', offerType: '149', establishment: 'eg', locations: ['252467'] });
    region.resource({
      resourceType: 'HealthcareService',
      id: 'u',
      meta: { lastUpdated: '2026-03-10T11:06:00Z' },
      name: 'Surveillance continue',
      category: [coded('TRE_R244-CategorieOrganisation', '254', 'Surveillance continue')],
      type: [coded('TRE_R227-ChampActivite', '01', 'MCO')],
      characteristic: [coded('TRE_R213-ModePriseEnCharge', '28')],
      comment: 'Entrée par les urgences',
      extension: [
        contact('Cadre', '1', [
          ['01 00 00 00 01', '1'],
          ['06 00 00 00 02', '3'],
          ['06 00 00 00 03', null],
        ]),
        contact('Garde', '2', [['01 00 00 00 04', '2']]),
        contact('Crise', '3', [['01 00 00 00 05', '1']]),
        contact('Non dit', null, [['01 00 00 00 06', '1']]),
      ],
      availableTime: [{ daysOfWeek: ['mon'], availableStartTime: '08:00:00', availableEndTime: '18:00:00' }],
    } as { resourceType: string; id: string });
    region.resource({
      resourceType: 'Location',
      id: '252467',
      name: 'UNITE DE SURVEILLANCE CONTINUE CHIR',
      operationalStatus: { system: nos('TRE_R203-StatutLieu'), code: '01' },
      extension: [
        capacity(3, at, { capacityStatus: '02', genderCapacityAvailable: '03', capacitySourceType: '02' }),
        capacity(2, at, { capacityStatus: '05', capacityClosingType: '01', capacitySourceType: '01' }),
        capacity(9999, at, { capacityStatus: '03' }),
        capacity(4, '2026-03-08T11:05:00Z', { capacityStatus: '04' }),
        capacity(7, at, { capacityStatus: '02', temporalityCapacity: '03' }),
        capacity(3, at, { capacityStatus: '02', temporaryAssignement: '02' }),
      ],
    } as { resourceType: string; id: string });
    const time = Date.parse(at);
    region.beds('252467', [
      row({ status: '02', gender: '03', count: 3, source: '02', updatedAt: time }),
      row({ status: '05', closingType: '01', count: 2, updatedAt: time }),
      row({ status: '03', count: 9999, updatedAt: time }),
      row({ status: '04', count: 4, updatedAt: Date.parse('2026-03-08T11:05:00Z') }),
      row({ status: '02', temporality: '03', count: 7, updatedAt: time }),
      row({ status: '02', assignment: '02', count: 3, updatedAt: time }),
    ]);
  });

  test('the line of the unit is that of its board', () => {
    const sheet = feature.handlers['beds.unitSheet']({ id: 'u' });
    const board = feature.handlers['beds.departmentBoard']({
      audience: 'all',
      department: '75',
      group: 'usc',
    });
    expect(board.units).toEqual([sheet.row]);
    expect(sheet.row).toMatchObject({
      available: { count: 3, updatedAt: '2026-03-10T11:05:00.000Z', source: { code: '02' } },
      availableUndifferentiated: 3,
      closedReopenable: 2,
      occupied: { count: null },
      reserved: { count: 4, stale: true },
      installed: { count: null },
      problems: { absurd: 1 },
      sharesBedsWith: ['v'],
    });
  });

  test('every indicator is shown as sent, with what keeps it out of the totals', () => {
    const { locations, forecasts } = feature.handlers['beds.unitSheet']({ id: 'u' });
    expect(locations.map(({ id, name }) => [id, name])).toEqual([
      ['252467', 'UNITE DE SURVEILLANCE CONTINUE CHIR'],
      ['gone', null],
    ]);
    expect(locations[0]?.capacities.map(({ count, problem }) => [count, problem])).toEqual([
      [3, null],
      [2, null],
      [9999, 'absurd'],
      [4, 'stale'],
      [7, null],
      [3, 'other_assignment'],
    ]);
    expect(locations[0]).toMatchObject({
      sharedWith: [{ id: 'v', name: 'Voisine' }],
      operationalStatus: { code: '01' },
    });
    expect(forecasts.map(({ temporality, available }) => [temporality, available.count])).toEqual([
      ['02', null],
      ['03', 7],
      ['04', null],
      ['05', null],
    ]);
  });

  test('contacts: nothing of level 3 or without a level', () => {
    const { contacts } = feature.handlers['beds.unitSheet']({ id: 'u' });
    expect(contacts.map(({ name, telecoms }) => [name, telecoms.map(({ value }) => value)])).toEqual([
      ['Cadre', ['01 00 00 00 01']],
      ['Garde', ['01 00 00 00 04']],
    ]);
  });

  test('what the offer says and where it hangs', () => {
    expect(feature.handlers['beds.unitSheet']({ id: 'u' })).toMatchObject({
      offerType: { code: '254' },
      fieldOfActivity: { code: '01' },
      careModes: [{ code: '28' }],
      comment: 'Entrée par les urgences',
      availableTimes: [{ days: [1], start: '08:00:00', end: '18:00:00' }],
      parents: [
        { id: 'ej', level: 'EJ', name: 'GHT' },
        { id: 'eg', level: 'EG', name: 'Hôpital' },
        { id: 'uf', level: 'UF', name: 'UF médicale' },
      ],
      lastUpdated: '2026-03-10T11:06:00Z',
    });
  });

  test('a unit outside critical care, and one whose resource cannot be read, have a sheet too', () => {
    const sheet = feature.handlers['beds.unitSheet']({ id: 'v' });
    expect(sheet.row).toMatchObject({ group: '', name: 'Voisine', available: { count: 3 } });
    expect(sheet).toMatchObject({ offerType: null, contacts: [], parents: [{ id: 'ej' }, { id: 'eg' }] });
  });

  test('a loop among the parents ends', () => {
    region.organization('ej', { level: 'EJ', name: 'GHT', partOf: 'uf' });
    expect(feature.handlers['beds.unitSheet']({ id: 'u' }).parents.map(({ id }) => id)).toEqual([
      'ej',
      'eg',
      'uf',
    ]);
  });

  test('a unit that left the region', () => {
    expect(() => feature.handlers['beds.unitSheet']({ id: 'partie' })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});
