import type { BoardCell, DepartmentBoard, RegionBoard, UnitRow } from '../../../../shared/contract/beds.ts';
import type { Audience } from '../../../../shared/domain/audience.ts';
import { activityGroups } from '../../../../shared/domain/codes.ts';
import { locationReader, totalsOf, type CountedUnit } from '../../../../shared/domain/bed-totals.ts';
import { parisDayOf } from '../../../../shared/domain/calendar/paris-time.ts';
import { compareDepartments, departmentLabel } from '../../../../shared/domain/departments.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { IndexedUnit, Snapshot } from './bed-index.ts';
import { boardGroup, totalsOptions, type RulesOf } from './rules.ts';
import { unitRow } from './unit-row.ts';

export interface BoardQuery {
  readonly audience: Audience;
  readonly maxAgeHours?: number | null | undefined;
}

/** Units of a group that the filter keeps. Both boards use this, so that a number and its list never differ. */
function unitsFor(snapshot: Snapshot, groupId: string, audience: Audience): readonly IndexedUnit[] {
  const units = snapshot.unitsByGroup.get(groupId) ?? [];
  return audience === 'all' ? units : units.filter((unit) => unit[audience]);
}

function counted(
  units: readonly IndexedUnit[],
  now: number,
): (CountedUnit & { department: string | null })[] {
  const today = parisDayOf(now).date;
  return units.map(({ closedFrom, reopensOn, locations, department }) => ({
    offerClosed: isOfferClosed(closedFrom, reopensOn, now, today),
    locations,
    department,
  }));
}

/** Region × activity group (F6). Other groups than the four of the guide appear when the region has such units. */
export function regionBoard(
  snapshot: Snapshot,
  query: BoardQuery,
  rulesOf: RulesOf,
  now: number,
): RegionBoard {
  const groups = activityGroups.filter((group) => group.main || snapshot.unitsByGroup.has(group.id));
  const departments = new Map<string, Record<string, BoardCell>>();
  const total: Record<string, BoardCell> = {};
  for (const group of groups) {
    const options = totalsOptions(rulesOf(group.id), now, query.maxAgeHours);
    const read = locationReader(options);
    const units = counted(unitsFor(snapshot, group.id, query.audience), now);
    total[group.id] = totalsOf(units, options, read);
    for (const [code, members] of Map.groupBy(units, (unit) => unit.department)) {
      if (code === null) continue;
      const cells = departments.get(code) ?? {};
      departments.set(code, cells);
      cells[group.id] = totalsOf(members, options, read);
    }
  }
  return {
    computedAt: new Date(now).toISOString(),
    visibility: snapshot.visibility,
    groups: groups.map(boardGroup),
    departments: [...departments.keys()]
      .toSorted(compareDepartments)
      .map((code) => ({ code, label: departmentLabel(code), cells: departments.get(code) ?? {} })),
    total,
  };
}

/** Most beds first, then what is known but old, then what is not known, then what is closed; then by name. */
function compareRows(a: UnitRow, b: UnitRow): number {
  return (
    stateRank[a.state] - stateRank[b.state] ||
    (b.available.count ?? -1) - (a.available.count ?? -1) ||
    collator.compare(a.establishment ?? '', b.establishment ?? '') ||
    collator.compare(a.name, b.name) ||
    (a.id < b.id ? -1 : 1)
  );
}
const stateRank = { free: 0, tight: 0, full: 1, expired: 2, not_transmitted: 3, closed: 4 } as const;
const collator = new Intl.Collator('fr', { numeric: true });

/**
 * The units behind one number of the regional board, with their total (F7). Département null is the whole region.
 * @throws AppError `not_found` when the group does not exist
 */
export function departmentBoard(
  snapshot: Snapshot,
  query: BoardQuery & { readonly group: string; readonly department: string | null },
  rulesOf: RulesOf,
  now: number,
): DepartmentBoard {
  const group = activityGroups.find(({ id }) => id === query.group);
  if (group === undefined) {
    throw new AppError('not_found', 'Ce groupe d’activité n’existe pas. Revenez à la synthèse régionale.', {
      details: { group: query.group },
    });
  }
  const inGroup = unitsFor(snapshot, group.id, query.audience);
  const units =
    query.department === null ? inGroup : inGroup.filter((unit) => unit.department === query.department);
  const rules = rulesOf(group.id);
  const options = totalsOptions(rules, now, query.maxAgeHours);
  const read = locationReader(options);
  const rows = units.map((unit) =>
    unitRow(unit, { now, thresholds: rules.thresholds, tightAtMost: rules.tightAtMost, read }),
  );
  const neighbours = neighboursOf(query.department, inGroup);
  return {
    computedAt: new Date(now).toISOString(),
    visibility: snapshot.visibility,
    department:
      query.department === null ? null : { code: query.department, label: departmentLabel(query.department) },
    group: boardGroup(group),
    ...neighbours,
    total: totalsOf(counted(units, now), options, read),
    units: rows.toSorted(compareRows),
  };
}

/** The départements before and after, among those that have units of the group. */
function neighboursOf(
  department: string | null,
  units: readonly IndexedUnit[],
): { previous: string | null; next: string | null } {
  if (department === null) return { previous: null, next: null };
  const codes = [...new Set(units.flatMap((unit) => unit.department ?? []))].toSorted(compareDepartments);
  return {
    previous: codes.findLast((code) => compareDepartments(code, department) < 0) ?? null,
    next: codes.find((code) => compareDepartments(code, department) > 0) ?? null,
  };
}
