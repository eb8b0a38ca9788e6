import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportFileName } from '../../../main/backend/exports/file-name.ts';
import { now } from './fixtures.ts';

test('says what, and when in Paris', () => {
  const stamp = { generatedAt: now, demonstration: false };
  expect(exportFileName('Lits réa', 'csv', stamp)).toBe('Vigie_lits-rea_2026-11-23_14h32.csv');
  expect(exportFileName('Œuvres & cœurs', 'fhir', stamp)).toBe('Vigie_oeuvres-coeurs_2026-11-23_14h32.json');
  expect(exportFileName('   ', 'pdf', stamp)).toBe('Vigie_export_2026-11-23_14h32.pdf');
  expect(exportFileName('CON', 'xlsx', { ...stamp, demonstration: true })).toBe(
    'Vigie_Demonstration_con_2026-11-23_14h32.xlsx',
  );
});

test('any title gives a name every file system takes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }), (units) => {
      const name = exportFileName(String.fromCharCode(...units), 'xlsx', {
        generatedAt: now,
        demonstration: true,
      });
      expect(name).toMatch(/^[\w-]+\.xlsx$/);
      expect(name.length).toBeLessThanOrEqual(110);
    }),
  );
});
