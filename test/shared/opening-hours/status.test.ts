import { describe, expect, test } from 'vitest';
import type { AvailableTime } from '../../../shared/domain/entities.ts';
import {
  describeClosures,
  describeHours,
  describeOpening,
  openingStatus,
  type OpeningHours,
} from '../../../shared/domain/opening-hours.ts';

const week = [1, 2, 3, 4, 5];

function slot(
  days: readonly number[],
  start: string | null,
  end: string | null,
  more: Partial<AvailableTime> = {},
): AvailableTime {
  return { days, start, end, allDay: start === null && end === null, kind: null, validity: null, ...more };
}

function kind(code: string): Partial<AvailableTime> {
  return { kind: { system: 'TRE_R252', code, display: null } };
}

function hours(
  availableTimes: readonly AvailableTime[],
  notAvailable: OpeningHours['notAvailable'] = [],
): OpeningHours {
  return { availableTimes, notAvailable };
}

function at(value: OpeningHours, when: string): string {
  const now = Date.parse(when);
  return describeOpening(openingStatus(value, now), now).replaceAll('\u00a0', ' ');
}

const office = hours([slot(week, '09:00:00', '12:00:00'), slot(week, '14:00:00', '17:30:00')]);

describe('in words', () => {
  test.each([
    ['2026-11-23T10:00+01:00', 'Ouvert jusqu’à 12 h'],
    ['2026-11-23T12:00+01:00', 'Fermé, ouvre à 14 h'],
    ['2026-11-23T17:30+01:00', 'Fermé, ouvre demain 9 h'],
    ['2026-11-27T20:00+01:00', 'Fermé, ouvre lun. 9 h'],
    ['2026-11-11T10:00+01:00', 'Ouvert jusqu’à 12 h — jour férié (Armistice 1918) : à vérifier'],
  ])('%s: %s', (when, text) => {
    expect(at(office, when)).toBe(text);
  });

  test('round the clock has no end', () => {
    const always = hours([slot([], null, null)]);
    expect(openingStatus(always, Date.parse('2026-10-25T02:30+01:00')).until).toBeNull();
    expect(at(always, '2026-11-23T03:00+01:00')).toBe('Ouvert');
  });

  test('nothing transmitted is unknown, not closed', () => {
    expect(at(hours([]), '2026-11-23T10:00+01:00')).toBe('Horaires non transmis');
    expect(openingStatus(hours([]), 0)).toMatchObject({ status: 'unknown', until: null, reason: 'no_hours' });
  });
});

describe('the ends of days', () => {
  test('23:59:00 joins the next midnight', () => {
    const whole = hours([slot([], '00:00:00', '23:59:00')]);
    expect(openingStatus(whole, Date.parse('2026-11-23T23:59:30+01:00'))).toMatchObject({
      status: 'open',
      until: null,
    });
  });

  test('a night crosses midnight and both clock changes', () => {
    const night = hours([slot([6], '20:00:00', '08:00:00')]);
    expect(openingStatus(night, Date.parse('2026-10-24T21:00+02:00')).until).toBe(
      Date.parse('2026-10-25T08:00+01:00'),
    );
    expect(openingStatus(night, Date.parse('2026-03-28T21:00+01:00')).until).toBe(
      Date.parse('2026-03-29T08:00+02:00'),
    );
    expect(openingStatus(night, Date.parse('2026-10-25T09:00+01:00'))).toMatchObject({
      status: 'closed',
      next: 'open',
    });
  });

  test('a slot inside the hour skipped in spring is found the Sunday after', () => {
    const skipped = hours([slot([7], '02:00:00', '03:00:00')]);
    expect(openingStatus(skipped, Date.parse('2026-03-23T12:00+01:00')).until).toBe(
      Date.parse('2026-04-05T02:00+02:00'),
    );
  });
});

describe('kinds', () => {
  const both = hours([
    slot(week, '08:00:00', '18:00:00', kind('01')),
    slot([], null, null, kind('02')),
    slot([6], '09:00:00', '12:00:00', kind('07')),
  ]);
  test.each([
    ['2026-11-23T10:00+01:00', 'open', 'opening_hours'],
    ['2026-11-23T20:00+01:00', 'closed', 'running_only'],
    ['2026-11-28T10:00+01:00', 'open', 'appointment'],
  ])('%s: %s, %s', (when, status, reason) => {
    expect(openingStatus(both, Date.parse(when))).toMatchObject({ status, reason });
  });

  test('operation hours open the offer when no opening hours are sent', () => {
    expect(openingStatus(hours([slot([], null, null, kind('02'))]), 0).status).toBe('open');
  });
});

