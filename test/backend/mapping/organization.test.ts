import { describe, expect, test } from 'vitest';
import { clean, coded, concept, ext, keep, left, nos, part, tree } from './fixtures.ts';
import type { Json } from './fixtures.ts';

function identifier(type: string, value: string, system = 'https://sirene.fr'): Json {
  return { type: concept('TRE_G07-TypeIdentifiantStructure', type), system, value };
}

describe('Organization, field by field', () => {
  test('identifiers are told apart by type, whatever their system', () => {
    const organization = clean('Organization', {
      identifier: [
        identifier('40', '1290004324', 'urn:oid:1.2.250.1.71.4.2.2'),
        identifier('1', '2A0000014', 'http://finess.esante.gouv.fr'),
        identifier('2', '921317258'),
        identifier('3', '92131725800020'),
        identifier('42', 'OI-7', 'https://oi.esante.gouv.fr'),
        identifier('4', '10001234567', 'https://rppsrang.esante.gouv.fr'),
        identifier('0', '921234567', 'https://adelirang.esante.gouv.fr'),
      ],
    });
    expect(organization).toMatchObject({
      idNatStruct: '1290004324',
      finess: '2A0000014',
      siren: '921317258',
      siret: '92131725800020',
      internalId: 'OI-7',
      otherIdentifiers: [
        { type: '4', value: '10001234567' },
        { type: '0', value: '921234567' },
      ],
    });
  });

  test('names, parent, dates, comments', () => {
    expect(
      clean('Organization', {
        active: true,
        meta: {
          lastUpdated: '2026-07-20T06:10:00+00:00',
          source: 'ROR-IF',
          versionId: '3',
          tag: [{ system: nos('TRE_R30-RegionOM'), code: '11' }],
        },
        name: 'Hôpital',
        _name: { extension: [ext('ror-organization-additional-name', 'site nord')] },
        alias: ['HN'],
        partOf: { reference: 'https://ror.example/fhir/Organization/12/_history/4', display: 'GH' },
        extension: [
          ext('http://hl7.org/fhir/StructureDefinition/organization-period', {
            valuePeriod: { start: '2001-01-01', end: '2027-06-30' },
          }),
          ext('ror-organization-closing-type', coded('TRE_R286-TypeFermeture', '2')),
          ext('ror-organization-reopening-date', { valueDate: '2027-09-01' }),
          ext('ror-organization-creation-date', { valueDate: '1999-12-31' }),
          ext('ror-organization-comment', 'entrée B'),
          ext('ror-meta-comment', 'à vérifier'),
          ext('ror-meta-creation-date', { valueDateTime: '2020-02-29T08:00:00Z' }),
          ext('ror-meta-questionnaire-used-as-a-template', { valueCanonical: 'https://q/1|2' }),
        ],
      }),
    ).toMatchObject({
      active: true,
      lastUpdated: '2026-07-20T06:10:00+00:00',
      source: 'ROR-IF',
      regionCode: '11',
      name: 'Hôpital',
      additionalName: 'site nord',
      alias: 'HN',
      partOf: '12',
      period: { start: '2001-01-01', end: '2027-06-30' },
      closingType: { system: 'TRE_R286', code: '2' },
      reopeningDate: '2027-09-01',
      creationDate: '1999-12-31',
      comment: 'entrée B',
      metaComment: 'à vérifier',
      createdAt: '2020-02-29T08:00:00Z',
      questionnaire: 'https://q/1|2',
    });
  });

  test('what an establishment offers', () => {
    expect(
      clean('Organization', {
        extension: [
          ext('ror-organization-drop-zone', { valueBoolean: true }),
          ext('ror-organization-level-recours-orsan', coded('TRE_R99-Orsan', '2')),
          ext('ror-organization-accessibility-location', coded('TRE_R98-Acces', '03')),
          ext('ror-organization-accomodation-family', { valueBoolean: true }),
          ext('ror-organization-financial-help-type', coded('TRE_R241-AideFinanciere', '01')),
          ext('ror-organization-financial-help-type', coded('TRE_R241-AideFinanciere', '02')),
          ext('ror-organization-nb-permanent-social-help-place', { valueInteger: 12 }),
          ext('ror-organization-nb-temporary-social-help-place', { valueInteger: 0 }),
          tree(
            'ror-territorial-division',
            part('typeTerritorialDivision', coded('TRE_R201-TypeDivisionTerritoriale', '4')),
            part('codeTerritorialDivision', coded('TRE_R77-Territoire', 'T1')),
          ),
        ],
      }),
    ).toMatchObject({
      helipad: true,
      orsanLevel: { system: 'TRE_R99', code: '2' },
      accessibility: { code: '03' },
      familyAccommodation: true,
      financialHelp: [{ code: '01' }, { code: '02' }],
      socialHelpPlaces: { permanent: 12, temporary: 0 },
      healthTerritory: { code: 'T1' },
    });
  });

  test('prices', () => {
    const { prices } = clean('Organization', {
      extension: [
        tree(
          'ror-organization-price',
          part('priceType', coded('TRE_R320-TypeTarif', '01')),
          part('priceUnit', coded('TRE_R321-Unite', '02')),
          part('amount', { valueMoney: { value: 61.5, currency: 'EUR' } }),
          part('startDate', { valueDate: '2026-01-01' }),
          part('under60', { valueBoolean: false }),
          part('deliveryIncluded', coded('TRE_R322-Prestation', '03')),
          part('deliveryIncluded', coded('TRE_R322-Prestation', '04')),
          part('mealDeliveryName', { valueString: 'midi' }),
        ),
      ],
    });
    expect(prices).toEqual([
      {
        type: { system: 'TRE_R320', code: '01', display: null },
        unit: { system: 'TRE_R321', code: '02', display: null },
        amount: 61.5,
        currency: 'EUR',
        startDate: '2026-01-01',
        details: { under60: 'false', deliveryIncluded: '03, 04', mealDeliveryName: 'midi' },
      },
    ]);
  });

  test('address, commune and position, the position with its reliability', () => {
    for (const url of [
      'http://interopsante.org/fhir/StructureDefinition/FrAddressInseeCode',
      'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code',
    ]) {
      const organization = clean('Organization', {
        address: [
          {
            line: ['1 rue A', 'Bâtiment 2'],
            postalCode: '75001',
            city: 'Paris',
            country: 'FR',
            extension: [
              { url, valueCoding: { system: nos('TRE_R13-CommuneOM'), code: '75101' } },
              {
                url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
                extension: [
                  part('latitude', { valueDecimal: 48.86 }),
                  part('longitude', { valueDecimal: 2.35 }),
                  ext('ror-confidence-geolocation', { valueBoolean: false }),
                ],
              },
            ],
          },
        ],
      });
      expect(organization.address).toEqual({
        lines: ['1 rue A', 'Bâtiment 2'],
        postalCode: '75001',
        city: 'Paris',
        communeCode: '75101',
      });
      expect(organization.position).toEqual({ latitude: 48.86, longitude: 2.35, reliable: false });
    }
  });

  test('contacts with function, description and a whole name; secure mailboxes', () => {
    const organization = clean('Organization', {
      contact: [
        {
          purpose: concept('TRE_R287-NatureContact', '06'),
          name: { prefix: ['Dr'], given: ['Ana', 'Lise'], family: 'Ré' },
          telecom: [{ system: 'phone', value: '0101010101', extension: [ext('ror-telecom-usage', 'nuit')] }],
          extension: [
            ext('ror-contact-function-contact', coded('TRE_R85-Fonction', '11')),
            ext('ror-contact-description', 'bureau 3'),
            ext('ror-contact-confidentiality-level', coded('TRE_R283-NiveauConfidentialite', '3')),
          ],
        },
      ],
      telecom: [{ system: 'email', value: 'pole@hop.mssante.fr' }],
    });
    expect(organization.contacts).toEqual([
      {
        name: 'Dr Ana Lise Ré',
        role: { system: 'TRE_R85', code: '11', display: null },
        purpose: { system: 'TRE_R287', code: '06', display: null },
        description: 'bureau 3',
        confidentiality: 3,
        telecoms: [
          {
            channel: { system: 'TRE_R200', code: '2', display: null },
            value: '0101010101',
            usage: 'nuit',
            confidentiality: null,
          },
        ],
      },
    ]);
    expect(organization.telecoms).toMatchObject([{ channel: { code: '3' }, value: 'pole@hop.mssante.fr' }]);
  });
});

