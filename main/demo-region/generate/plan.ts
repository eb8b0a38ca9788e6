import type { Random } from '../random.ts';
import { departmentShares } from './communes.ts';
import type { SiteKind } from './establishments.ts';
import { burnsKind, criticalKinds } from './critical-kinds.ts';
import { cityKinds, elderKinds, hadKinds, psyKinds, sensitiveKinds, smrKinds } from './other-kinds.ts';
import { samuKind, siteKinds } from './site-kinds.ts';
import { hospitalKinds } from './specialties.ts';
import type { UnitKind } from './unit-types.ts';

/** An establishment to make: where, of what kind, with which offers. */
export interface SitePlan {
  readonly kind: SiteKind;
  readonly department: string;
  readonly units: UnitKind[];
}

const weighted = (kinds: readonly UnitKind[]): (readonly [UnitKind, number])[] =>
  kinds.map((unit) => [unit, unit.weight] as const);

/** Draws all establishments and their offers: exactly `offers` offers, about 5 % of them critical care. */
export function planSites(random: Random, offers: number): SitePlan[] {
  const hospitals = planHospitals(random, offers);
  const critical = dealCritical(random, offers, hospitals);
  let left = offers - critical;
  left -= dealSiteUnits(random, hospitals, Math.round(left * 0.6));
  const plans: SitePlan[] = [...hospitals];
  const smaller: readonly (readonly [SiteKind, number, readonly [number, number], readonly UnitKind[]])[] = [
    ['smr', 0.2, [5, 16], smrKinds],
    ['psy', 0.26, [6, 24], psyKinds],
    ['had', 0.04, [3, 8], hadKinds],
    ['elder', 0.14, [2, 6], elderKinds],
    ['centre', 0.14, [3, 9], cityKinds],
    ['practice', 0.22, [1, 4], cityKinds],
  ];
  const total = left;
  for (const [kind, share, [low, high], kinds] of smaller) {
    let quota = kind === 'practice' ? left : Math.min(left, Math.round(total * share));
    left -= quota;
    while (quota > 0) {
      const count = Math.min(quota, random.int(low, high));
      quota -= count;
      plans.push({ kind, department: random.weighted(departmentShares), units: draw(random, kinds, count) });
    }
  }
  addSensitive(random, plans, offers);
  return plans;
}

function draw(random: Random, kinds: readonly UnitKind[], count: number): UnitKind[] {
  const choices = weighted(kinds);
  return Array.from({ length: count }, () => random.weighted(choices));
}

/** At least two hospitals per département once the region is not tiny; the first of each is its main one. */
function planHospitals(random: Random, offers: number): SitePlan[] {
  const count = Math.max(8, Math.min(16, Math.floor(offers / 20)), Math.round(offers / 115));
  const departments = departmentShares.map(([department]) => department);
  return Array.from({ length: count }, (_unused, index): SitePlan => {
    const department =
      departments[index] ??
      (index < 16 ? departments[index - 8] : undefined) ??
      random.weighted(departmentShares);
    const big = department === '75' || department === '92' || department === '94' || department === '93';
    const kind: SiteKind =
      index < 8
        ? big
          ? 'chu'
          : 'ch'
        : random.weighted([
            ['chu', big ? 2 : 0],
            ['ch', 4],
            ['clinic', 5],
          ]);
    return { kind, department, units: [] };
  });
}

/** Spreads the critical-care units. Each département has several of the main kinds before the rest is drawn. */
function dealCritical(random: Random, offers: number, hospitals: readonly SitePlan[]): number {
  const wanted = Math.min(Math.max(Math.round(offers * 0.05), 68), Math.floor(offers / 3));
  const of = (type: string): UnitKind => criticalKinds.find((unit) => unit.type === type) ?? burnsKind;
  const floor = [of('121'), of('262'), of('263'), of('121'), of('254'), of('262'), of('263')];
  let dealt = 0;
  const give = (department: string, unit: UnitKind): void => {
    if (dealt >= wanted) return;
    const sites = hospitals.filter((site) => site.department === department);
    const site = random.weighted(
      sites.map((item) => [item, item.kind === 'chu' ? 4 : item.kind === 'ch' ? 3 : 1] as const),
    );
    site.units.push(unit);
    dealt += 1;
  };
  for (const department of ['75', '92', '94'].slice(0, offers < 200 ? 2 : 3)) give(department, burnsKind);
  for (const unit of floor) for (const [department] of departmentShares) give(department, unit);
  for (const unit of criticalKinds) if (unit.type !== '121' && !floor.includes(unit)) give('75', unit);
  const choices = weighted(criticalKinds);
  while (dealt < wanted) give(random.weighted(departmentShares), random.weighted(choices));
  return dealt;
}

/** Gives hospitals their site units (urgences, imagerie…) and specialties, `quota` offers in all. */
function dealSiteUnits(random: Random, hospitals: readonly SitePlan[], quota: number): number {
  let left = quota;
  const seen = new Set<string>();
  for (const site of hospitals) {
    if (!seen.has(site.department) && left > 0) {
      seen.add(site.department);
      site.units.push(samuKind);
      left -= 1;
    }
  }
  for (const site of hospitals) {
    const chance = site.kind === 'clinic' ? 0.5 : 1;
    for (const unit of siteKinds) {
      if (left <= hospitals.length || !random.chance(unit.weight * chance)) continue;
      site.units.push(unit);
      left -= 1;
    }
  }
  const choices = weighted(hospitalKinds);
  const sites = hospitals.map(
    (site) => [site, site.kind === 'chu' ? 4 : site.kind === 'ch' ? 2 : 1] as const,
  );
  while (left > 0) {
    random.weighted(sites).units.push(random.weighted(choices));
    left -= 1;
  }
  return quota;
}

/** About 0.3 % of offers are units whose description is confidential; they take the place of ordinary ones. */
function addSensitive(random: Random, plans: readonly SitePlan[], offers: number): void {
  const sites = plans.filter((plan) => plan.kind === 'chu' || plan.kind === 'ch' || plan.kind === 'psy');
  for (let count = Math.max(1, Math.round(offers * 0.002)); count > 0; count -= 1) {
    const { units } = random.pick(sites);
    const index = units.findLastIndex((unit) => !unit.critical);
    if (index >= 0) units[index] = random.pick(sensitiveKinds);
  }
}
