import type { AvailableTime } from '../../../../shared/domain/entities.ts';
import { extCode, extCount, ExtensionTable, extPeriod } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { bool, each, time, unread } from './values.ts';

const dayNames: Readonly<Record<string, number>> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };

/** Stands for a day that was sent but not understood, so that the slot is not taken for one of every day. */
const unknownDay = 0;

const slotExtensions = new ExtensionTable<Draft<AvailableTime>>(
  {
    'ror-available-time-effective-opening-closing-date': (slot, notes, extension) => {
      slot.validity = extPeriod(notes, extension);
    },
    'ror-available-time-type-of-time': (slot, notes, extension) => {
      slot.kind = extCode(notes, extension, 'TRE_R252');
    },
  },
  {
    'ror-available-time-number-days-of-week': (slot, notes, extension) => {
      const day = extCount(notes, extension);
      if (day === null) return;
      if (day < 1 || day > 7) {
        for (const key in extension) if (key.startsWith('value')) notes.add('invalid_value', extension, key);
        slot.days.push(unknownDay);
      } else if (!slot.days.includes(day)) slot.days.push(day);
    },
  },
);

function pushDay(days: number[], notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  const name = typeof value === 'string' ? value.trim().toLowerCase().slice(0, 3) : '';
  const day = Object.hasOwn(dayNames, name) ? dayNames[name] : undefined;
  if (day === undefined) {
    notes.add('invalid_value', holder, key);
    days.push(unknownDay);
  } else if (!days.includes(day)) days.push(day);
}

/** Appends one `availableTime`. The day-number extension wins over `daysOfWeek` (pitfalls B6). */
export function pushAvailableTime(
  out: AvailableTime[],
  notes: Notes,
  item: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (!isObject(item)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  const slot: Draft<AvailableTime> = {
    days: [],
    start: null,
    end: null,
    allDay: false,
    kind: null,
    validity: null,
  };
  const named: number[] = [];
  for (const part in item) {
    switch (part) {
      case 'availableStartTime':
        slot.start = time(notes, item.availableStartTime, item, part);
        break;
      case 'availableEndTime':
        slot.end = time(notes, item.availableEndTime, item, part);
        break;
      case 'allDay':
        slot.allDay = bool(notes, item.allDay, item, part) ?? false;
        break;
      case 'daysOfWeek':
        each(notes, item, part, named, pushDay);
        break;
      case 'extension':
        slotExtensions.read(slot, notes, item);
        break;
      default:
        unread(notes, item, part);
    }
  }
  const sent = slot.days.some((day) => day !== unknownDay) ? slot.days : [...slot.days, ...named];
  slot.days = sent.filter((day) => day !== unknownDay);
  if (slot.days.length > 0 || sent.length === 0) out.push(slot);
}
