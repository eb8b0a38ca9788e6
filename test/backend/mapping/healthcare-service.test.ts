import { describe, expect, test } from 'vitest';
import { clean, coded, concept, ext, keep, left, nos, part, tree } from './fixtures.ts';

describe('HealthcareService, field by field', () => {
  test('identity, provider, places, comments', () => {
    expect(
      clean('HealthcareService', {
        identifier: [{ type: concept('TRE_R355-TypeIdentifiantOffre', '35'), value: '06/0099999' }],
        active: false,
        name: 'Réa A',
        comment: 'au 2ᵉ',
        providedBy: { reference: 'Organization/7' },
        location: [{ reference: 'Location/1' }, { reference: 'Location/2' }],
        category: [concept('TRE_R244-CategorieOrganisation', '121', 'Réanimation')],
        type: [concept('TRE_R227-ChampActivite', '01')],
        specialty: [
          concept('TRE_R211-ActiviteOperationnelle', '356'),
          concept('TRE_R265-PrestationPilotageSerafin', '019'),
        ],
      }),
    ).toMatchObject({
      identifier: '06/0099999',
      active: false,
      name: 'Réa A',
      comment: 'au 2ᵉ',
      providedBy: '7',
      locations: ['1', '2'],
      offerType: { system: 'TRE_R244', code: '121', display: 'Réanimation' },
      fieldOfActivity: { system: 'TRE_R227', code: '01' },
      operationalActivities: [{ code: '356' }],
      serafinFamilies: [{ code: '019' }],
    });
  });

  test('the twelve slices of characteristic', () => {
    const act = (code: string, kind: string): Record<string, unknown> => ({
      ...concept('TRE_R210-ActeSpecifique', code),
      extension: [ext('ror-act-type', { valueCode: kind })],
    });
    expect(
      clean('HealthcareService', {
        characteristic: [
          concept('TRE_R213-ModePriseEnCharge', '28'),
          concept('TRE_R240-TemporaliteAccueil', '1'),
          concept('TRE_R338-ModaliteAccueil', '2'),
          concept('TRE_R338-ModaliteAccueil', '3'),
          concept('TRE_R236-ModeGestion', '4'),
          act('5', 'specificAct'),
          act('6', 'outsideOfficeAct'),
          concept('TRE_R245-SpecialisationDePriseEnCharge', '7'),
          concept('TRE_R238-OuvertureAnnuelle', '8'),
          concept('TRE_R94-ProfessionSocial', '9'),
          concept('TRE_R243-CompetenceSpecifique', '10'),
          concept('TRE_R253-TypeMaternite', '11'),
          concept('JDV_J185-TypeFermeture', '12'),
        ],
      }),
    ).toMatchObject({
      careModes: [{ code: '28' }],
      receptionType: { code: '1' },
      receptionModalities: [{ code: '2' }, { code: '3' }],
      managementTypes: [{ code: '4' }],
      specificActs: [{ code: '5' }],
      outsideOfficeActs: [{ code: '6' }],
      specialisations: [{ code: '7' }],
      annualOpening: { code: '8' },
      professions: [{ code: '9' }],
      competences: [{ code: '10' }],
      expertiseLevels: [{ code: '11' }],
      stopTemporality: { code: '12' },
      otherCharacteristics: [],
    });
  });

  test('extensions: patients, sensitivity, sectors, zone', () => {
    expect(
      clean('HealthcareService', {
        extension: [
          tree(
            'ror-healthcareservice-patient-type',
            part('ageRange', {
              valueRange: { low: { value: 16, unit: 'an', code: 'a' }, high: { value: 75 } },
            }),
            part('supportedPatientInfo', coded('TRE_R239-PublicPrisEnCharge', '01')),
            part('supportedPatientInfo', coded('TRE_R239-PublicPrisEnCharge', '02')),
          ),
          ext('ror-healthcareservice-sensitive-unit', { valueBoolean: true }),
          ext('ror-healthcareservice-no-consent-habilitation', { valueBoolean: true }),
          ext('ror-healthcareservice-psychiatric-sector', '92G01'),
          ext('ror-healthcareservice-psychiatric-sector', '92G02'),
          tree(
            'ror-territorial-division',
            part('typeTerritorialDivision', coded('TRE_R201-TypeDivisionTerritoriale', '3')),
            part('codeTerritorialDivision', coded('TRE_R13-CommuneOM', '29151')),
          ),
        ],
      }),
    ).toMatchObject({
      ageRange: { low: 16, high: 75 },
      publics: [{ code: '01' }, { code: '02' }],
      sensitive: true,
      noConsent: true,
      psychiatricSectors: ['92G01', '92G02'],
      interventionZone: [{ system: 'TRE_R13', code: '29151' }],
    });
  });

  test('a whole contact', () => {
    const { contacts } = clean('HealthcareService', {
      extension: [
        tree(
          'ror-healthcareservice-contact',
          part('name', { valueHumanName: { family: 'Ré', given: ['Ana'] } }),
          ext('ror-contact-function-contact', coded('TRE_R85-Fonction', '11')),
          part('purposeContact', coded('TRE_R287-NatureContact', '02')),
          part('description', { valueString: 'le matin' }),
          ext('ror-confidentiality-level', coded('TRE_R283-NiveauConfidentialite', '2')),
          tree(
            'ror-healthcareservice-contact-telecom',
            ext('ror-telecom-communication-channel', coded('TRE_R200-CanalCommunication', '3')),
            part('telecomAddress', { valueString: 'rea@hop.fr' }),
            ext('ror-telecom-usage', 'urgences'),
            ext('ror-telecom-confidentiality-level', coded('TRE_R283-NiveauConfidentialite', '3')),
          ),
        ),
      ],
    });
    expect(contacts).toMatchObject([
      {
        name: 'Ana Ré',
        role: { code: '11' },
        purpose: { code: '02' },
        description: 'le matin',
        confidentiality: 2,
        telecoms: [{ channel: { code: '3' }, value: 'rea@hop.fr', usage: 'urgences', confidentiality: 3 }],
      },
    ]);
  });

  test('closures: the one of the offer is told by its id', () => {
    const { notAvailable } = clean('HealthcareService', {
      notAvailable: [
        {
          id: 'closingReopeningDate',
          during: { start: '2026-07-01', end: '2026-09-01' },
          description: 'travaux',
        },
        { description: 'pont', during: { start: '2026-05-15' } },
      ],
    });
    expect(notAvailable).toEqual([
      { description: 'travaux', during: { start: '2026-07-01', end: '2026-09-01' }, closure: true },
      { description: 'pont', during: { start: '2026-05-15', end: null }, closure: false },
    ]);
  });

  test('opening hours: kind, validity, all day, the end at 23:59 kept', () => {
    const { availableTimes } = clean('HealthcareService', {
      availableTime: [
        {
          availableStartTime: '00:00:00',
          availableEndTime: '23:59:00',
          extension: [
            ext('ror-available-time-number-days-of-week', { valueInteger: 7 }),
            ext('ror-available-time-type-of-time', coded('TRE_R252-TypeHoraire', '01')),
            ext('ror-available-time-effective-opening-closing-date', {
              valuePeriod: { start: '2026-01-01' },
            }),
          ],
        },
        { allDay: true, daysOfWeek: ['mon'] },
      ],
    });
    expect(availableTimes).toEqual([
      {
        days: [7],
        start: '00:00:00',
        end: '23:59:00',
        allDay: false,
        kind: { system: 'TRE_R252', code: '01', display: null },
        validity: { start: '2026-01-01', end: null },
      },
      { days: [1], start: null, end: null, allDay: true, kind: null, validity: null },
    ]);
  });
});

