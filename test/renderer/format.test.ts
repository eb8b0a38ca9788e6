import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  formatAge,
  formatAgeRange,
  formatAgo,
  formatCount,
  formatFull,
  formatPhone,
  formatTime,
  formatWhen,
  nbsp,
  nnbsp,
  phoneHref,
  plural,
} from '../../renderer/format.ts';

const at = (iso: string): number => Date.parse(iso);
const plain = (text: string): string => text.replaceAll(nbsp, ' ').replaceAll(nnbsp, ' ');

describe('figures', () => {
  it('separates thousands with a narrow no-break space', () => {
    expect(formatCount(4212)).toBe(`4${nnbsp}212`);
    expect(formatCount(1_012_345)).toBe(`1${nnbsp}012${nnbsp}345`);
  });
  it('never writes a missing figure as a zero', () => {
    expect(formatCount(null)).toBe('—');
    expect(formatCount(0)).toBe('0');
  });
  it('starts the French plural at two', () => {
    expect([0, 1, 2].map((count) => plain(plural(count, 'lit', 'lits')))).toEqual([
      '0 lit',
      '1 lit',
      '2 lits',
    ]);
  });
});

describe('times', () => {
  const now = at('2026-11-23T13:32:10Z');
  it('shows Paris time', () => {
    expect(formatTime(now)).toBe('14:32');
    expect(formatTime(at('2026-07-01T12:05:00Z'))).toBe('14:05');
  });
  it('says the absolute time as shortly as it can be said without doubt', () => {
    expect(formatWhen('2026-11-23T12:05:00Z', now)).toBe('13:05');
    expect(plain(formatWhen('2026-11-22T18:10:00Z', now))).toBe('hier 19:10');
    expect(plain(formatWhen('2026-11-24T07:00:00Z', now))).toBe('demain 08:00');
    expect(plain(formatWhen('2026-11-21T18:10:00Z', now))).toBe('sam. 21 nov. 19:10');
    expect(plain(formatWhen('2025-02-03T11:00:00Z', now))).toBe('3 févr. 2025');
    expect(formatWhen(null, now)).toBe('—');
    expect(formatWhen('pas une date', now)).toBe('—');
  });
  it('changes day at midnight in Paris, not in UTC', () => {
    expect(plain(formatWhen('2026-11-22T22:59:00Z', now))).toBe('hier 23:59');
    expect(formatWhen('2026-11-22T23:01:00Z', now)).toBe('00:01');
  });
  it('tells apart the two hours of the autumn clock change', () => {
    expect(plain(formatTime(at('2026-10-25T00:30:00Z')))).toBe('02:30 (été)');
    expect(plain(formatTime(at('2026-10-25T01:30:00Z')))).toBe('02:30 (hiver)');
    expect(formatTime(at('2026-10-25T02:00:00Z'))).toBe('03:00');
    expect(formatTime(at('2026-10-24T23:59:00Z'))).toBe('01:59');
  });
  it('skips the missing hour of spring', () => {
    expect(formatTime(at('2026-03-29T00:59:00Z'))).toBe('01:59');
    expect(formatTime(at('2026-03-29T01:00:00Z'))).toBe('03:00');
  });
  it('counts Paris days over nights of 23 and 25 hours', () => {
    expect(daysBetween(at('2026-10-24T22:30:00Z'), at('2026-10-25T22:30:00Z'))).toBe(0);
    expect(daysBetween(at('2026-10-24T21:30:00Z'), at('2026-10-25T22:30:00Z'))).toBe(1);
    expect(daysBetween(at('2026-03-28T22:30:00Z'), at('2026-03-29T22:30:00Z'))).toBe(2);
  });
  it('gives the full date for titles', () => {
    expect(plain(formatFull('2026-11-23T13:32:10Z'))).toBe('lundi 23 novembre 2026 à 14:32');
  });
});

describe('ages', () => {
  const now = at('2026-11-23T13:32:00Z');
  const age = (minutes: number): string =>
    plain(formatAge(new Date(now - minutes * 60_000).toISOString(), now));
  it('is exact where it matters and round where it does not', () => {
    expect([0, 12, 60, 87, 605, 1_140, 2_879, 2_880].map(age)).toEqual([
      'à l’instant',
      '12 min',
      '1 h',
      '1 h 27',
      '10 h',
      '19 h',
      '47 h',
      '2 j',
    ]);
  });
  it('treats a clock a little ahead as now', () => {
    expect(age(-3)).toBe('à l’instant');
  });
  it('counts real hours across the clock change', () => {
    expect(plain(formatAge('2026-10-24T22:00:00Z', at('2026-10-25T05:00:00Z')))).toBe('7 h');
  });
  it('says "il y a" only before a duration', () => {
    expect(plain(formatAgo(new Date(now - 720_000).toISOString(), now))).toBe('il y a 12 min');
    expect(formatAgo(new Date(now).toISOString(), now)).toBe('à l’instant');
    expect(formatAgo(null, now)).toBe('—');
  });
});

describe('phones and ages of patients', () => {
  it('writes French numbers in pairs and leaves the others alone', () => {
    expect(plain(formatPhone('+33145172000'))).toBe('01 45 17 20 00');
    expect(plain(formatPhone('01.45.17.20.00'))).toBe('01 45 17 20 00');
    expect(formatPhone('15')).toBe('15');
    expect(formatPhone('poste 4512')).toBe('poste 4512');
  });
  it('makes a tel: address without spaces or letters', () => {
    expect(phoneHref('+33 1 45 17 20 00')).toBe('tel:+33145172000');
  });
  it('says age ranges in words', () => {
    const range = (low: number | null, high: number | null): string => plain(formatAgeRange({ low, high }));
    expect(range(18, null)).toBe('18 ans et plus');
    expect(range(0, 17)).toBe('jusqu’à 17 ans');
    expect(range(3, 17)).toBe('3 – 17 ans');
    expect(range(null, null)).toBe('tous âges');
    expect(range(0, 1)).toBe('jusqu’à 1 an');
    expect(formatAgeRange(null)).toBe('—');
  });
});
