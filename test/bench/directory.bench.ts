import { noFilters } from '../../shared/domain/directory-filters.ts';
import { unknownParentKey } from '../../shared/contract/directory.ts';
import { DirectoryRegion, offer, organization, type Json } from '../backend/directory/region.ts';
import { scrollFrames } from './support/directory-frames.ts';
import { measure, quantile } from './support/times.ts';
import type { Bench, BenchRow } from './types.ts';

/** Offers of one large establishment, all straight under it: the widest node a person opens. */
const wide = 2_000;
const departments = ['75', '77', '78', '91', '92', '93', '94', '95'];

/** `offers` offers: one EG with `wide` of them, the others under services of establishments of sixty. */
function fill(region: DirectoryRegion, offers: number, wideOffers: number): void {
  const sent: Json[] = [organization('ej-wide', 'EJ', null), organization('eg-wide', 'EG', 'ej-wide')];
  for (let i = 0; i < wideOffers; i += 1)
    sent.push(offer(`large-${i}`, 'eg-wide', { type: String(121 + (i % 40)) }));
  for (let i = 0; i * 60 < offers - wideOffers; i += 1) {
    const address = [{ postalCode: `${departments[i % departments.length] ?? '75'}000`, city: 'Commune' }];
    sent.push(organization(`ej-${i}`, 'EJ', null), organization(`eg-${i}`, 'EG', `ej-${i}`, { address }));
    sent.push(organization(`pole-${i}`, 'POLE', `eg-${i}`));
    for (let s = 0; s < 6; s += 1) {
      sent.push(organization(`service-${i}-${s}`, 'SERVICE', `pole-${i}`));
      for (let u = 0; u < 10; u += 1) sent.push(offer(`unit-${i}-${s}-${u}`, `service-${i}-${s}`));
    }
  }
  for (let from = 0; from < sent.length; from += 2_000) region.put(...sent.slice(from, from + 2_000));
  region.writer.exec('ANALYZE');
}

export const bench: Bench = {
  name: 'directory',
  run: async ({ quick }) => {
    const region = new DirectoryRegion();
    try {
      const [offers, wideOffers] = quick ? [1_500, 200] : [30_000, wide];
      fill(region, offers, wideOffers);
      const { handlers } = region.feature;
      const open = (key: string | null): unknown =>
        handlers['directory.children']({ parents: [{ key, limit: 100_000 }], filters: noFilters });
      const changed = (): void => {
        region.change();
      };
      const runs = quick ? 10 : 60;
      const measured = {
        'sheet of a unit': [
          measure(runs, (run) =>
            handlers['directory.sheet']({ kind: 'healthcareService', id: `unit-${run % 10}-0-0` }),
          ),
          30,
        ],
        'sheet of an establishment': [
          measure(runs, (run) => handlers['directory.sheet']({ kind: 'organization', id: `eg-${run % 10}` })),
          30,
        ],
        [`sheet of an establishment of ${wideOffers} units`]: [
          measure(runs, () => handlers['directory.sheet']({ kind: 'organization', id: 'eg-wide' })),
          50,
        ],
        'top of the tree, already seen': [measure(runs, () => open(null)), 15],
        'top of the tree, after a change': [
          measure(Math.ceil(runs / 4), () => {
            changed();
            open(null);
          }),
          100,
        ],
        [`expand ${wideOffers} units, after a change`]: [
          measure(Math.ceil(runs / 4), () => {
            changed();
            open('organization:eg-wide');
          }),
          100,
        ],
        'values of the filters': [
          measure(runs, () => handlers['directory.facets']({ filters: noFilters })),
          60,
        ],
        'what hangs on nothing known': [measure(runs, () => open(unknownParentKey)), 15],
      } as const satisfies Record<string, readonly [ReturnType<typeof measure>, number]>;
      const rows = Object.entries(measured).map(([what, [{ p95, cpu }, budget]]): BenchRow => ({
        what: `${what}, p95`,
        value: p95,
        unit: 'ms',
        budget,
        note: `${cpu.toFixed(2)} ms of processor`,
      }));
      return [
        ...rows,
        ...(await typing(region, runs)),
        ...(await scrollFrames(region.feature, wideOffers, quick)),
      ];
    } finally {
      region.close();
    }
  },
};

/** The type-ahead answers later: the first keystroke after a change reads the names again, the others do not. */
async function typing(region: DirectoryRegion, runs: number): Promise<BenchRow[]> {
  const texts = ['u', 'unite 1', 'nom eg', 'zzz'];
  const once = async (run: number): Promise<number> => {
    const start = performance.now();
    await region.feature.handlers['directory.find']({ text: texts[run % texts.length] ?? 'u', limit: 20 });
    return performance.now() - start;
  };
  region.change();
  const first = await once(0);
  const times: number[] = [];
  for (let run = 0; run < runs * 4; run += 1) times.push(await once(run));
  const p95 = quantile(
    times.toSorted((a, b) => a - b),
    0.95,
  );
  return [
    {
      what: 'type-ahead, first keystroke after a change',
      value: first,
      unit: 'ms',
      note: 'in turns with other calls',
    },
    { what: 'type-ahead, other keystrokes, p95', value: p95, unit: 'ms', budget: 40 },
  ];
}
