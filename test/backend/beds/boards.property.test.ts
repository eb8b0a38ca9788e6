import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BedIndex } from '../../../main/backend/features/beds/bed-index.ts';
import { createBedFeature, type BedFeature } from '../../../main/backend/features/beds/index.ts';
import type { BoardCell, Figure, UnitRow } from '../../../shared/contract/beds.ts';
import { activityGroups } from '../../../shared/domain/codes.ts';
import type { FigureRow } from '../../../shared/domain/bed-figures.ts';
import { isOfferClosed } from '../../../shared/domain/offer-closing.ts';
import { anyRows } from '../../shared/beds/generators.ts';
import { numbersOf, referenceCell } from '../../shared/beds/reference.ts';
import { Region, type UnitSeed } from './region.ts';

let region: Region;
let feature: BedFeature;
beforeAll(() => {
  region = new Region();
  feature = createBedFeature(region.context);
});
afterAll(() => {
  feature.close();
  region.close();
});
beforeEach(() => {
  region.clear();
  region.announce(['directory', 'beds']);
});

const pool = ['L0', 'L1', 'L2', 'L3', 'L4'];
const anyUnit = fc.record({
  offerType: fc.constantFrom('121', '121', '262', '122', '139', '149'),
  department: fc.constantFrom('75', '93', '2A', null),
  ages: fc.constantFrom<NonNullable<UnitSeed['ages']>>([null, null], [18, null], [0, 17], [15, 90]),
  sensitive: fc.constantFrom(false, false, false, true),
  closedFrom: fc.constantFrom(null, null, null, '2026-01-01', '2027-01-01'),
  locations: fc.subarray(pool),
});
const anyRegion = fc.record({
  units: fc.array(anyUnit, { maxLength: 8 }),
  beds: fc.tuple(anyRows, anyRows, anyRows, anyRows, anyRows),
});
type AnyRegion = typeof anyRegion extends fc.Arbitrary<infer T> ? T : never;

function fill({ units, beds }: AnyRegion): void {
  region.clear();
  region.writer.transaction(() => {
    beds.forEach((rows, index) => region.beds(`L${index}`, rows));
    units.forEach((unit, index) => region.unit({ ...unit, id: `U${index}` }));
  })();
  region.announce(['directory', 'beds']);
}

const query = fc.record({
  audience: fc.constantFrom('all' as const, 'adult' as const, 'child' as const),
  maxAgeHours: fc.constantFrom(undefined, null, 1, 12),
});
const runs = { numRuns: 300 };

const plus = (a: number | null, b: number | null): number | null => (b === null ? a : (a ?? 0) + b);
const recent = (figure: Figure): number | null => (figure.stale ? null : figure.count);

/** A cell made again from nothing but the lines of its list. */
function fromList(rows: readonly UnitRow[]): Partial<BoardCell> {
  const open = rows.filter((row) => row.offerClosed === null);
  const total = (pick: (row: UnitRow) => number | null): number | null =>
    open.reduce<number | null>((sum, row) => plus(sum, pick(row)), null);
  const problems: Record<string, number> = {};
  for (const row of open) {
    for (const [problem, count] of Object.entries(row.problems))
      problems[problem] = (problems[problem] ?? 0) + count;
  }
  return {
    units: open.length,
    closedUnits: rows.length - open.length,
    unitsUpToDate: rows.filter((row) => row.upToDate).length,
    available: total((row) => recent(row.available)),
    installed: total((row) => recent(row.installed)),
    occupied: total((row) => recent(row.occupied)),
    closed: total((row) => recent(row.closed)),
    supplementary: total((row) => recent(row.supplementary)),
    staleAvailable: total((row) => row.staleAvailable),
    problems,
  };
}

