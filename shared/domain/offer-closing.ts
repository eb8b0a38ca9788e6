import { parisDayOf, type CalendarDate } from './calendar/paris-time.ts';

/** Whether a FHIR date (year, month, day or instant) has come. Days are Paris days; an unreadable date never comes. */
function hasCome(date: string, now: number, today: CalendarDate): boolean {
  if (date.length > 10) {
    const instant = Date.parse(date);
    return !Number.isNaN(instant) && instant <= now;
  }
  return /^\d{4}(-\d{2}){0,2}$/.test(date) && date <= today.slice(0, date.length);
}

/**
 * Whether an offer is closed at a moment, from `notAvailable[closingReopeningDate].during`: from its start until its
 * end, which is the planned reopening. `today` may be given to spare the calendar when many offers are asked about.
 */
export function isOfferClosed(
  closedFrom: string | null,
  reopensOn: string | null,
  now: number,
  today: CalendarDate = parisDayOf(now).date,
): boolean {
  if (closedFrom === null || !hasCome(closedFrom, now, today)) return false;
  return reopensOn === null || !hasCome(reopensOn, now, today);
}
