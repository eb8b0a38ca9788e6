import type { Random } from '../random.ts';
import type { Resource } from '../json.ts';
import type { Store } from '../store.ts';
import type { Commune } from './communes.ts';
import { extension, isoSeconds, nos, regionTag } from './fhir.ts';
import { untidy } from './untidy.ts';
import type { JsonObject } from '../json.ts';

/** What generation carries along: chance, time, where resources go, and counters for ids. */
export interface World {
  readonly random: Random;
  readonly now: number;
  readonly store: Store;
  readonly usedNames: Set<string>;
  readonly counters: Map<string, number>;
}

/** System of the national identifier of structures (idNatStruct), and of FINESS numbers. */
export const idSystem = 'urn:oid:1.2.250.1.71.4.2.2';
export const finessSystem = 'https://finess.esante.gouv.fr';

const firstIds: Readonly<Record<string, number>> = {
  Organization: 100_001,
  HealthcareService: 400_001,
  Location: 700_001,
  PractitionerRole: 1_000_001,
  Practitioner: 1_300_001,
};
const day = 86_400_000;

/** The next technical id of a type: the same for the same seed. */
export function nextId(world: World, type: string): string {
  const next = world.counters.get(type) ?? firstIds[type] ?? 1;
  world.counters.set(type, next + 1);
  return String(next);
}

/** A number unique within a series, for functional identifiers. */
export function nextNumber(world: World, series: string, first: number): number {
  const next = world.counters.get(series) ?? first;
  world.counters.set(series, next + 1);
  return next;
}

/** meta and creation date of a resource last changed `updated` milliseconds since 1970. */
export function metaOf(
  world: World,
  updated: number,
  source?: string,
): { meta: JsonObject; created: JsonObject } {
  const age = Math.floor(world.random.next() * 1500 * day);
  return {
    meta: {
      lastUpdated: new Date(updated).toISOString(),
      ...(source === undefined ? {} : { source }),
      tag: [regionTag],
    },
    created: extension(
      'ror-meta-creation-date',
      'valueDateTime',
      isoSeconds(Math.min(updated, world.now - 30 * day) - age),
    ),
  };
}

/** A date of last change: most of the directory was touched within the year, little of it this week. */
export function lastChange(world: World): number {
  const age = world.random.chance(0.06)
    ? world.random.next() * 7
    : 7 + world.random.next() * world.random.next() * 600;
  return Math.floor(world.now - age * day);
}

/** Stores a resource, sometimes in one of the untidy shapes real servers send. */
export function emit(world: World, resource: Resource): void {
  world.store.put(untidy(world.random, resource));
}

const identifierSystems = {
  structure: nos('TRE_G07-TypeIdentifiantStructure'),
  offer: nos('TRE_R355-TypeIdentifiantOffre'),
  resource: nos('TRE_R354-TypeIdentifiantRessourceOperationnelle'),
  other: nos('TRE_R345-TypeIdentifiantAutre'),
};

/** A functional identifier, told apart by its type code (ror-fhir §2). */
export function identifier(
  kind: keyof typeof identifierSystems,
  code: string,
  display: string,
  value: string,
  system?: string,
): JsonObject {
  return {
    type: { coding: [{ system: identifierSystems[kind], code, display }] },
    ...(system === undefined ? {} : { system }),
    value,
  };
}

/** A point near a commune's centre, in degrees rounded to a metre or so. */
export function near(random: Random, commune: Commune): { latitude: number; longitude: number } {
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  return {
    latitude: round(commune.latitude + (random.next() - 0.5) * 0.016),
    longitude: round(commune.longitude + (random.next() - 0.5) * 0.022),
  };
}
