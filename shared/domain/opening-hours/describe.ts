import {
  hour,
  minute,
  parisDayOf,
  addDays,
  wallDay,
  wallTimeOf,
  type CalendarDate,
} from '../calendar/paris-time.ts';
import type { AvailableTime } from '../entities.ts';
import { endDate, startDate } from './dates.ts';
import { kindOf, slotOf, type OpeningHours, type RowKind } from './rows.ts';
import type { OpeningStatus } from './status.ts';

const nbsp = '\u00a0';
const weekdays = ['', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'] as const;
const months = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
] as const;

const kindNotes: Readonly<Record<RowKind, string>> = {
  opening: '',
  running: ' (fonctionnement)',
  walk_in: ' (sans rendez-vous)',
  appointment: ' (sur rendez-vous)',
};

/** `9 h`, `17 h 30`, `minuit`. */
function clock(wall: number): string {
  if (wall === wallDay) return 'minuit';
  const hours = Math.floor((wall % wallDay) / hour);
  const minutes = Math.floor((wall % hour) / minute);
  return `${String(hours)}${nbsp}h${minutes === 0 ? '' : nbsp + String(minutes).padStart(2, '0')}`;
}

/** `1er août 2026`. */
function dayLabel(date: CalendarDate, withYear = true): string {
  const [year = '', month = '1', day = '1'] = date.split('-');
  const number = Number(day) === 1 ? '1er' : String(Number(day));
  return `${number}${nbsp}${months[Number(month) - 1] ?? ''}${withYear ? nbsp + year : ''}`;
}

/** `lun.–ven.`, `sam. et dim.`, `tous les jours`. */
function dayRuns(days: readonly number[]): string {
  if (days.length === 7) return 'tous les jours';
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string => weekdays[day ?? 0] ?? '';
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ')
    .replace(/, ([^,]*)$/, ' et $1');
}

function slotLabel(slot: { from: number; to: number }): string {
  if (slot.from === 0 && slot.to === wallDay) return `24${nbsp}h/24`;
  return `${clock(slot.from)} – ${clock(slot.to)}${slot.to > wallDay ? ' le lendemain' : ''}`;
}

