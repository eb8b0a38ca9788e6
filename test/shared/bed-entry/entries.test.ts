import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conflictsOf,
  mergeEntries,
  rebase,
  stillToSend,
  type EntryValue,
  type EntryValues,
} from '../../../shared/domain/bed-entry/entries.ts';
import type { EntryFigures } from '../../../shared/domain/bed-entry/figures.ts';
import type { EntryKey } from '../../../shared/domain/bed-entry/keys.ts';

const value = (change: Partial<EntryValue>): EntryValue => ({
  count: 3,
  at: 10_000,
  base: { count: 1, updatedAt: 5_000 },
  own: [],
  ...change,
});
const server = (count: number | null, updatedAt: number | null): EntryFigures => ({
  availableAny: { count, updatedAt, comment: null },
});
const conflicts = (entry: EntryValue, figures: EntryFigures): number =>
  conflictsOf({ availableAny: entry }, figures).length;

describe('conflicts', () => {
  test.each<[string, EntryValue, EntryFigures, number]>([
    ['the figure edited is still there', value({}), server(1, 5_000), 0],
    ['a newer, different figure', value({}), server(2, 7_000), 1],
    ['a newer figure that says the same', value({}), server(3, 7_000), 0],
    ['a figure that appeared meanwhile', value({ base: null }), server(2, 7_000), 1],
    ['no figure at all', value({ base: null }), {}, 0],
    ['corrected without a new date', value({}), server(2, 5_000), 1],
    ['an older figure (restored server)', value({}), server(2, 4_000), 0],
    ['this very entry, already arrived', value({}), server(3, 10_000), 0],
    ['another post, in the same second', value({}), server(2, 10_000), 1],
    [
      'another post, in the same second as an earlier entry',
      value({ own: [{ count: 4, at: 8_000 }] }),
      server(2, 8_000),
      1,
    ],
    ['an earlier entry of this post', value({ own: [{ count: 2, at: 8_000 }] }), server(2, 8_000), 0],
    ['a figure without date, unchanged', value({ base: { count: 1, updatedAt: null } }), server(1, null), 0],
    ['a figure without date, changed', value({ base: { count: 1, updatedAt: null } }), server(2, null), 1],
  ])('%s', (_name, entry, figures, expected) => {
    expect(conflicts(entry, figures)).toBe(expected);
  });

  test('keeping mine makes the same conflict impossible, and another change a new one', () => {
    const mine = { availableAny: value({}) };
    const found = conflictsOf(mine, server(2, 7_000));
    const again = rebase(mine, found, 20_000);
    expect(again.availableAny).toMatchObject({ count: 3, at: 20_000, base: { count: 2, updatedAt: 7_000 } });
    expect(conflictsOf(again, server(2, 7_000))).toEqual([]);
    expect(conflictsOf(again, server(5, 8_000))).toHaveLength(1);
  });
});

describe('what is left to send', () => {
  test('nothing once the region says it, whoever said it', () => {
    const entry = { availableAny: value({}) };
    expect(stillToSend(entry, server(1, 5_000))).toEqual(['availableAny']);
    expect(stillToSend(entry, server(3, 9_000))).toEqual(['availableAny']);
    expect(stillToSend(entry, server(3, 10_000))).toEqual([]);
    expect(stillToSend(entry, server(3, 11_000))).toEqual([]);
    expect(stillToSend(entry, {})).toEqual(['availableAny']);
  });
});

const keys: readonly EntryKey[] = ['availableAny', 'occupied', 'reserved'];
/** Successive entries of one person: each figure is edited over what the screen showed, the last entry included. */
const history = fc.array(fc.dictionary(fc.constantFrom(...keys), fc.nat(20)), { minLength: 1, maxLength: 6 });

describe('entries that take over each other', () => {
  test('the last number of each figure is sent, over the figure of the region that was first edited', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let merged: EntryValues = {};
        const first = { count: 0, updatedAt: 500 };
        steps.forEach((step, index) => {
          const entry: Partial<Record<EntryKey, EntryValue>> = {};
          for (const key of keys) {
            const count = step[key];
            const shown = merged[key];
            if (count === undefined) continue;
            const base = shown === undefined ? first : { count: shown.count, updatedAt: shown.at };
            entry[key] = { count, at: (index + 1) * 1000, base, own: [] };
          }
          merged = mergeEntries(merged, entry);
        });
        for (const key of keys) {
          const said = steps.flatMap((step, index) =>
            step[key] === undefined ? [] : [[step[key], (index + 1) * 1000]],
          );
          const kept = merged[key];
          expect(kept === undefined ? undefined : [kept.count, kept.at]).toEqual(said.at(-1));
          if (kept === undefined) continue;
          expect(kept.base).toEqual(first);
          expect(kept.own).toEqual(said.slice(0, -1).map(([count, at]) => ({ count, at })));
          // Whichever of them arrived, it is ours; someone else's is not.
          for (const { count, at } of kept.own) {
            const arrived = { [key]: { count, updatedAt: at, comment: null } };
            expect(conflictsOf({ [key]: kept }, arrived)).toEqual([]);
          }
          expect(
            conflictsOf({ [key]: kept }, { [key]: { count: 99, updatedAt: 777, comment: null } }),
          ).toHaveLength(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
