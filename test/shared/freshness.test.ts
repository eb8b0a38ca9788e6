import { describe, expect, test } from 'vitest';
import {
  clockSkewToleranceMs,
  freshnessOf,
  hourMs,
  isFutureDate,
  isWithinAge,
} from '../../shared/domain/freshness.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const aged = (hours: number, extraMs = 0): number => now - hours * hourMs - extraMs;

describe('freshness of a figure', () => {
  test.each([
    [aged(0), 'fresh'],
    [aged(8), 'fresh'],
    [aged(8, 1), 'to_refresh'],
    [aged(12), 'to_refresh'],
    [aged(12, 1), 'old'],
    [aged(24), 'old'],
    [aged(24, 1), 'expired'],
    [aged(24 * 365), 'expired'],
    [null, 'never'],
  ] as const)('%s is %s', (updatedAt, expected) => {
    expect(freshnessOf(updatedAt, now)).toBe(expected);
  });

  test('a clock slightly ahead is fresh, further ahead says nothing', () => {
    expect(freshnessOf(now + clockSkewToleranceMs, now)).toBe('fresh');
    expect(freshnessOf(now + clockSkewToleranceMs + 1, now)).toBe('never');
    expect(isFutureDate(now + clockSkewToleranceMs, now)).toBe(false);
    expect(isFutureDate(now + clockSkewToleranceMs + 1, now)).toBe(true);
  });

  test('thresholds belong to the group', () => {
    const daily = { freshHours: 24, toRefreshHours: 36, oldHours: 48 };
    expect(freshnessOf(aged(24), now, daily)).toBe('fresh');
    expect(freshnessOf(aged(40), now, daily)).toBe('old');
    expect(freshnessOf(aged(48, 1), now, daily)).toBe('expired');
  });

  test('hours elapsed count, not wall-clock hours, on the nights the clocks change', () => {
    // 28 March 20:00 to 29 March 09:00 in Paris reads as 13 h on the wall; 12 h elapsed.
    const spring = Date.parse('2026-03-29T09:00:00+02:00');
    expect(freshnessOf(Date.parse('2026-03-28T20:00:00+01:00'), spring)).toBe('to_refresh');
    // 24 October 21:00 to 25 October 09:00 reads as 12 h; 13 h elapsed.
    const autumn = Date.parse('2026-10-25T09:00:00+01:00');
    expect(freshnessOf(Date.parse('2026-10-24T21:00:00+02:00'), autumn)).toBe('old');
  });

  test('a limit includes its bound; an undated figure passes only without limit', () => {
    expect(isWithinAge(aged(24), now, 24)).toBe(true);
    expect(isWithinAge(aged(24, 1), now, 24)).toBe(false);
    expect(isWithinAge(null, now, 24)).toBe(false);
    expect(isWithinAge(null, now, null)).toBe(true);
  });
});
