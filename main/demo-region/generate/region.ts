import { createRandom } from '../random.ts';
import type { Store } from '../store.ts';
import { planSites, type SitePlan } from './plan.ts';
import { communes, type Commune } from './communes.ts';
import { emitSite, type Site } from './establishments.ts';
import { internalOrganization } from './internal-organizations.ts';
import { emitLegalEntity } from './legal-entities.ts';
import { emitOffer } from './offers.ts';
import { emitRole } from './people.ts';
import { emitPlace } from './places.ts';
import { establishmentName, street } from './names.ts';
import { poles, type UnitKind } from './unit-types.ts';
import { emit, lastChange, metaOf, nextId, type World } from './world.ts';

const prefixes = {
  chu: ['Hôpital', 'Groupe hospitalier'],
  ch: ['Centre hospitalier', 'Hôpital', 'Centre hospitalier intercommunal', 'GHT – Hôpital'],
  clinic: ['Clinique', 'Hôpital privé', 'Polyclinique', 'Centre médico-chirurgical'],
  smr: ['Centre de réadaptation', 'Clinique de réadaptation', 'Centre SMR'],
  psy: ['Établissement de santé mentale', 'Clinique psychiatrique', 'Centre psychothérapique'],
  had: ['HAD', 'Santé à domicile'],
  elder: ['Résidence', 'EHPAD', 'Maison de retraite'],
  centre: ['Centre de santé', 'Centre médical'],
  practice: ['Cabinet médical', 'Maison de santé', 'Cabinet'],
} as const;

const groupName = 'Hôpitaux publics de Lutèce';
const chains = [
  'Groupe Sérane Santé',
  'Groupe Valméris',
  'Fondation Oudrezel',
  'Mutuelle des Coteaux',
  'Association Les Ormes-Blancs',
];

/** Generates the whole directory and its bed counts into `store`: the same seed and time give the same bytes. */
export function generateRegion(store: Store, options: { offers: number; seed: number; now: number }): void {
  const random = createRandom(options.seed);
  const world: World = { random, now: options.now, store, usedNames: new Set(), counters: new Map() };
  const shared = new Map<string, string>();
  const knownPeople: Parameters<typeof emitRole>[3] = [];
  for (const plan of planSites(random, options.offers)) {
    const commune = communeOf(world, plan.department);
    const site = makeSite(world, plan, commune, shared);
    fillSite(world, site, plan.units, knownPeople);
  }
  emitStrays(world);
}

function communeOf(world: World, department: string): Commune {
  return world.random.pick(communes.filter((commune) => commune.department === department));
}

function makeSite(world: World, plan: SitePlan, commune: Commune, shared: Map<string, string>): Site {
  const { random, usedNames } = world;
  const { kind } = plan;
  const isPublic = kind === 'chu' || kind === 'ch';
  const bare = establishmentName(random, random.pick(prefixes[kind]), commune.name, usedNames);
  const name = kind === 'chu' ? `${bare} (${groupName})` : bare;
  const parent = ((): string | undefined => {
    if (kind === 'practice') return undefined;
    const owner =
      kind === 'chu' ? groupName : isPublic || random.chance(0.45) ? undefined : random.pick(chains);
    if (owner === undefined)
      return emitLegalEntity(world, isPublic ? bare : `SAS ${bare}`, commune, isPublic);
    const known = shared.get(owner) ?? emitLegalEntity(world, owner, commune, kind === 'chu');
    shared.set(owner, known);
    return known;
  })();
  return emitSite(
    world,
    { name, kind, commune, street: street(random), bySource: random.chance(0.02) ? 'BASINS' : undefined },
    parent,
  );
}

/** The internal organisation an offer hangs on; levels are often missing, as in real directories. */
function ownerOf(world: World, site: Site, unit: UnitKind, name: string): string {
  const { random } = world;
  if (site.kind === 'practice' || site.kind === 'centre' || site.kind === 'elder' || site.kind === 'had')
    return site.id;
  const draw = random.next();
  if (draw < (site.kind === 'clinic' ? 0.5 : 0.1)) return site.id;
  const big = site.kind === 'chu' || site.kind === 'ch';
  const pole =
    big && draw < 0.75
      ? internalOrganization(
          world,
          site,
          '1',
          (poles[unit.discipline] ?? poles['medicine'])?.[site.id.length % 2] ?? 'Pôle Médecine',
          site.id,
        )
      : site.id;
  const service = internalOrganization(world, site, '2', serviceName(unit, draw), pole);
  return draw > 0.62 && draw < 0.72 ? internalOrganization(world, site, '3', `UF ${name}`, service) : service;
}