describe('seasons and closures', () => {
  const summer = hours([
    slot([], '10:00:00', '18:00:00', { validity: { start: '2027-07-01', end: '2027-08-31' } }),
  ]);

  test('before its season an offer is closed until it begins, after it the hours have expired', () => {
    expect(openingStatus(summer, Date.parse('2026-11-23T12:00+01:00'))).toMatchObject({
      reason: 'out_of_season',
      until: Date.parse('2027-07-01T10:00+02:00'),
    });
    expect(openingStatus(summer, Date.parse('2027-09-01T00:00+02:00'))).toMatchObject({
      status: 'unknown',
      reason: 'hours_expired',
    });
  });

  test('a closure lasts until the reopening date, an absence until the end of its last day', () => {
    const during = { start: '2026-12-24', end: '2027-01-04' };
    const closure = hours(office.availableTimes, [{ description: 'Travaux', during, closure: true }]);
    expect(at(closure, '2026-12-30T10:00+01:00')).toBe('Fermé, ouvre lun. 9 h');
    expect(openingStatus(closure, Date.parse('2026-12-30T10:00+01:00'))).toMatchObject({
      reason: 'closure',
      detail: 'Travaux',
    });
    const absence = hours(office.availableTimes, [{ description: null, during, closure: false }]);
    expect(openingStatus(absence, Date.parse('2026-12-30T10:00+01:00')).until).toBe(
      Date.parse('2027-01-05T09:00+01:00'),
    );
  });

  test('a closure without dates makes the status unknown', () => {
    const undated = hours(office.availableTimes, [
      { description: null, during: { start: null, end: null }, closure: true },
    ]);
    expect(at(undated, '2026-11-23T10:00+01:00')).toBe('Fermeture annoncée sans date');
  });

  test('a closure without end says only that it is closed', () => {
    const shut = hours(office.availableTimes, [
      { description: null, during: { start: '2026-01-01', end: null }, closure: true },
    ]);
    expect(at(shut, '2026-11-23T10:00+01:00')).toBe('Fermé');
  });

  test('dates with a time of day, with and without offset, are instants', () => {
    const during = { start: '2026-11-23T10:00:00+01:00', end: '2026-11-23T11:00:00' };
    const pause = hours(office.availableTimes, [{ description: null, during, closure: false }]);
    expect(at(pause, '2026-11-23T10:30+01:00')).toBe('Fermé, ouvre à 11 h');
  });
});

function plain(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll('\u00a0', ' '));
}

describe('hours in French', () => {
  test('days with the same slots are grouped', () => {
    expect(
      plain(describeHours(hours([...office.availableTimes, slot([6], '09:00:00', '12:00:00')]))),
    ).toEqual(['lun.–ven. 9 h – 12 h, 14 h – 17 h 30 ; sam. 9 h – 12 h']);
  });

  test('round the clock, nights, ends of day, kinds and seasons', () => {
    expect(
      plain(
        describeHours(
          hours([
            slot([], null, null),
            slot([1, 3], '20:00:00', '08:00:00', kind('02')),
            slot([], '18:00:00', '23:59:00', kind('06')),
            slot([6, 7], '09:00:00', '12:30:00', {
              ...kind('07'),
              validity: { start: '2027-07-01', end: '2027-08-31' },
            }),
            slot([2], 'midi', null),
          ]),
        ),
      ),
    ).toEqual([
      '24 h/24, 7 j/7',
      'lun. et mer. 20 h – 8 h le lendemain (fonctionnement)',
      'tous les jours 18 h – minuit (sans rendez-vous)',
      'du 1er juil. 2027 au 31 août 2027 : sam. et dim. 9 h – 12 h 30 (sur rendez-vous)',
      '1 horaire illisible',
    ]);
  });

  test('closures and absences', () => {
    const lines = describeClosures(
      hours(
        [],
        [
          { description: 'Travaux', during: { start: '2026-12-24', end: '2027-01-04' }, closure: true },
          { description: null, during: { start: '2026-08-01', end: '2026-08-31' }, closure: false },
          { description: null, during: { start: null, end: null }, closure: true },
        ],
      ),
    );
    expect(plain(lines)).toEqual([
      'Fermeture à partir du 24 déc. 2026, réouverture prévue le 4 janv. 2027 : Travaux',
      'Indisponible du 1er août 2026 au 31 août 2026',
      'Fermeture, dates non transmises',
    ]);
  });
});
