import { describe, expect, test } from 'vitest';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { clean, example, exampleNames, keep } from './fixtures.ts';

const isDirectory = (name: string): boolean =>
  /^(Organization|HealthcareService|Location|Practitioner|post)-/.test(name);

describe('the published examples', () => {
  test('all of the directory are kept, under distinct ids, with nothing left over but missing ids', () => {
    const names = exampleNames().filter(isDirectory);
    expect(names).toHaveLength(11);
    const ids = names.map((name) => {
      const result = mapResource(example(name));
      if (!result.kept) throw new Error(`${name} was not kept`);
      const { record, notUnderstood } = result;
      const missingId = { path: `${record.resourceType}.id`, reason: 'missing_required', sample: '' };
      expect(notUnderstood).toEqual(name.startsWith('post-') ? [missingId] : []);
      return `${record.resourceType}/${record.id}`;
    });
    expect(new Set(ids).size).toBe(11);
  });

  test('the others are FHIR of other types', () => {
    const names = exampleNames().filter((name) => !isDirectory(name));
    expect(names).toHaveLength(5);
    for (const name of names)
      expect(mapResource(example(name))).toMatchObject({ kept: false, reason: 'other_resource' });
  });

  test('Location', () => {
    expect(clean('Location', example('Location-ror-location-exemple.json'))).toMatchObject({
      id: 'ror-location-exemple',
      lastUpdated: '2023-12-20T10:00:00+01:00',
      createdAt: '2022-01-01T00:00:00Z',
      commune: { system: 'TRE_R13', code: '78646', display: 'Versailles' },
      functions: [{ system: 'TRE_R343', code: '001', display: 'Hébergement' }],
      address: { lines: ['7 rue porte de Buc'], postalCode: '78000', city: 'Versailles' },
      position: null,
      capacities: [],
    });
  });

  test('EJ, with the identifier systems in http and the city repeated in the line', () => {
    expect(
      clean('Organization', example('Organization-ror-organization-exemple-ej.fsh-converted.json')),
    ).toMatchObject({
      level: 'EJ',
      name: 'Quiétude',
      idNatStruct: '2921317258',
      siren: '921317258',
      finess: null,
      otherIdentifiers: [],
      address: { lines: ['103 rue des Bourguignons'], postalCode: '92270', city: 'BOIS-COLOMBES' },
    });
  });

  test('offer of a town practice, with a channel coded under an extension URL', () => {
    const offer = clean(
      'HealthcareService',
      example('HealthcareService-ror-healthcareservice-exemple-ville.fsh-converted.json'),
    );
    expect(offer).toMatchObject({
      identifier: 'ZZZ',
      providedBy: '4947',
      locations: ['1215'],
      offerType: null,
      fieldOfActivity: { code: '05' },
      operationalActivities: [{ system: 'TRE_R211', code: '437' }],
      careModes: [{ system: 'TRE_R213', code: '32' }],
      ageRange: { low: 0, high: 120 },
      sensitive: false,
    });
    expect(offer.contacts).toEqual([
      {
        name: null,
        role: null,
        purpose: { system: 'TRE_R287', code: '02', display: 'Prise de rendez-vous' },
        description: null,
        confidentiality: 1,
        telecoms: [
          {
            channel: { system: 'TRE_R200', code: '2', display: 'Téléphone fixe' },
            value: '01.01.01.01.01',
            usage: null,
            confidentiality: 1,
          },
        ],
      },
    ]);
    expect(
      offer.availableTimes.map(({ days, start, end, kind }) => [days[0], start, end, kind?.code]),
    ).toEqual([
      [1, '09:00:00', '19:00:00', '07'],
      [2, '09:00:00', '19:00:00', '07'],
      [3, '09:00:00', '19:00:00', '07'],
      [4, '09:00:00', '19:00:00', '07'],
      [5, '14:00:00', '19:00:00', '07'],
      [5, '09:00:00', '12:00:00', '06'],
    ]);
  });

  test('the non-conformant offer: objects for arrays, a string for an integer, a system that names nothing', () => {
    const { record } = keep('HealthcareService', example('post-HealthcareService-saad.nonconformant.json'));
    expect(record).toMatchObject({
      identifier: 'ZZZ',
      offerType: { system: 'TRE_R244', code: '30' },
      fieldOfActivity: { system: 'TRE_R227', code: '04' },
      ageRange: { low: 60, high: 120 },
      publics: [{ system: 'TRE_R239', code: '01' }],
      interventionZone: [{ system: 'TRE_R13', code: '92036' }],
      managementTypes: [{ system: 'TRE_R236', code: '02' }],
      otherCharacteristics: [],
    });
    expect(record.operationalActivities.map(({ code }) => code)).toEqual(['298', '299']);
    expect(record.serafinFamilies.map(({ code }) => code)).toEqual(['019', '020']);
    expect(record.specificActs.map(({ code }) => code)).toEqual(['0784', '0785', '0786', '0787']);
    expect(record.availableTimes.map(({ days }) => days)).toEqual([[1], [2], [3], [4], [5]]);
  });

  test('EG, pôle, service and UF', () => {
    const levels = ['EG', 'OI-pole', 'OI-service', 'OI-uf'].map((name) => {
      const { record } = keep('Organization', example(`post-Organization-${name}.json`));
      return [record.level, record.partOf, record.internalId];
    });
    expect(levels).toEqual([
      ['EG', '1111', null],
      ['POLE', '3536', 'ZZZ'],
      ['SERVICE', '3537', 'ZZZ'],
      ['UF', '6963', 'ZZZ'],
    ]);
  });

  test('EG: contact, help, lodging', () => {
    expect(keep('Organization', example('post-Organization-EG.json')).record).toMatchObject({
      siret: '92131725800020',
      idNatStruct: '392131725800020',
      contacts: [
        {
          purpose: { code: '06', display: 'standard' },
          confidentiality: 1,
          telecoms: [{ channel: { code: '2' }, value: '01.01.01.01.01', confidentiality: 1 }],
        },
      ],
      financialHelp: [{ system: 'TRE_R241', code: '02' }],
      familyAccommodation: false,
    });
  });

  test('professional and situation, with the extension name of before 0.4.0', () => {
    expect(
      clean('Practitioner', example('Practitioner-ror-practitioner-exemple.fsh-converted.json')),
    ).toMatchObject({
      idNatPs: '11111573474',
      family: 'CHANMET',
      given: 'Cyndi',
      gender: 'female',
      telecoms: [{ channel: { code: '3' }, value: 'cyndi.chanmet@lifen.mssante.fr', confidentiality: 2 }],
    });
    expect(keep('PractitionerRole', example('post-PractitionerRole.json')).record).toMatchObject({
      identifier: '11102379616',
      practitioner: '2524',
      healthcareServices: ['9597'],
      profession: { system: 'TRE_G15', code: '60' },
      specialties: [],
      exerciseName: { title: null, last: 'Tenor', first: 'Mylène' },
      exerciseMode: { system: 'TRE_R23', code: 'L' },
    });
  });

  test('an id made from the content is the same for the same content, and not for another', () => {
    const body = example('post-Organization-EJ.json');
    const id = (resource: unknown): string => {
      const result = mapResource(resource);
      return result.kept ? result.record.id : '';
    };
    expect(id(body)).toMatch(/^sans-id-[0-9a-f]{20}$/);
    expect(id({ ...body, meta: { versionId: '2' } })).toBe(id(body));
    expect(id({ ...body, name: 'Autre' })).not.toBe(id(body));
  });
});
