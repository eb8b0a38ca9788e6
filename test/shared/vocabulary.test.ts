import { describe, expect, test } from 'vitest';
import { audienceOf } from '../../shared/domain/audience.ts';
import { activityGroups } from '../../shared/domain/codes.ts';
import { compareDepartments, departmentCodes, departmentLabel } from '../../shared/domain/departments.ts';
import { labelOf, ownLabel } from '../../shared/domain/labels.ts';
import { isOfferClosed } from '../../shared/domain/offer-closing.ts';

describe('labels', () => {
  const code = (system: string | null, value: string, display: string | null = null): string =>
    labelOf({ system, code: value, display });

  test('the server first, then our table, then the code', () => {
    expect(code('TRE_R244', '121', 'Réa du serveur')).toBe('Réa du serveur');
    expect(code('TRE_R244', '121', '  ')).toBe('Réanimation');
    expect(code('TRE_R330', '06')).toBe('Supplémentaire');
    expect(code('TRE_R244', '9998')).toBe('9998');
    expect(code('https://exemple.test/cs', '1')).toBe('1');
    expect(code(null, 'constructor')).toBe('constructor');
    expect(ownLabel('constructor', 'name')).toBeNull();
  });

  test('« USIP » never stands alone: it has two meanings', () => {
    expect(code('TRE_R244', '122', 'USIP')).toMatch(/polyvalents/);
    expect(code('TRE_R244', '15', 'usip')).toMatch(/psychiatriques/);
    expect(code('TRE_R999', '7', 'USIP')).toBe('USIP (7)');
  });

  test('every offer type of the boards has a label of ours', () => {
    for (const type of activityGroups.flatMap((group) => group.offerTypes)) {
      expect(ownLabel('TRE_R244', type), type).not.toBeNull();
    }
  });
});

describe('départements', () => {
  test('101 départements and the collectivities, Corsica between 19 and 21', () => {
    expect(departmentCodes).toHaveLength(104);
    expect(departmentCodes.slice(17, 22)).toEqual(['18', '19', '2A', '2B', '21']);
    expect(departmentCodes.at(-1)).toBe('978');
    expect(departmentCodes).not.toContain('20');
  });

  test('labels; an unknown code is its own label and comes last', () => {
    expect(departmentLabel('93')).toBe('Seine-Saint-Denis');
    expect(departmentLabel('2A')).toBe('Corse-du-Sud');
    expect(departmentLabel('toString')).toBe('toString');
    expect(['zz', '974', '01', '95'].toSorted(compareDepartments)).toEqual(['01', '95', '974', 'zz']);
  });
});

describe('adult or child', () => {
  test.each([
    [null, true, true],
    [{ low: 18, high: null }, true, false],
    [{ low: 15, high: null }, true, true],
    [{ low: null, high: 17 }, false, true],
    [{ low: 0, high: 18 }, true, true],
    [{ low: 0, high: 17.9 }, false, true],
    [{ low: null, high: null }, true, true],
    [{ low: 75, high: 15 }, true, true],
  ])('%o: adult %s, child %s', (range, adult, child) => {
    expect(audienceOf(range)).toEqual({ adult, child });
  });
});

describe('closed offers', () => {
  const at = Date.parse('2026-07-20T22:30:00Z'); // 21 July, half past midnight in Paris
  test.each([
    [null, null, false],
    ['2026-07-21', null, true],
    ['2026-07-22', null, false],
    ['2026-07', null, true],
    ['2027', null, false],
    ['2026-07-21T00:00:00+02:00', null, true],
    ['2026-07-20T23:00:00Z', null, false],
    ['2026-01-01', '2026-07-21', false],
    ['2026-01-01', '2026-07-22', true],
    ['2026-01-01', '2026-07-20T23:00:00Z', true],
    ['bientôt', null, false],
    ['2026-01-01', 'bientôt', true],
  ])('closed from %s, reopening on %s: %s', (from, reopens, closed) => {
    expect(isOfferClosed(from, reopens, at)).toBe(closed);
  });
});
