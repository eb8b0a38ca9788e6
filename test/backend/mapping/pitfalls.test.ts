import { describe, expect, test } from 'vitest';
import { clean, coded, concept, ext, keep, left, nos, part, tree } from './fixtures.ts';
import type { Json } from './fixtures.ts';

function capacityRow(...parts: readonly Json[]): Json {
  return { extension: [tree('ror-location-supported-capacity', ...parts)] };
}

describe('URLs of extensions', () => {
  test.each([
    'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-comment',
    'http://interop.esante.gouv.fr/ig/fhir/ror30/StructureDefinition/ror-comment',
    'https://ansforge.github.io/IG/ror/StructureDefinition-ror-comment',
    'https://other.example/StructureDefinition/ROR-Comment/',
    'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-comment|0.6.0',
    'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/RORComment',
    'ror-comment',
  ])('%s', (url) => {
    expect(clean('Location', { extension: [{ url, valueString: 'ok' }] }).comment).toBe('ok');
  });

  test('both spellings of the ORSAN level (B3), of the additional name and of the assignment', () => {
    for (const name of ['ror-organization-level-recours-orsan', 'ror-organization-level-recourse-orsan'])
      expect(clean('Organization', { extension: [ext(name, coded('TRE_R99', '1'))] }).orsanLevel?.code).toBe(
        '1',
      );
    for (const url of ['temporaryAssignement', 'temporaryAssignment'])
      expect(
        clean('Location', capacityRow(part(url, coded('TRE_R337', '02')))).capacities[0]?.assignment?.code,
      ).toBe('02');
  });

  test('the status extension removed in 0.4.0 stands in for operationalStatus, which wins', () => {
    const legacy = { extension: [ext('ror-location-status', coded('TRE_R203-StatutLieu', '2'))] };
    expect(clean('Location', legacy).operationalStatus?.code).toBe('2');
    const both = { ...legacy, operationalStatus: { system: nos('TRE_R203-StatutLieu'), code: '1' } };
    expect(clean('Location', both).operationalStatus?.code).toBe('1');
  });
});

describe('systems of nomenclatures', () => {
  test.each([
    'https://mos.esante.gouv.fr/NOS/TRE_R244-CategorieOrganisation/FHIR/TRE-R244-CategorieOrganisation',
    'http://mos.esante.gouv.fr/NOS/TRE_R244-CategorieOrganisation/FHIR/TRE_R244-CategorieOrganisation/',
    'https://mos.esante.gouv.fr/NOS/JDV_J238-CategorieOrganisation-ROR/FHIR/JDV-J238-CategorieOrganisation-ROR/',
    'https://mos.esante.gouv.fr/NOS',
    'https://mos.esante.gouv.fr/NOS/',
    undefined,
  ])('an offer type under %s', (system) => {
    const category = [{ coding: [{ ...(system === undefined ? {} : { system }), code: '262' }] }];
    expect(clean('HealthcareService', { category }).offerType).toMatchObject({
      system: 'TRE_R244',
      code: '262',
    });
  });

  test('the offer type is told by its position, even under a foreign system, which is reported', () => {
    const content = { category: [{ coding: [{ system: 'http://example.org/offers', code: '262' }] }] };
    expect(keep('HealthcareService', content).record.offerType?.code).toBe('262');
    expect(left('HealthcareService', content)).toEqual([
      'HealthcareService.category[0].coding[0].system unknown_code_system',
    ]);
  });

  test('value sets used as systems in capacity rows and characteristics (B9)', () => {
    const jdv = (number: string): Json => ({
      valueCodeableConcept: {
        coding: [
          { system: `https://mos.esante.gouv.fr/NOS/JDV_${number}-X/FHIR/JDV-${number}-X/`, code: '02' },
        ],
      },
    });
    const row = clean(
      'Location',
      capacityRow(part('capacityStatus', jdv('J188')), part('genderCapacityAvailable', jdv('J190'))),
    ).capacities[0];
    expect(row?.status).toMatchObject({ system: 'TRE_R330', code: '02' });
    expect(row?.gender).toMatchObject({ system: 'TRE_R332', code: '02' });
    const { careModes } = clean('HealthcareService', {
      characteristic: [concept('JDV_J19-ModePriseEnCharge', '28')],
    });
    expect(careModes).toMatchObject([{ system: 'TRE_R213', code: '28' }]);
  });

  test('professions under any of the nomenclatures the sources name (B8)', () => {
    const characteristic = ['JDV_J186-X', 'TRE_R350-X', 'TRE_R94-X'].map((system) => concept(system, '1'));
    expect(clean('HealthcareService', { characteristic }).professions).toHaveLength(3);
  });

  test('an act without ror-act-type is a specific act', () => {
    const { specificActs } = clean('HealthcareService', {
      characteristic: [concept('TRE_R210-ActeSpecifique', '0626')],
    });
    expect(specificActs).toMatchObject([{ code: '0626' }]);
  });
});

