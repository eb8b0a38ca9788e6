import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPatientIdentity } from '../../shared/domain/patient-identity.ts';

const hints = (text: string): string[] => findPatientIdentity(text).map((each) => each.hint);

describe('patient identity in free text', () => {
  it.each([
    ['NIR compact', 'assurée 254031234567812', ['nir']],
    ['NIR spaced', '2 54 03 12 345 678 12', ['nir']],
    ['NIR without key, Corsica', '1 85 07 2A 004 112', ['nir']],
    ['thirteen digits', 'badge 9912345678901', ['long_number']],
    ['fifteen digits with dots', '999.123.456.789.012', ['long_number']],
    ['IPP', 'IPP 8004512', ['patient_number']],
    ['IPP with letters', 'ipp n°: AB123456', ['patient_number']],
    ['bare record number', 'voir 1234567890 ce soir', ['patient_number']],
    ['born', 'né le 03/04/1951', ['birth_date']],
    ['DDN short year', 'DDN: 3.4.51', ['birth_date']],
    ['ISO date', 'patient 1951-04-03', ['birth_date']],
    ['Mme', 'refus pour Mme Durand', ['person_name']],
    ['M.', 'M. Le-Goff, 70 ans', ['person_name']],
    ['M. with a no-break space', 'M.\u00a0Éluard', ['person_name']],
    ['name with an article', 'Mme Le Goff', ['person_name']],
    ['patient', 'patiente Martin transférée', ['person_name']],
    ['two at once', 'Mme Durand née le 03/04/1951', ['person_name', 'birth_date']],
  ])('warns: %s', (_name, text, expected) => {
    expect(hints(text)).toEqual(expected);
  });

  it.each([
    ['age and sex', 'homme, 60-69 ans, AVC ischémique, 4 sites appelés'],
    ['a time and a recent date', 'appel à 02:35 le 23/11/2026, 3 lits libres sur 12'],
    ['a phone number', 'rappeler le 01 99 00 12 34 ou +33 1 99 00 12 34'],
    ['a FINESS is nine characters and not a patient', 'bloc occupé, retard 45 min'],
    ['common words', 'patient instable, patiente sous VNI, madame la régulatrice'],
    ['empty', ''],
  ])('says nothing: %s', (_name, text) => {
    expect(hints(text)).toEqual([]);
  });

  it('finds a NIR wherever it stands and however it is spaced', () => {
    const digits = fc.tuple(
      fc.constantFrom('1', '2'),
      fc.integer({ min: 10, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 10, max: 95 }),
      fc.integer({ min: 100, max: 999 }),
      fc.integer({ min: 100, max: 999 }),
      fc.integer({ min: 10, max: 97 }),
    );
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('', ' ', '.', '-', '\u00a0'),
        fc.constantFrom('', 'voir ', 'NIR: '),
        (parts, by, before) => {
          const nir = parts.map((part) => String(part).padStart(part === parts[2] ? 2 : 1, '0')).join(by);
          const [first] = findPatientIdentity(`${before}${nir} fin`);
          expect(first).toEqual({ hint: 'nir', start: before.length, end: before.length + nir.length });
        },
      ),
    );
  });

  it('never reports overlapping or empty ranges on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const { start, end } of findPatientIdentity(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});
