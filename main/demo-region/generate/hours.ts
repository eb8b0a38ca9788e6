import type { Random } from '../random.ts';
import type { JsonObject } from '../json.ts';
import { concept, extension, isoDay } from './fhir.ts';
import type { UnitKind } from './unit-types.ts';

const kinds = {
  open: concept('TRE_R252-TypeHoraire', '01', 'Horaire d’ouverture'),
  running: concept('TRE_R252-TypeHoraire', '02', 'Horaire de fonctionnement'),
  walkIn: concept('TRE_R252-TypeHoraire', '06', 'Horaire de consultation sans RDV'),
  appointment: concept('TRE_R252-TypeHoraire', '07', 'Horaire de consultation sur RDV'),
} as const;
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function slot(
  day: number,
  times: readonly [string, string] | 'allDay',
  what: JsonObject | undefined,
  season?: JsonObject,
): JsonObject {
  return {
    extension: [
      extension('ror-available-time-number-days-of-week', 'valueInteger', day),
      ...(what === undefined
        ? []
        : [extension('ror-available-time-type-of-time', 'valueCodeableConcept', what)]),
      ...(season === undefined
        ? []
        : [extension('ror-available-time-effective-opening-closing-date', 'valuePeriod', season)]),
    ],
    ...(times === 'allDay'
      ? { allDay: true }
      : { availableStartTime: `${times[0]}:00`, availableEndTime: `${times[1]}:00` }),
  };
}

/** Opening hours of an offer: the day number extension first (1 = Monday), as the guide prefers. */
export function openingHours(random: Random, unit: UnitKind, now: number): JsonObject[] {
  if (random.chance(0.06)) return [];
  const week = [1, 2, 3, 4, 5, 6, 7];
  switch (unit.hours) {
    case 'always':
      if (random.chance(0.2)) return week.map((day) => slot(day, 'allDay', kinds.running));
      // Entered once, without a day: all week long.
      if (random.chance(0.7)) return [{ allDay: true }];
      return week.map((day) => slot(day, ['00:00', '23:59'], undefined));
    case 'night':
      return week.map((day) => slot(day, ['18:30', '08:30'], kinds.running));
    case 'evening': {
      const late = random.chance(0.15) ? '02:00' : random.pick(['20:00', '21:00', '22:30']);
      return week.slice(0, random.pick([5, 6, 7])).map((day) => slot(day, ['08:00', late], undefined));
    }
    case 'day':
      return week.slice(0, 5).map((day) => ({
        ...slot(day, ['08:00', random.pick(['17:00', '18:00', '18:30'])], kinds.running),
        ...(random.chance(0.1) ? { daysOfWeek: [dayNames[day - 1] ?? 'mon'] } : {}),
      }));
    case 'office':
      return officeHours(random, now);
  }
}

function officeHours(random: Random, now: number): JsonObject[] {
  const appointment = random.chance(0.4) ? kinds.appointment : undefined;
  const open = random
    .shuffle([1, 2, 3, 4, 5])
    .slice(0, random.int(1, 3))
    .sort((a, b) => a - b);
  if (random.chance(0.04)) {
    const season = { start: isoDay(now - 60 * 86_400_000), end: isoDay(now + 45 * 86_400_000) };
    return open.map((day) => slot(day, ['09:00', '13:00'], appointment, season));
  }
  return open.flatMap((day) =>
    random.chance(0.15)
      ? [
          slot(day, ['09:00', '12:30'], appointment),
          slot(day, ['14:00', '17:30'], random.chance(0.2) ? kinds.walkIn : appointment),
        ]
      : [
          slot(
            day,
            random.pick([
              ['09:00', '17:00'],
              ['08:30', '12:30'],
              ['13:30', '18:00'],
            ] as const),
            appointment,
          ),
        ],
  );
}