/** One validity period and kind: `lun.–ven. 9 h – 12 h, 14 h – 17 h 30 ; sam. 9 h – 12 h`. */
function week(rows: readonly AvailableTime[]): string | null {
  const byDay = new Map<number, { from: number; to: number }[]>();
  for (const row of rows) {
    const slot = slotOf(row);
    if (slot === null) continue;
    const days = row.days.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : row.days;
    for (const day of days) byDay.set(day, [...(byDay.get(day) ?? []), slot]);
  }
  const daysBySlots = new Map<string, number[]>();
  for (const day of [...byDay.keys()].filter((day) => day >= 1 && day <= 7).sort((a, b) => a - b)) {
    const slots = (byDay.get(day) ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
    const label = [...new Set(slots.map(slotLabel))].join(', ');
    daysBySlots.set(label, [...(daysBySlots.get(label) ?? []), day]);
  }
  if (daysBySlots.size === 0) return null;
  const [only] = daysBySlots;
  if (daysBySlots.size === 1 && only?.[1].length === 7 && only[0] === `24${nbsp}h/24`)
    return `24${nbsp}h/24, 7${nbsp}j/7`;
  return [...daysBySlots].map(([label, days]) => `${dayRuns(days)} ${label}`).join(`${nbsp}; `);
}

function validityLabel(row: AvailableTime): string {
  const first = startDate(row.validity?.start ?? null) ?? null;
  const last = endDate(row.validity?.end ?? null) ?? null;
  if (first !== null && last !== null) return `du ${dayLabel(first)} au ${dayLabel(last)}${nbsp}: `;
  if (first !== null) return `à partir du ${dayLabel(first)}${nbsp}: `;
  return last === null ? '' : `jusqu’au ${dayLabel(last)}${nbsp}: `;
}

/** The opening hours in French, one line per validity period and kind; rows that cannot be read are counted last. */
export function describeHours(hours: Pick<OpeningHours, 'availableTimes'>): string[] {
  const groups = new Map<string, AvailableTime[]>();
  for (const row of hours.availableTimes) {
    const key = `${validityLabel(row)}|${kindOf(row)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines: string[] = [];
  for (const rows of groups.values()) {
    const [first] = rows;
    const text = week(rows);
    if (first !== undefined && text !== null)
      lines.push(`${validityLabel(first)}${text}${kindNotes[kindOf(first)]}`);
  }
  const unreadable = hours.availableTimes.filter((row) => slotOf(row) === null).length;
  if (unreadable > 0)
    lines.push(
      `${String(unreadable)}${nbsp}horaire${unreadable > 1 ? 's' : ''} illisible${unreadable > 1 ? 's' : ''}`,
    );
  return lines;
}

/** Announced absences and closures in French, one line each. */
export function describeClosures(hours: Pick<OpeningHours, 'notAvailable'>): string[] {
  return hours.notAvailable.map(({ during, description, closure }) => {
    const first = startDate(during.start) ?? null;
    const end = closure ? startDate(during.end) : endDate(during.end);
    const reason = description === null || description === '' ? '' : `${nbsp}: ${description}`;
    const what = closure ? 'Fermeture' : 'Indisponible';
    if (first === null && (end === null || end === undefined))
      return `${what}, dates non transmises${reason}`;
    const from =
      first === null ? '' : ` ${end === null || end === undefined ? 'à partir du' : 'du'} ${dayLabel(first)}`;
    if (end === null || end === undefined) return `${what}${from}${reason}`;
    const to = closure
      ? `, réouverture prévue le ${dayLabel(end)}`
      : first === null
        ? ` jusqu’au ${dayLabel(end)}`
        : ` au ${dayLabel(end)}`;
    return `${what}${closure ? from.replace(' du ', ' à partir du ') : from}${to}${reason}`;
  });
}

/** `17 h 30`, `demain 8 h`, `lun. 9 h`, `lun. 4 janv. 2027, 8 h`: as short as it stays clear. */
function moment(instant: number, now: number): string {
  const day = parisDayOf(instant);
  const today = parisDayOf(now);
  const wall = wallTimeOf(instant);
  const at = wall === 0 ? 'minuit' : clock(wall);
  if (day.date === today.date) return at;
  if (wall === 0 && day.date === addDays(today.date, 1)) return at;
  if (day.date === addDays(today.date, 1)) return `demain ${at}`;
  const time = wall === 0 ? `0${nbsp}h` : at;
  const weekday = weekdays[day.weekday] ?? '';
  if (day.date <= addDays(today.date, 6)) return `${weekday} ${time}`;
  return `${weekday} ${dayLabel(day.date, day.date.slice(0, 4) !== today.date.slice(0, 4))}, ${time}`;
}

const unknownTexts: Partial<Record<OpeningStatus['reason'], string>> = {
  no_hours: 'Horaires non transmis',
  hours_expired: 'Horaires échus',
  unreadable_hours: 'Horaires illisibles',
  undated_closure: 'Fermeture annoncée sans date',
};

const reasonNotes: Partial<Record<OpeningStatus['reason'], string>> = {
  appointment: ' (sur rendez-vous)',
  walk_in: ' (sans rendez-vous)',
  running_only: ' (fonctionne hors horaires d’ouverture)',
};

/** The status in French, for a list or a sheet: `Ouvert jusqu’à 17 h 30`, `Fermé, ouvre demain 8 h`. */
export function describeOpening(opening: OpeningStatus, now: number): string {
  const holiday = opening.holiday === null ? '' : ` — jour férié (${opening.holiday})${nbsp}: à vérifier`;
  const note = reasonNotes[opening.reason] ?? '';
  const when = opening.until === null ? null : moment(opening.until, now);
  if (opening.status === 'unknown') return `${unknownTexts[opening.reason] ?? 'Horaires inconnus'}${holiday}`;
  if (opening.status === 'open') {
    return `Ouvert${when === null ? '' : ` jusqu’à ${when}`}${note}${holiday}`;
  }
  if (when === null) return `Fermé${note}${holiday}`;
  return `${opening.next === 'open' ? `Fermé, ouvre ${/^\d|^minuit/.test(when) ? 'à ' : ''}${when}` : `Fermé au moins jusqu’à ${when}`}${note}${holiday}`;
}