function serviceName(unit: UnitKind, draw: number): string {
  // Many sites put all their consultations under one roof, whatever the specialty.
  if (unit.mode === '32' && draw < 0.62) return 'Consultations externes';
  if (unit.mode === '59') return 'Équipes mobiles';
  const lower = unit.service.charAt(0).toLowerCase() + unit.service.slice(1);
  if (/^[A-Z]{3}/u.test(unit.service)) return unit.service;
  return /^[aeiouyéèêœh]/iu.test(lower) ? `Service d’${lower}` : `Service de ${lower}`;
}

function fillSite(
  world: World,
  site: Site,
  units: readonly UnitKind[],
  people: Parameters<typeof emitRole>[3],
): void {
  const { random } = world;
  const used = new Map<string, number>();
  let platform: { id: string; left: number } | undefined;
  let ward: string | undefined;
  for (const unit of units) {
    const base = random.pick(unit.names);
    const rank = (used.get(base) ?? 0) + 1;
    used.set(base, rank);
    const name = rank === 1 ? base : `${base} ${String(rank)}`;
    const locations: string[] = [];
    const draw = random.next();
    if (unit.beds === undefined && unit.mode === '32' && platform !== undefined && platform.left > 0) {
      locations.push(platform.id);
      platform.left -= 1;
    } else if (unit.beds !== undefined && !unit.critical && ward !== undefined && draw < 0.08) {
      locations.push(ward);
    } else if (draw < 0.97 || unit.critical) {
      const id = emitPlace(
        world,
        site,
        unit,
        unit.beds === undefined && draw < 0.4 ? 'Plateau de consultations' : name,
        unit.critical || random.chance(0.75),
        true,
      );
      locations.push(id);
      if (unit.beds !== undefined) ward = id;
      else if (unit.mode === '32' && draw < 0.18) platform = { id, left: random.int(5, 12) };
      // Offers spread over two places exist, mostly consultations.
      if (unit.beds === undefined && draw > 0.94)
        locations.push(emitPlace(world, site, unit, `${name} – site annexe`, false, true));
    }
    const sensitive = /UHSI|UHSA|USMP|SMPR|UHSP/u.test(`${unit.label} ${name}`) || random.chance(0.0015);
    const offer = emitOffer(world, site, unit, {
      providedBy: ownerOf(world, site, unit, name),
      locations,
      name,
      sensitive,
    });
    if (random.chance(unit.field === '05' ? 0.7 : 0.12)) emitRole(world, offer, unit, people);
  }
  if (random.chance(0.02)) {
    const unit = units[0];
    if (unit !== undefined) emitPlace(world, site, unit, 'Locaux non affectés', false, false);
  }
}

/** Organisations no tree can hold: parents that do not exist, and two that are each other's parent. */
function emitStrays(world: World): void {
  const stray = (id: string, name: string, parent: string): void => {
    const { meta, created } = metaOf(world, lastChange(world));
    emit(world, {
      resourceType: 'Organization',
      id,
      meta,
      extension: [created],
      identifier: [{ type: { coding: [{ code: '42' }] }, value: `11/STRAY${id}` }],
      type: [
        {
          coding: [
            {
              system:
                'https://mos.esante.gouv.fr/NOS/TRE_R207-TypeOrganisationInterne/FHIR/TRE-R207-TypeOrganisationInterne',
              code: '2',
            },
          ],
        },
      ],
      name,
      partOf: { reference: `Organization/${parent}` },
    });
  };
  for (let count = 0; count < 3; count += 1)
    stray(nextId(world, 'Organization'), `Service sans établissement ${String(count + 1)}`, '999999');
  const [a, b] = [nextId(world, 'Organization'), nextId(world, 'Organization')];
  stray(a, 'Service en boucle A', b);
  stray(b, 'Service en boucle B', a);
}
