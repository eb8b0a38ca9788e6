import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanText,
  looksLikeFormula,
  neutralised,
  readableNumber,
} from '../../../main/backend/exports/text.ts';

test.each([
  '=1',
  '+1',
  '-1',
  '@a',
  '\t=1',
  '\r=1',
  '\n',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '﹣1',
  '⁺1',
  '−1',
  ' =1',
  '"=1',
  "'=1",
  '\u200B=1',
  '\u00A0-1',
])('%j is neutralised', (text) => {
  expect(neutralised(text)).toBe(`'${text}`);
});

test.each(['Réanimation', '12', '(3)', '', ' ', 'a=b', '—', '« x »', '#N/A'])('%j is left alone', (text) => {
  expect(looksLikeFormula(text)).toBe(false);
});

test('cleaning leaves no control, no lone surrogate, no bidirectional override, and is stable', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const text = cleanText(String.fromCharCode(...units));
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(
        /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/,
      );
      expect(cleanText(text)).toBe(text);
    }),
  );
});

test('figures read as in French', () => {
  expect(readableNumber(12345.678, 1)).toBe('12\u202F345,7');
  expect(readableNumber(-0.5, null)).toBe('-0,5');
});
