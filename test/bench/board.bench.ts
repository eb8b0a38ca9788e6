import { BedIndex } from '../../main/backend/features/beds/bed-index.ts';
import { createBedFeature } from '../../main/backend/features/beds/index.ts';
import { activityGroups } from '../../shared/domain/codes.ts';
import type { FigureRow } from '../../shared/domain/bed-figures.ts';
import { hourMs } from '../../shared/domain/freshness.ts';
import { Region } from '../backend/beds/region.ts';
import { row } from '../shared/beds/generators.ts';
import { boardDuringSync } from './support/board-during-sync.ts';
import { measure } from './support/times.ts';
import type { Bench, BenchRow } from './types.ts';

const departments = ['75', '77', '78', '91', '92', '93', '94', '95'];
const offerTypes = activityGroups.flatMap((group) => group.offerTypes);

/** A small generator of our own: the same data at every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ten indicators, as a Location of intensive care sends them. */
function indicators(now: number, next: () => number): FigureRow[] {
  const updatedAt = now - Math.floor(next() * 30 * hourMs);
  const free = Math.floor(next() * 4);
  const each = (fields: Partial<FigureRow>): FigureRow => row({ updatedAt, ...fields });
  return [
    each({ status: '01', count: 12 }),
    each({ gender: '01', count: free }),
    each({ gender: '02', count: Math.floor(next() * 2) }),
    each({ gender: '04', count: 1 }),
    each({ status: '03', count: 7 }),
    each({ status: '04', count: 1 }),
    each({ status: '05', closingType: '01', count: 1 }),
    each({ status: '06', additionalBedType: '02', count: 2 }),
    each({ temporality: '03', count: free + 1 }),
    each({ assignment: '02', count: free }),
  ];
}

/** 30 000 offers, one in twenty a critical-care unit with its own Location; the others share Locations two by two. */
function fill(region: Region, offers: number, critical: number): void {
  const next = sequence(8128);
  const establishments = Math.ceil(offers / 60);
  region.writer.transaction(() => {
    for (let i = 0; i < establishments; i += 1)
      region.organization(`eg-${i}`, { name: `Établissement ${i}`, city: 'Commune' });
    for (let i = 0; i < offers; i += 1) {
      const intensive = i < critical;
      const location = intensive ? `lit-${i}` : `lieu-${Math.floor(i / 2)}`;
      region.unit({
        id: `offre-${i}`,
        offerType: intensive ? (offerTypes[i % offerTypes.length] ?? '121') : '149',
        department: departments[i % departments.length] ?? '75',
        ages: i % 5 === 0 ? [0, 17] : [18, null],
        establishment: `eg-${i % establishments}`,
        // One unit in thirty uses the Location of the next one as well.
        locations: intensive && i % 30 === 0 ? [location, `lit-${(i + 1) % critical}`] : [location],
        phones: [{ value: '01 00 00 00 00', level: 1, purpose: '06' }],
      });
      if (intensive || i % 2 === 0) region.beds(location, indicators(region.now, next));
    }
    for (let i = 0; i < critical; i += 1) {
      region.resource({ resourceType: 'HealthcareService', id: `offre-${i}` });
      region.resource({ resourceType: 'Location', id: `lit-${i}` });
    }
  })();
  region.writer.exec('ANALYZE');
}

export const bench: Bench = {
  name: 'board',
  run: async ({ quick }) => {
    const region = new Region();
    try {
      const [offers, critical] = quick ? [1_500, 150] : [30_000, 1_500];
      fill(region, offers, critical);
      const feature = createBedFeature(region.context);
      const all = { audience: 'all' as const };
      const runs = quick ? 20 : 100;
      const named = Array.from({ length: Math.min(200, critical) }, (_, i) => `lit-${i}`);
      const measured = {
        'regional board': [measure(runs, () => feature.handlers['beds.regionBoard'](all)), 15],
        'département board': [
          measure(runs, (run) =>
            feature.handlers['beds.departmentBoard']({
              ...all,
              department: departments[run % departments.length] ?? '75',
              group: activityGroups[run % activityGroups.length]?.id ?? 'rea',
            }),
          ),
          15,
        ],
        'units of a group in the whole region': [
          measure(runs, () =>
            feature.handlers['beds.departmentBoard']({ ...all, department: null, group: 'usip' }),
          ),
          15,
        ],
        'unit sheet': [
          measure(runs, (run) => feature.handlers['beds.unitSheet']({ id: `offre-${run % critical}` })),
          15,
        ],
        'regional board after 200 changed Locations': [
          measure(Math.ceil(runs / 5), () => {
            region.announce(['beds'], named);
            feature.handlers['beds.regionBoard'](all);
          }),
          100,
        ],
        'whole index read again': [
          measure(Math.ceil(runs / 10), () => new BedIndex(region.reader).current()),
          undefined,
        ],
      } as const;
      feature.close();
      const rows = Object.entries(measured).map(([what, [{ p95, cpu }, budget]]): BenchRow => ({
        what: `${what}, p95`,
        value: p95,
        unit: 'ms',
        ...(budget === undefined ? {} : { budget }),
        note: `${cpu.toFixed(2)} ms of processor`,
      }));
      rows.push({
        what: 'critical-care Locations',
        value: critical,
        unit: 'count',
        note: `among ${offers} offers`,
      });
      return [...rows, ...(await boardDuringSync(quick))];
    } finally {
      region.close();
    }
  },
};
