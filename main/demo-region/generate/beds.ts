import type { Random } from '../random.ts';
import type { CapacityRow } from './capacity.ts';
import type { UnitKind } from './unit-types.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How long ago a unit last entered its beds; undefined for a unit that never did. */
function entryAge(random: Random): number | undefined {
  const draw = random.next();
  if (draw < 0.62) return random.next() * 8 * hour;
  if (draw < 0.74) return (8 + random.next() * 4) * hour;
  if (draw < 0.85) return (12 + random.next() * 12) * hour;
  if (draw < 0.94) return (1 + random.next() * 5) * day;
  if (draw < 0.97) return (6 + random.next() * 40) * day;
  return undefined;
}

/** Splits the free beds by gender: some units say, some do not; the old code 03 is still met. */
function byGender(random: Random, free: number, ward: boolean): readonly (readonly [string, number])[] {
  const draw = random.next();
  if (draw < (ward ? 0.6 : 0.25)) {
    const women = random.int(0, free);
    const men = random.chance(0.75) ? free - women : random.int(0, free - women);
    const rest = free - women - men;
    return rest > 0 || random.chance(0.2)
      ? [
          ['01', women],
          ['02', men],
          ['04', rest],
        ]
      : [
          ['01', women],
          ['02', men],
        ];
  }
  return draw < 0.94 ? [['04', free]] : [['03', free]];
}

/** All the bed counts of one place, coherent: occupied + free + reserved + closed never exceed installed. */
export function bedRows(random: Random, unit: UnitKind, now: number): CapacityRow[] {
  const [low, high] = unit.beds ?? [0, 0];
  const installed = random.int(low, high);
  const type = unit.mode === '29' || (unit.type.startsWith('12') && unit.service === 'HAD') ? '02' : '01';
  const installedAt = now - (20 + random.next() * 380) * day;
  const rows: CapacityRow[] = [{ status: '01', count: installed, at: installedAt, type, source: '01' }];
  const age = entryAge(random);
  if (age === undefined) return random.chance(0.4) ? [] : rows;
  const at = now - age;
  const source = random.weighted([
    ['01', 55],
    ['02', 30],
    ['03', 8],
    ['04', 7],
  ]);
  const base = { at, type, source };
  const closed = random.chance(unit.critical ? 0.3 : 0.22)
    ? Math.min(installed, random.int(1, Math.max(1, Math.round(installed / 4))))
    : 0;
  const open = installed - closed;
  const reserved = random.chance(0.18) ? Math.min(open, random.int(1, 2)) : 0;
  const rate = unit.critical ? 0.72 + random.next() * 0.3 : 0.78 + random.next() * 0.24;
  const occupied = Math.min(open - reserved, Math.round(open * rate));
  const free = open - reserved - occupied;
  for (const [gender, count] of byGender(random, free, !unit.critical))
    rows.push({ ...base, status: '02', count, gender });
  if (unit.critical || random.chance(0.6)) {
    rows.push({ ...base, status: '03', count: occupied, at: random.chance(0.85) ? at : at - 3 * hour });
  }
  if (reserved > 0 || (unit.critical && random.chance(0.3)))
    rows.push({ ...base, status: '04', count: reserved });
  if (closed > 0) {
    const closing = random.weighted([
      ['01', 6],
      ['02', 3],
      ['03', 1],
    ]);
    const comment = random.chance(0.4)
      ? random.pick(['Travaux', 'Isolement', 'Effectif infirmier', 'Congés d’été'])
      : undefined;
    rows.push({
      ...base,
      status: '05',
      count: closed,
      closing,
      ...(comment === undefined ? {} : { comment }),
    });
  } else if (unit.critical && random.chance(0.35))
    rows.push({ ...base, status: '05', count: 0, closing: '01' });
  if (unit.critical) rows.push(...extraRows(random, base, free));
  return rows;
}

function extraRows(
  random: Random,
  base: { at: number; type: string; source: string },
  free: number,
): CapacityRow[] {
  const rows: CapacityRow[] = [];
  if (random.chance(0.3)) {
    const additional = random.pick(['01', '02', '03']);
    const crisis = additional === '01' && random.chance(0.5) ? random.pick(['01', '02']) : undefined;
    rows.push({
      ...base,
      status: '06',
      count: random.int(0, 4),
      additional,
      ...(crisis === undefined ? {} : { crisis }),
    });
  }
  if (random.chance(0.35)) {
    for (const temporality of random.pick([['02'], ['03'], ['02', '03'], ['02', '03', '04', '05']])) {
      rows.push({
        ...base,
        status: '02',
        count: Math.max(0, free + random.int(-1, 2)),
        temporality,
        gender: '04',
      });
    }
  }
  if (random.chance(0.08)) {
    // The same count said twice, once per temporary assignment: consumers must not add them up.
    const assignment = random.pick(['02', '03']);
    rows.push({
      ...base,
      status: '02',
      count: random.chance(0.5) ? free : random.int(0, 3),
      gender: '04',
      assignment,
    });
  }
  return rows;
}
