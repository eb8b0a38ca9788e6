import { describe, expect, it } from 'vitest';
import { boardSearch, toFilters, unitListSearch } from '../../../renderer/features/beds/board-search.ts';
import { capacityMatrix, sumFigures } from '../../../renderer/features/beds/capacity-matrix.ts';
import { cellFigure, cellSentence, figureText } from '../../../renderer/features/beds/cell-words.ts';
import { gridMove, type GridPosition } from '../../../renderer/features/beds/grid-keys.ts';
import { nextSort, sortUnits } from '../../../renderer/features/beds/unit-sort.ts';
import { ago, cell, figure, unitRow } from '../fake-backend.ts';
import { fakeSheet, indicator } from '../fake-sheet.ts';

const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');

describe('filters in the address', () => {
  it('drops what it does not know instead of failing', () => {
    expect(boardSearch.parse({ public: 'chats', fraicheur: 7, autre: 1 })).toEqual({});
    expect(unitListSearch.parse({ tri: 'couleur', sens: 'haut', public: 'enfant' })).toEqual({
      public: 'enfant',
    });
  });
  it('asks the backend for the threshold of each activity unless told otherwise', () => {
    expect(toFilters({})).toEqual({ audience: 'all' });
    expect(toFilters({ public: 'adulte', fraicheur: 12 })).toEqual({ audience: 'adult', maxAgeHours: 12 });
    expect(toFilters({ fraicheur: 'toutes' })).toEqual({ audience: 'all', maxAgeHours: null });
  });
});

describe('figures of a cell', () => {
  it('never writes 0, not transmitted, closed and expired alike', () => {
    const texts = [
      cellFigure(cell({ state: 'full', available: 0 })),
      cellFigure(cell({ state: 'not_transmitted' })),
      cellFigure(cell({ state: 'closed' })),
      cellFigure(cell({ state: 'expired', staleAvailable: 0 })),
    ];
    expect(texts).toEqual(['0', '—', 'fermé', '(0)']);
    expect(new Set(texts).size).toBe(4);
  });
  it('puts a stale figure in parentheses wherever it stands', () => {
    expect(figureText({ count: 2, stale: true })).toBe('(2)');
    expect(figureText({ count: null, stale: true })).toBe('—');
  });
  it('says the whole cell in a sentence', () => {
    const now = Date.now();
    expect(
      plain(
        cellSentence(
          '93 – Seine-Saint-Denis',
          'Réanimation',
          cell({ state: 'tight', available: 1, closed: 3, problems: { absurd: 1 } }),
          now,
        ),
      ),
    ).toBe(
      '93 – Seine-Saint-Denis, Réanimation : 1 lit disponible, tendu, sur 96 installés, 3 fermés, 5 unités à jour sur 6, chiffres écartés (nombre invraisemblable)',
    );
    expect(
      plain(
        cellSentence('95', 'USIC', cell({ state: 'expired', staleAvailable: 2, newestAt: ago(1_560) }), now),
      ),
    ).toContain('périmé, dernier chiffre connu 2, il y a 26 h');
  });
});

describe('keys in the grid', () => {
  const size = { rows: 3, columns: 3 };
  const holes: readonly GridPosition[] = [{ row: 1, column: 1 }];
  const has = ({ row, column }: GridPosition): boolean =>
    !holes.some((hole) => hole.row === row && hole.column === column);
  const move = (key: string, row: number, column: number, ctrl = false) =>
    gridMove(key, ctrl, { row, column }, size, has);
  it('skips cells without a unit', () => {
    expect(move('ArrowRight', 1, 0)).toEqual({ row: 1, column: 2 });
    expect(move('ArrowDown', 0, 1)).toEqual({ row: 2, column: 1 });
  });
  it('stops at the edges', () => {
    expect(move('ArrowLeft', 0, 0)).toBeNull();
    expect(move('ArrowDown', 2, 2)).toBeNull();
  });
  it('goes to the ends', () => {
    expect(move('Home', 2, 2)).toEqual({ row: 2, column: 0 });
    expect(move('End', 0, 0, true)).toEqual({ row: 2, column: 2 });
    expect(move('PageUp', 2, 0)).toEqual({ row: 0, column: 0 });
    expect(move('x', 0, 0)).toBeNull();
  });
});

describe('order of the units', () => {
  const rows = [
    unitRow(0, { id: 'a', name: 'Réa B', available: figure(0, 5) }),
    unitRow(1, { id: 'b', name: 'réa a', available: figure(null, null) }),
    unitRow(2, { id: 'c', name: 'Réa 10', available: figure(4, 5) }),
    unitRow(3, { id: 'd', name: 'Réa 2', available: figure(4, 9) }),
  ];
  const ids = (search: Parameters<typeof sortUnits>[1]): string =>
    sortUnits(rows, search)
      .map(({ id }) => id)
      .join('');
  it('keeps the order received without a column', () => expect(ids({})).toBe('abcd'));
  it('puts what was not transmitted last in both directions', () => {
    expect(ids({ tri: 'libres' })).toBe('cdab');
    expect(ids({ tri: 'libres', sens: 'croissant' })).toBe('acdb');
  });
  it('sorts names as in French, numbers inside names as numbers', () =>
    expect(ids({ tri: 'unite' })).toBe('dcba'));
  it('turns round, then back to the order received', () => {
    const once = nextSort({ public: 'enfant' }, 'libres');
    const twice = nextSort(once, 'libres');
    expect([once.sens, twice.sens, nextSort(twice, 'libres').tri]).toEqual([
      'decroissant',
      'croissant',
      undefined,
    ]);
  });
});

describe('table of a sheet', () => {
  const matrix = capacityMatrix(fakeSheet('unit-0'));
  const counts = (key: string) =>
    matrix.find((row) => row.key === key)?.cells.map((each) => each?.count ?? null);
  it('takes now and the forecasts of available beds from the backend', () => {
    expect(counts('02')).toEqual([3, 2, 4, null, null]);
  });
  it('adds up the other figures without those left out', () => {
    expect(counts('03')).toEqual([15, null, 14, null, null]);
    expect(counts('02-f')).toEqual([1, null, null, null, null]);
    expect(counts('05-r')).toEqual([1, null, null, null, null]);
  });
  it('keeps a row of nothing for a status never sent, and no row for a part never sent', () => {
    expect(counts('04')).toEqual([null, null, null, null, null]);
    expect(counts('06-m')).toBeUndefined();
  });
  it('dates a sum by its oldest part and names a source only when all share it', () => {
    const part = (count: number | null, minutes: number, problem: 'stale' | null = null) => ({
      ...indicator({ status: '02', count, minutes }),
      problem,
    });
    const old = part(2, 90);
    expect(sumFigures([part(1, 10), old])).toEqual({
      count: 3,
      updatedAt: old.updatedAt,
      source: old.source,
      stale: false,
    });
    expect(sumFigures([part(1, 10), { ...old, source: null }])?.source).toBeNull();
    expect(sumFigures([part(1, 10), part(5, 3_000, 'stale')])).toMatchObject({ count: 1, stale: false });
    expect(sumFigures([part(5, 3_000, 'stale')])).toMatchObject({ count: 5, stale: true });
    expect(sumFigures([part(null, 1)])).toBeNull();
  });
});
