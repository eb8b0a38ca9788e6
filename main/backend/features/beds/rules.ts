import type { BoardGroup } from '../../../../shared/contract/beds.ts';
import type { ActivityGroup } from '../../../../shared/domain/codes.ts';
import { defaultGroupRules, type GroupRules } from '../../../../shared/domain/freshness.ts';
import type { TotalsOptions } from '../../../../shared/domain/bed-totals.ts';

/** Thresholds of a group (by its id); the settings replace the defaults. */
export type RulesOf = (groupId: string) => GroupRules;

export const defaultRulesOf: RulesOf = () => defaultGroupRules;

/**
 * How figures of a group are read now. `maxAgeHours` undefined is the group's own limit, null any age.
 */
export function totalsOptions(
  rules: GroupRules,
  now: number,
  maxAgeHours: number | null | undefined,
): TotalsOptions {
  return {
    now,
    maxAgeHours: maxAgeHours === undefined ? rules.thresholds.oldHours : maxAgeHours,
    tightAtMost: rules.tightAtMost,
  };
}

export function boardGroup({ id, label, shortLabel, main }: ActivityGroup): BoardGroup {
  return { id, label, shortLabel, main };
}