describe('value[x] in another dress', () => {
  test.each<[string, Json]>([
    ['CodeableConcept', coded('TRE_R330-TypeStatutCapacite', '02')],
    ['Coding', { valueCoding: { system: nos('TRE_R330-TypeStatutCapacite'), code: '02' } }],
    ['code, as older servers', { valueCode: '02' }],
    ['string', { valueString: '02' }],
    ['an array of one concept', { valueCodeableConcept: [concept('TRE_R330-TypeStatutCapacite', '02')] }],
    ['one coding without its array', { valueCodeableConcept: { coding: { code: '02' } } }],
    ['blanks around', { valueCode: ' 02 ' }],
  ])('a status as %s', (_, value) => {
    expect(clean('Location', capacityRow(part('capacityStatus', value))).capacities[0]?.status).toMatchObject(
      {
        system: 'TRE_R330',
        code: '02',
      },
    );
  });

  test.each<[string, Json]>([
    ['integer', { valueInteger: 4 }],
    ['valueInt', { valueInt: 4 }],
    ['string', { valueInteger: '4' }],
    ['unsignedInt', { valueUnsignedInt: 4 }],
    ['decimal', { valueDecimal: 4.0 }],
    ['Quantity', { valueQuantity: { value: 4 } }],
  ])('a count as %s', (_, value) => {
    expect(clean('Location', capacityRow(part('nbCapacity', value))).capacities[0]?.count).toBe(4);
  });

  test.each<[string, Json, string]>([
    ['words', { valueString: 'trois' }, 'valueString invalid_value'],
    ['boolean', { valueBoolean: true }, 'valueBoolean wrong_type'],
    [
      'a quantity of quantities',
      { valueQuantity: { value: { value: 4 } } },
      'valueQuantity.value wrong_type',
    ],
    ['none', {}, 'value[x] missing_required'],
  ])('a count that is %s is not transmitted, never zero', (_, value, reported) => {
    const content = capacityRow(part('nbCapacity', value));
    expect(keep('Location', content).record.capacities[0]?.count).toBeNull();
    expect(left('Location', content)).toEqual([`Location.extension[0].extension[0].${reported}`]);
  });

  test.each<[string, Json, number, string]>([
    ['negative', { valueInteger: -1 }, -1, 'valueInteger invalid_value'],
    ['half a bed', { valueDecimal: 1.5 }, 1.5, 'valueDecimal invalid_value'],
  ])('a count that is %s is kept as sent and reported', (_, value, sent, reported) => {
    const content = capacityRow(part('nbCapacity', value));
    expect(keep('Location', content).record.capacities[0]?.count).toBe(sent);
    expect(left('Location', content)).toEqual([`Location.extension[0].extension[0].${reported}`]);
  });

  test('objects for arrays, arrays for objects', () => {
    expect(
      clean('Location', {
        identifier: { value: '24/1073' },
        alias: 'EXT',
        type: concept('TRE_R343-FonctionLieu', '001'),
        address: [{ line: '1 rue A', city: ['Paris'] }],
        telecom: { value: '01' },
        extension: ext('ror-comment', 'seule'),
        managingOrganization: [{ reference: 'Organization/1' }],
      }),
    ).toMatchObject({
      identifier: '24/1073',
      externalName: 'EXT',
      functions: [{ code: '001' }],
      address: { lines: ['1 rue A'], city: 'Paris' },
      telecoms: [{ value: '01' }],
      comment: 'seule',
      managingOrganization: '1',
    });
  });

  test('booleans as text, a boolean as a code', () => {
    const offer = clean('HealthcareService', {
      extension: [
        ext('ror-healthcareservice-sensitive-unit', 'true'),
        ext('ror-healthcareservice-no-consent-habilitation', coded('TRE_R999', 'non')),
      ],
    });
    expect([offer.sensitive, offer.noConsent]).toEqual([true, false]);
  });

  test('operationalStatus is a Coding, and a CodeableConcept is accepted', () => {
    for (const operationalStatus of [{ code: '1' }, concept('TRE_R203-StatutLieu', '1')])
      expect(clean('Location', { operationalStatus }).operationalStatus).toMatchObject({
        system: 'TRE_R203',
        code: '1',
      });
  });

  test('data-absent-reason says nothing is there', () => {
    const absent = { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' };
    expect(
      clean('Location', { name: null, _name: { extension: [absent] }, extension: [absent] }).name,
    ).toBeNull();
    expect(
      clean('Location', capacityRow(part('nbCapacity', { extension: [absent] }))).capacities[0]?.count,
    ).toBeNull();
  });
});

describe('confidentiality (B7)', () => {
  test.each<[string, Json, number]>([
    ['old label under the code', coded('TRE_R283-NiveauConfidentialite', '2'), 2],
    ['label only', { valueString: 'Accès très restreint' }, 3],
    ['current label', { valueCodeableConcept: { coding: [{ code: 'Visible du grand public' }] } }, 1],
    ['padded', { valueCode: '03' }, 3],
  ])('%s', (_, value, level) => {
    const telecom = [{ value: '01', extension: [ext('ror-telecom-confidentiality-level', value)] }];
    expect(clean('Organization', { telecom }).telecoms[0]?.confidentiality).toBe(level);
  });

  test('an unknown level is null (to be treated as the strictest) and reported', () => {
    const content = {
      telecom: [{ value: '01', extension: [ext('ror-telecom-confidentiality-level', { valueCode: '7' })] }],
    };
    expect(keep('Organization', content).record.telecoms[0]?.confidentiality).toBeNull();
    expect(left('Organization', content)).toEqual([
      'Organization.telecom[0].extension[0].valueCode invalid_value',
    ]);
  });
});

describe('hours', () => {
  test('the day number wins over daysOfWeek (B6)', () => {
    const slot = {
      daysOfWeek: ['mon'],
      extension: [ext('ror-available-time-number-days-of-week', { valueInteger: 2 })],
    };
    expect(clean('HealthcareService', { availableTime: [slot] }).availableTimes[0]?.days).toEqual([2]);
  });

  test('times without seconds, and midnight as 24:00', () => {
    const availableTime = { availableStartTime: '08:30', availableEndTime: '24:00:00' };
    expect(clean('HealthcareService', { availableTime }).availableTimes[0]).toMatchObject({
      start: '08:30:00',
      end: '23:59:00',
    });
  });

  test('a slot whose day is not understood is not taken for one of every day', () => {
    const content = {
      availableTime: [
        { extension: [ext('ror-available-time-number-days-of-week', { valueInteger: 9 })] },
        { daysOfWeek: ['lundi'] },
      ],
    };
    expect(keep('HealthcareService', content).record.availableTimes).toEqual([]);
    expect(left('HealthcareService', content)).toEqual([
      'HealthcareService.availableTime[0].extension[0].valueInteger invalid_value',
      'HealthcareService.availableTime[1].daysOfWeek[0] invalid_value',
    ]);
  });
});

describe('ages (B12)', () => {
  const range = (low: Json): Json => ({
    extension: [tree('ror-healthcareservice-patient-type', part('ageRange', { valueRange: { low } }))],
  });
  test.each<[string, Json, number]>([
    ['no unit', { value: 18 }, 18],
    ['UCUM year', { value: 18, code: 'a', system: 'https://unitsofmeasure.org' }, 18],
    ['label', { value: 18, unit: 'an(s)' }, 18],
    ['months', { value: 6, code: 'mo' }, 0.5],
  ])('%s', (_, low, years) => {
    expect(clean('HealthcareService', range(low)).ageRange).toEqual({ low: years, high: null });
  });

  test('a unit we do not know is taken for years, as the guide says, and reported', () => {
    const low = { value: 18, code: '07', system: nos('TRE_R247-Unite') };
    expect(keep('HealthcareService', range(low)).record.ageRange?.low).toBe(18);
    expect(left('HealthcareService', range(low))).toEqual([
      'HealthcareService.extension[0].extension[0].valueRange.low.code invalid_value',
    ]);
  });
});

describe('references', () => {
  test.each([
    ['Organization/12', '12'],
    ['https://ror.example/ws-diffusion-fhir/Organization/12', '12'],
    ['Organization/12/_history/3', '12'],
    ['urn:uuid:0e9f', '0e9f'],
    ['12', '12'],
  ])('%s', (reference, id) => {
    expect(clean('HealthcareService', { providedBy: { reference } }).providedBy).toBe(id);
  });

  test.each(['#contained', 'Location/12', 'Organization?identifier=1', 'Organization/', ''])(
    '%s cannot be joined on',
    (reference) => {
      const content = { providedBy: { reference } };
      expect(keep('HealthcareService', content).record.providedBy).toBeNull();
      expect(left('HealthcareService', content)).toEqual([
        'HealthcareService.providedBy.reference invalid_value',
      ]);
    },
  );

  test('the same place referenced twice is one place', () => {
    const location = [{ reference: 'Location/1' }, { reference: 'Location/1' }];
    expect(clean('HealthcareService', { location }).locations).toEqual(['1']);
  });
});

test('identifiers without a type are told by their system', () => {
  const organization = clean('Organization', {
    identifier: [
      { system: 'https://finess.esante.gouv.fr', value: '750000001' },
      { system: 'http://sirene.fr', value: '921317258' },
      { system: 'https://sirene.fr', value: '92131725800020' },
      { system: 'urn:oid:1.2.250.1.71.4.2.2', value: '1750000001' },
    ],
  });
  expect(organization).toMatchObject({
    finess: '750000001',
    siren: '921317258',
    siret: '92131725800020',
    idNatStruct: '1750000001',
  });
});