describe('HealthcareService, what has no place is kept where it can be, and reported', () => {
  test('an unknown nomenclature among characteristics', () => {
    const coding = { system: 'http://snomed.info/sct', code: '394658006' };
    const { record, notUnderstood } = keep('HealthcareService', { characteristic: [{ coding: [coding] }] });
    expect(record.otherCharacteristics).toMatchObject([coding]);
    expect(notUnderstood).toMatchObject([
      { path: 'HealthcareService.characteristic[0]', reason: 'unknown_code_system' },
    ]);
  });

  test('an unknown code of a known nomenclature is kept silently', () => {
    expect(
      clean('HealthcareService', { category: [concept('TRE_R244-CategorieOrganisation', '9999')] }).offerType,
    ).toEqual({
      system: 'TRE_R244',
      code: '9999',
      display: null,
    });
  });

  test('a second category: the one of the nomenclature wins, the other is kept aside', () => {
    const { record, notUnderstood } = keep('HealthcareService', {
      category: [
        { coding: [{ system: 'http://example.org/kinds', code: 'X' }] },
        { coding: [{ system: nos('TRE_R244-CategorieOrganisation'), code: '121' }] },
      ],
    });
    expect(record.offerType?.code).toBe('121');
    expect(record.otherCharacteristics).toMatchObject([{ system: 'http://example.org/kinds', code: 'X' }]);
    expect(notUnderstood.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      'HealthcareService.category[0].coding[0].system unknown_code_system',
      'HealthcareService.category wrong_shape',
    ]);
  });

  test('sensitive, but unreadable, is sensitive', () => {
    const content = { extension: [ext('ror-healthcareservice-sensitive-unit', 'peut-être')] };
    expect(keep('HealthcareService', content).record.sensitive).toBe(true);
    expect(left('HealthcareService', content)).toEqual([
      'HealthcareService.extension[0].valueString invalid_value',
    ]);
  });
});