describe('level of an Organization (ordered rules)', () => {
  const type = (system: string, code: string): Json => concept(system, code);
  const rows: readonly (readonly [string, Json, string])[] = [
    [
      'internal type wins',
      { type: [type('TRE_R66-Categorie', '101'), type('TRE_R207-TypeOrganisationInterne', '3')] },
      'UF',
    ],
    ['leftover unité élémentaire', { type: [type('TRE_R207-TypeOrganisationInterne', '4')] }, 'UE'],
    [
      'structure type before category',
      { type: [type('TRE_R66-Categorie', '101'), type('TRE_R67-TypeStructure-EJ-EG', 'EJ')] },
      'EJ',
    ],
    ['structure type EG', { type: [type('TRE_R67-TypeStructure-EJ-EG', 'EG')] }, 'EG'],
    ['the value set of both', { type: [type('JDV_J203-TypeOrganisation', '2')] }, 'SERVICE'],
    ['establishment category', { type: [type('TRE_R66-CategorieEtablissement', '101')] }, 'EG'],
    ['other category', { type: [type('TRE_R316-AutreCategorieEtablissement', '1')] }, 'EG'],
    ['sector of activity', { type: [type('TRE_R02-SecteurActivite', 'SA01')] }, 'EG'],
    ['legal status', { type: [type('TRE_R72-FinessStatutJuridique', '72')] }, 'EJ'],
    ['legal status group', { type: [type('TRE_R69-FinessAgregat', '2200')] }, 'EJ'],
    ['SIREN without parent', { identifier: [identifier('2', '921317258')] }, 'EJ'],
    [
      'SIREN with a parent tells nothing',
      { identifier: [identifier('2', '921317258')], partOf: { reference: 'Organization/1' } },
      'UNKNOWN',
    ],
    [
      'an internal organisation of unknown kind is no EJ',
      { identifier: [identifier('2', '9'), identifier('42', 'OI')] },
      'UNKNOWN',
    ],
    ['nothing', {}, 'UNKNOWN'],
  ];
  test.each(rows)('%s', (_, content, level) => {
    expect(keep('Organization', content).record.level).toBe(level);
  });
});

describe('Organization, what has no place is reported', () => {
  test('a second address, alias or health territory, with its path', () => {
    expect(
      left('Organization', {
        alias: ['A', 'B'],
        address: [{ city: 'A' }, { city: 'B' }],
        endpoint: [{ reference: 'Endpoint/1' }],
      }),
    ).toEqual([
      'Organization.alias[1] wrong_shape',
      'Organization.address[1] wrong_shape',
      'Organization.endpoint unknown_element',
    ]);
  });

  test('a single-valued extension sent twice keeps the first', () => {
    const { record, notUnderstood } = keep('Organization', {
      extension: [ext('ror-organization-comment', 'un'), ext('ror-organization-comment', 'deux')],
    });
    expect(record.comment).toBe('un');
    expect(notUnderstood).toMatchObject([{ path: 'Organization.extension[1]', reason: 'wrong_shape' }]);
  });
});
