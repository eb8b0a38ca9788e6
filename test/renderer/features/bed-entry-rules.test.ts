import { describe, expect, it } from 'vitest';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { columnCount, columnsShown } from '../../../renderer/features/bed-entry/columns.ts';
import { rowWarnings, withFigure, withoutFigures } from '../../../renderer/features/bed-entry/drafts.ts';
import { digitsOf } from '../../../renderer/features/bed-entry/digits.ts';
import { moved } from '../../../renderer/features/bed-entry/grid-move.ts';

const row: EntryRow = {
  locationId: 'l1',
  name: 'Réanimation',
  place: null,
  unitIds: ['u1'],
  establishmentId: 'eg',
  establishment: 'CH',
  group: 'rea',
  installed: 12,
  cells: {
    availableAny: { count: 2, updatedAt: '2026-11-23T06:00:00.000Z', comment: null, pending: false },
    closedReopenable: { count: 1, updatedAt: '2026-11-23T06:00:00.000Z', comment: 'Travaux', pending: false },
    closedUndetermined: { count: null, updatedAt: null, comment: null, pending: false },
  },
  updatedAt: '2026-11-23T06:00:00.000Z',
  due: { state: 'done', last: '2026-11-23T06:00:00.000Z', next: '2026-11-23T13:00:00.000Z' },
  sending: null,
  blocked: null,
};

describe('drafts', () => {
  it('remember what was in the cell when it was first typed over', () => {
    const first = withFigure(undefined, row, 'availableAny', 5);
    const refreshed = {
      ...row,
      cells: {
        availableAny: { count: 9, updatedAt: '2026-11-23T07:00:00.000Z', comment: null, pending: false },
      },
    };
    const second = withFigure(first, refreshed, 'availableAny', 6);
    expect(second.figures).toEqual({ availableAny: 6 });
    expect(second.base).toEqual({ availableAny: { count: 2, updatedAt: '2026-11-23T06:00:00.000Z' } });
    expect(withFigure(second, row, 'occupied', 3).base.occupied).toBeNull();
  });

  it('are forgotten when their last figure is taken back', () => {
    const both = withFigure(withFigure(undefined, row, 'availableAny', 5), row, 'occupied', 3);
    const one = withoutFigures(both, ['occupied']);
    expect(one?.figures).toEqual({ availableAny: 5 });
    expect(withoutFigures(one, ['availableAny'])).toBeUndefined();
    expect(withoutFigures(undefined, ['occupied'])).toBeUndefined();
  });

  it('are part of what is compared with the installed beds', () => {
    expect(rowWarnings(row, undefined)).toEqual([]);
    expect(rowWarnings(row, withFigure(undefined, row, 'occupied', 10))).toHaveLength(1);
  });
});

describe('columns', () => {
  it('sum what is known of a status, and say when nothing is', () => {
    const columns = new Map(columnsShown(true).map((column) => [column.id, column]));
    const count = (id: string, draft = withFigure(undefined, row, 'reserved', 0)): number | null => {
      const column = columns.get(id);
      if (column === undefined) throw new Error(id);
      return columnCount(row, draft, column);
    };
    expect([count('closed'), count('supplementary'), count('reserved'), count('occupied')]).toEqual([
      1,
      null,
      0,
      null,
    ]);
    expect(count('closed', withFigure(undefined, row, 'closedNotReopenable', 3))).toBe(4);
    expect(columnsShown(true).length - columnsShown(false).length).toBe(4);
  });
});

describe('digits', () => {
  it.each([
    ['12', '12'],
    ['&é"\'(-è_çà', '1234567890'],
    ['1a.,+= 2', '12'],
    ['', ''],
  ])('%s', (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits);
  });
});

describe('keys', () => {
  const size = { rows: 3, columns: 4 };
  const go = (key: string, from = { row: 1, column: 1 }, change = {}): ReturnType<typeof moved> =>
    moved({ key, ctrlKey: false, shiftKey: false, ...change }, from, size);

  it.each([
    ['ArrowUp', { row: 0, column: 1 }],
    ['ArrowDown', { row: 2, column: 1 }],
    ['ArrowLeft', { row: 1, column: 0 }],
    ['ArrowRight', { row: 1, column: 2 }],
    ['Enter', { row: 2, column: 1 }],
    ['Tab', { row: 1, column: 2 }],
    ['Home', { row: 1, column: 0 }],
    ['End', { row: 1, column: 3 }],
    ['PageUp', { row: 0, column: 1 }],
    ['PageDown', { row: 2, column: 1 }],
  ])('%s', (key, to) => {
    expect(go(key)).toEqual(to);
  });

  it('lead to the corners with Ctrl, and nowhere at the edges: Tab then leaves the grid', () => {
    expect(go('Home', undefined, { ctrlKey: true })).toEqual({ row: 0, column: 0 });
    expect(go('End', undefined, { ctrlKey: true })).toEqual({ row: 2, column: 3 });
    expect(go('Enter', { row: 2, column: 0 })).toBeNull();
    expect(go('Tab', { row: 0, column: 3 })).toBeNull();
    expect(go('Tab', { row: 0, column: 0 }, { shiftKey: true })).toBeNull();
    expect(go('x')).toBeNull();
  });
});