describe('every number equals its list', () => {
  test('cells are the totals of the boards they open, over distinct Locations', () => {
    fc.assert(
      fc.property(anyRegion, query, (data, filters) => {
        fill(data);
        const board = feature.handlers['beds.regionBoard'](filters);
        const places: [string | null, Readonly<Record<string, BoardCell>>][] = [
          [null, board.total],
          ...board.departments.map(({ code, cells }): [string, typeof cells] => [code, cells]),
        ];
        for (const [department, cells] of places) {
          for (const [group, cell] of Object.entries(cells)) {
            const list = feature.handlers['beds.departmentBoard']({ ...filters, department, group });
            expect(list.total).toEqual(cell);
            const listed = new Set(list.units.map((row) => row.id));
            expect(referenceOf(data, listed, filters.maxAgeHours)).toEqual(numbersOf(cell));
            const shared = list.units.some((row) => row.sharesBedsWith.some((other) => listed.has(other)));
            if (!shared) expect(fromList(list.units)).toEqual(numbersOf(cell));
          }
        }
      }),
      runs,
    );
  });

  test('a unit is listed exactly where its group, département and ages put it, and never when sensitive', () => {
    fc.assert(
      fc.property(anyRegion, query, (data, filters) => {
        fill(data);
        for (const group of activityGroups) {
          const list = feature.handlers['beds.departmentBoard']({
            ...filters,
            department: '93',
            group: group.id,
          });
          const expected = data.units.flatMap((unit, index) => {
            const [low, high] = unit.ages;
            const unknown = low === null && high === null;
            const adult = unknown || high === null || high >= 18;
            const child = unknown || low === null || low < 18;
            const suits = filters.audience === 'all' || (filters.audience === 'adult' ? adult : child);
            const here =
              !unit.sensitive && unit.department === '93' && group.offerTypes.includes(unit.offerType);
            return here && suits ? [`U${index}`] : [];
          });
          expect(list.units.map((row) => row.id).toSorted()).toEqual(expected);
        }
      }),
      runs,
    );
  });
});

function referenceOf(
  data: AnyRegion,
  listed: ReadonlySet<string>,
  maxAgeHours: number | null | undefined,
): unknown {
  const units = data.units.flatMap((unit, index) =>
    listed.has(`U${index}`)
      ? [
          {
            offerClosed: isOfferClosed(unit.closedFrom, null, region.now),
            locations: unit.locations.map((id) => ({ id, rows: data.beds[pool.indexOf(id)] ?? [] })),
          },
        ]
      : [],
  );
  return referenceCell(units, region.now, maxAgeHours === undefined ? 24 : maxAgeHours);
}

describe('the index in memory', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('beds' as const), location: fc.nat(4), rows: anyRows }),
    fc.record({ kind: fc.constant('unit' as const), unit: fc.nat(7), seed: anyUnit }),
    fc.record({ kind: fc.constant('leave' as const), unit: fc.nat(7) }),
  );

  test('equals a fresh load after any series of announced changes', () => {
    fc.assert(
      fc.property(anyRegion, fc.array(fc.tuple(step, fc.boolean()), { maxLength: 10 }), (data, steps) => {
        fill(data);
        const index = new BedIndex(region.reader);
        index.current();
        for (const [change, look] of steps) {
          if (change.kind === 'beds') {
            region.beds(`L${change.location}`, change.rows);
            index.invalidate([`L${change.location}`]);
          } else {
            if (change.kind === 'unit') region.unit({ ...change.seed, id: `U${change.unit}` });
            else region.writer.prepare('DELETE FROM healthcare_service WHERE id = ?').run(`U${change.unit}`);
            index.invalidate(null);
          }
          if (look) expect(index.current()).toEqual(new BedIndex(region.reader).current());
        }
        expect(index.current()).toEqual(new BedIndex(region.reader).current());
      }),
      { numRuns: 60 },
    );
  });

  test('reads only the named Locations again, and all of them beyond the limit', () => {
    const rows: FigureRow[] = [];
    for (const id of ['A', 'B']) {
      region.beds(id, rows);
      region.unit({ id: `unit-${id}`, locations: [id] });
    }
    const index = new BedIndex(region.reader);
    const before = index.current().units;
    index.invalidate(['A']);
    const after = index.current().units;
    expect(after[1]).toBe(before[1]);
    expect(after[0]).not.toBe(before[0]);
    index.invalidate(['A', ...Array.from({ length: 400 }, (_, i) => `other-${i}`)]);
    expect(index.current().units[1]).not.toBe(before[1]);
  });
});
