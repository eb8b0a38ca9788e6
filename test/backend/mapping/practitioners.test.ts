import { expect, test } from 'vitest';
import { clean, coded, concept, ext, left, part, tree } from './fixtures.ts';

const directory = 'https://apifhir.annuaire.sante.fr/ws-sync/exposed/structuredefinition/';

test('Practitioner, field by field', () => {
  expect(
    clean('Practitioner', {
      identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810001234567' }],
      active: true,
      name: [{ use: 'official', family: 'RÉ', given: ['Ana', 'Lise'], prefix: ['Dr'] }],
      gender: 'female',
      telecom: [{ system: 'email', value: 'ana@re.mssante.fr' }],
    }),
  ).toMatchObject({
    idNatPs: '810001234567',
    active: true,
    family: 'RÉ',
    given: 'Ana Lise',
    prefix: 'Dr',
    gender: 'female',
    telecoms: [{ value: 'ana@re.mssante.fr', channel: { code: '3' } }],
  });
});

test('PractitionerRole, field by field', () => {
  expect(
    clean('PractitionerRole', {
      identifier: [{ value: '11102379616' }],
      practitioner: { reference: 'Practitioner/1' },
      organization: { reference: 'Organization/2' },
      healthcareService: [{ reference: 'HealthcareService/3' }],
      code: [concept('TRE_G15-ProfessionSante', '10')],
      specialty: [concept('TRE_R38-SpecialiteOrdinale', 'SM54'), concept('TRE_R42-DESC', 'C1')],
      telecom: [{ value: 'a@b.fr' }],
      availableTime: [{ daysOfWeek: ['tue'], availableStartTime: '08:30:00', availableEndTime: '12:00:00' }],
      extension: [
        tree(
          'ror-practitionerrole-name',
          part('exerciseTitle', { valueString: 'Dr' }),
          part('exerciseLastName', { valueString: 'Ré' }),
          part('exerciseFirstName', { valueString: 'Ana' }),
        ),
        ext('ror-practitionerrole-unit-exercise-mode', coded('TRE_R23-ModeExercice', 'S')),
        ext(`${directory}practitionerRole-contracted`, coded('TRE_R80-Conventionnement', '1')),
        ext(`${directory}practitionerRole-hasCAS`, { valueBoolean: true }),
        ext(`${directory}practitionerRole-vitaleAccepted`, { valueBoolean: false }),
        ext('ror-meta-comment', 'vacation'),
      ],
    }),
  ).toMatchObject({
    identifier: '11102379616',
    practitioner: '1',
    organization: '2',
    healthcareServices: ['3'],
    profession: { code: '10' },
    specialties: [
      { system: 'TRE_R38', code: 'SM54' },
      { system: 'TRE_R42', code: 'C1' },
    ],
    exerciseName: { title: 'Dr', last: 'Ré', first: 'Ana' },
    exerciseMode: { system: 'TRE_R23', code: 'S' },
    contracted: { code: '1' },
    hasCas: true,
    vitaleAccepted: false,
    metaComment: 'vacation',
    telecoms: [{ channel: { code: '3' }, value: 'a@b.fr' }],
    availableTimes: [{ days: [2], start: '08:30:00', end: '12:00:00' }],
  });
});

test('what has no place is reported', () => {
  expect(left('Practitioner', { birthDate: '1970-01-01', name: [{ family: 'A' }, { family: 'B' }] })).toEqual(
    ['Practitioner.birthDate unknown_element', 'Practitioner.name[1] wrong_shape'],
  );
});
