import { describe, expect, test } from 'vitest';
import { clean, coded, concept, ext, keep, left, nos, part, tree } from './fixtures.ts';

const capacity = [
  part('nbCapacity', { valueInteger: 3 }),
  part('capacityUpdateDate', { valueDateTime: '2026-07-20T06:05:00Z' }),
  part('capacityStatus', coded('TRE_R330-TypeStatutCapacite', '02')),
  part('capacityType', coded('TRE_R329-NatureCapacite', '01')),
  part('temporalityCapacity', coded('TRE_R331-TemporaliteCapacite', '05')),
  part('capacitySourceType', coded('TRE_R335-TypeSourceCapacite', '02')),
  part('genderCapacityAvailable', coded('TRE_R332-GenreCapacite', '04')),
  part('capacityClosingType', coded('TRE_R333-TypeFermetureCapacite', '01')),
  part('additionalBedType', coded('TRE_R334-TypeLitSupplementaire', '03')),
  part('crisisType', coded('TRE_R336-TypeCrise', '02')),
  part('temporaryAssignement', coded('TRE_R337-AffectationTemporaire', '01')),
  part('comment', { valueString: '2 lits en isolement' }),
];

const mapped = {
  count: 3,
  updatedAt: '2026-07-20T06:05:00Z',
  status: { system: 'TRE_R330', code: '02', display: null },
  type: { system: 'TRE_R329', code: '01', display: null },
  temporality: { system: 'TRE_R331', code: '05', display: null },
  source: { system: 'TRE_R335', code: '02', display: null },
  gender: { system: 'TRE_R332', code: '04', display: null },
  closingType: { system: 'TRE_R333', code: '01', display: null },
  additionalBedType: { system: 'TRE_R334', code: '03', display: null },
  crisis: { system: 'TRE_R336', code: '02', display: null },
  assignment: { system: 'TRE_R337', code: '01', display: null },
  comment: '2 lits en isolement',
};

