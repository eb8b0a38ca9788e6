/**
 * French formats, pure. Times are stored in UTC and shown in Europe/Paris whatever the clock of the post says
 * (product.md §3). Functions that speak of "now" receive it, in epoch milliseconds.
 */
const zone = 'Europe/Paris';
/** No-break space (before `:` and inside dates) and narrow no-break space (thousands, before `; ! ?`). */
export const nbsp = '\u00A0';
export const nnbsp = '\u202F';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const numbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const times = new Intl.DateTimeFormat('fr-FR', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const shortDays = new Intl.DateTimeFormat('fr-FR', {
  timeZone: zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const datedDays = new Intl.DateTimeFormat('fr-FR', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const longDays = new Intl.DateTimeFormat('fr-FR', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** What is printed where a figure was not sent: never a zero. */
export const missing = '—';

/** `4 212` with a narrow no-break space; `—` for a figure that was not transmitted. */
export function formatCount(value: number | null): string {
  return value === null ? missing : numbers.format(value);
}

/** `1 unité`, `2 unités`, `0 unité`: French plural starts at two. */
export function plural(value: number, one: string, many: string): string {
  return `${formatCount(value)}${nbsp}${Math.abs(value) < 2 ? one : many}`;
}

function parse(iso: string): number | null {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

/**
 * `14:32` in Paris. In the hour that the autumn clock change plays twice, says which of the two it is:
 * `02:30 (été)` then `02:30 (hiver)`.
 */
export function formatTime(at: number): string {
  const wall = times.format(at);
  if (wall === times.format(at + hour)) return `${wall}${nbsp}(été)`;
  if (wall === times.format(at - hour)) return `${wall}${nbsp}(hiver)`;
  return wall;
}

/** Number of Paris midnights between two instants: 0 the same day, 1 the day before… */
export function daysBetween(at: number, now: number): number {
  const midnight = (instant: number): number => Date.parse(`${dayParts.format(instant)}T00:00:00Z`);
  return Math.round((midnight(now) - midnight(at)) / day);
}

/** Absolute time, as short as it can be said without doubt: `14:32`, `hier 19:10`, `sam. 21 nov. 19:10`, `3 févr. 2025`. */
export function formatWhen(iso: string | null, now: number): string {
  const at = iso === null ? null : parse(iso);
  if (at === null) return missing;
  const days = daysBetween(at, now);
  if (days === 0) return formatTime(at);
  if (days === 1) return `hier${nbsp}${formatTime(at)}`;
  if (days === -1) return `demain${nbsp}${formatTime(at)}`;
  if (Math.abs(days) < 180) return `${shortDays.format(at).replaceAll(' ', nbsp)} ${formatTime(at)}`;
  return datedDays.format(at).replaceAll(' ', nbsp);
}

/** `lundi 23 novembre 2026 à 14:32`, for titles and assistive technology. */
export function formatFull(iso: string): string {
  const at = parse(iso);
  return at === null ? missing : `${longDays.format(at)} à ${formatTime(at)}`;
}

/** A day without an hour: `23 nov. 2026`. Also for dates sent without a time (read as that day). */
export function formatDay(iso: string): string {
  const at = parse(iso);
  return at === null ? missing : datedDays.format(at).replaceAll(' ', nbsp);
}

/** Elapsed time: `à l’instant`, `12 min`, `1 h 27`, `19 h`, `3 j`. A date in the future (clock drift) counts as now. */
export function formatAge(iso: string | null, now: number): string {
  const at = iso === null ? null : parse(iso);
  if (at === null) return missing;
  const elapsed = Math.max(0, now - at);
  if (elapsed < minute) return 'à l’instant';
  const minutes = Math.floor(elapsed / minute);
  if (minutes < 60) return `${minutes}${nbsp}min`;
  const hours = Math.floor(elapsed / hour);
  if (hours < 10) {
    const rest = minutes - hours * 60;
    return rest === 0 ? `${hours}${nbsp}h` : `${hours}${nbsp}h${nbsp}${String(rest).padStart(2, '0')}`;
  }
  if (hours < 48) return `${hours}${nbsp}h`;
  return `${formatCount(Math.floor(elapsed / day))}${nbsp}j`;
}

/** `il y a 1 h 27`, or `à l’instant`. */
export function formatAgo(iso: string | null, now: number): string {
  const age = formatAge(iso, now);
  return age === missing || age === 'à l’instant' ? age : `il y a ${age}`;
}

/** French numbers in pairs (`01 45 17 20 00`, also from `+33145172000`); anything else as it was sent. */
export function formatPhone(raw: string): string {
  const digits = raw.replace(/[\s.()-]/g, '').replace(/^(?:\+|00)33\(?0?\)?/, '0');
  return /^0\d{9}$/.test(digits) ? (digits.match(/\d\d/g) ?? []).join(nbsp) : raw;
}

/** The `tel:` address of a number: digits and a leading plus only. */
export function phoneHref(raw: string): string {
  return `tel:${raw.replace(/[^\d+]/g, '')}`;
}

/** `75 – Paris`. */
export function formatDepartment(code: string, label: string): string {
  return `${code}${nbsp}–${nbsp}${label}`;
}

/** Age range in words: `18 ans et plus`, `jusqu’à 17 ans`, `3 – 17 ans`, `tous âges`; `—` when not sent. */
export function formatAgeRange(
  range: { readonly low: number | null; readonly high: number | null } | null,
): string {
  if (range === null) return missing;
  const { low, high } = range;
  const years = (value: number): string => `${formatCount(value)}${nbsp}${value < 2 ? 'an' : 'ans'}`;
  if ((low === null || low === 0) && high === null) return 'tous âges';
  if (low === null || low === 0) return `jusqu’à ${years(high ?? 0)}`;
  if (high === null) return `${years(low)} et plus`;
  return `${formatCount(low)}${nbsp}–${nbsp}${years(high)}`;
}