describe('Location, field by field', () => {
  test('the twelve capacity fields, in any order, one row per extension', () => {
    const { capacities } = clean('Location', {
      extension: [
        tree('ror-location-supported-capacity', ...capacity),
        tree('ror-location-supported-capacity', ...[...capacity].reverse()),
        tree('ror-location-supported-capacity', part('nbCapacity', { valueInteger: 0 })),
      ],
    });
    expect(capacities.slice(0, 2)).toEqual([mapped, mapped]);
    expect(capacities[2]).toMatchObject({ count: 0, status: null, updatedAt: null, assignment: null });
  });

  test('identity, names, function, status, links', () => {
    expect(
      clean('Location', {
        identifier: [
          {
            type: concept('TRE_R354-TypeIdentifiantRessourceOperationnelle', '26'),
            value: '1350054680/SSR38888',
          },
          { type: concept('TRE_R354-TypeIdentifiantRessourceOperationnelle', '25'), value: '24/1073' },
        ],
        name: 'USC',
        alias: ['USC-EXT'],
        description: 'ascenseur C',
        status: 'active',
        mode: 'instance',
        type: [concept('TRE_R343-FonctionLieu', '001')],
        operationalStatus: { system: nos('TRE_R203-StatutLieu'), code: '1', display: 'Ouvert' },
        managingOrganization: { reference: 'Organization/5' },
        partOf: { reference: 'Location/6' },
        telecom: [{ system: 'phone', value: '01' }],
        extension: [
          ext('ror-comment', 'badge requis'),
          ext('ror-commune-cog', coded('TRE_R13-CommuneOM', '2A004')),
        ],
      }),
    ).toMatchObject({
      identifier: '24/1073',
      externalId: '1350054680/SSR38888',
      name: 'USC',
      externalName: 'USC-EXT',
      description: 'ascenseur C',
      status: 'active',
      functions: [{ system: 'TRE_R343', code: '001' }],
      operationalStatus: { system: 'TRE_R203', code: '1', display: 'Ouvert' },
      managingOrganization: '5',
      partOf: '6',
      telecoms: [{ channel: { code: '2' }, value: '01' }],
      comment: 'badge requis',
      commune: { system: 'TRE_R13', code: '2A004' },
    });
  });

  test('position with its reliability', () => {
    const position = {
      latitude: 48.8,
      longitude: 2.1,
      extension: [ext('ror-coordinate-reliability', { valueBoolean: true })],
    };
    expect(clean('Location', { position }).position).toEqual({
      latitude: 48.8,
      longitude: 2.1,
      reliable: true,
    });
  });

  test('equipment with its limits, residential capacity', () => {
    const location = clean('Location', {
      extension: [
        tree(
          'ror-location-equipment',
          part('equipmentType', coded('TRE_R212-Equipement', '089')),
          part('nbInService', { valueInteger: 2 }),
          tree(
            'ror-location-equipment-limit',
            part('equipmentFeature', coded('TRE_R340-TypeCaracteristiqueEquipement', '001')),
            part('limitValue', {
              valueQuantity: { value: 300, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
            }),
          ),
        ),
        tree(
          'ror-location-residential-capacity',
          part('residentialType', coded('TRE_R242-TypeHabitation', 'T1')),
          part('residentialNumber', { valueInteger: 12 }),
        ),
      ],
    });
    expect(location.equipment).toEqual([
      {
        type: { system: 'TRE_R212', code: '089', display: null },
        inService: 2,
        limits: [{ feature: { system: 'TRE_R340', code: '001', display: null }, value: 300, unit: 'kg' }],
      },
    ]);
    expect(location.residentialCapacity).toMatchObject([{ type: { code: 'T1' }, count: 12 }]);
  });

  test('the line is built of its parts only when it is empty', () => {
    const adxp = (name: string, value: string): Record<string, unknown> =>
      ext(`http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-${name}`, value);
    const parts = {
      extension: [
        adxp('careOf', 'Chez B'),
        adxp('houseNumber', '7'),
        adxp('buildingNumberSuffix', 'bis'),
        adxp('streetNameType', 'rue'),
        adxp('streetNameBase', 'de Buc'),
        adxp('postBox', 'BP 4'),
        ext(
          'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-lieu-dit',
          'Les Prés',
        ),
      ],
    };
    expect(clean('Location', { address: { _line: [null, parts] } }).address?.lines).toEqual([
      'Chez B',
      '7 bis rue de Buc',
      'Les Prés',
      'BP 4',
    ]);
    expect(clean('Location', { address: { line: ['7 rue de Buc'], _line: [parts] } }).address?.lines).toEqual(
      ['7 rue de Buc'],
    );
  });
});

describe('Location, positions that cannot be used', () => {
  test.each([
    ['0/0', 0, 0],
    ['out of range', 948.8, 2.1],
    ['metres, not degrees', 6_862_000, 652_000],
    ['latitude and longitude exchanged', 2.35, 48.85],
    ['exchanged, in the west', -4.48, 48.39],
  ])('%s', (_, latitude, longitude) => {
    const content = { position: { latitude, longitude } };
    expect(keep('Location', content).record.position).toBeNull();
    expect(left('Location', content)).toEqual(['Location.position invalid_value']);
  });

  test('half a position', () => {
    expect(left('Location', { position: { latitude: 48.8 } })).toEqual(['Location.position invalid_value']);
  });

  test.each([
    ['Guadeloupe', 16.24, -61.53],
    ['Réunion', -20.88, 55.45],
    ['Mayotte', -12.78, 45.23],
    ['Guyane', 4.92, -52.31],
    ['Brest', 48.39, -4.48],
  ])('overseas and western places are not taken for exchanged: %s', (_, latitude, longitude) => {
    expect(clean('Location', { position: { latitude, longitude } }).position).toMatchObject({
      latitude,
      longitude,
    });
  });
});
