import type { JsonObject } from '../json.ts';
import { capacityExtension } from './capacity.ts';
import { bedRows } from './beds.ts';
import { address } from './address.ts';
import type { Site } from './establishments.ts';
import { complex, concept, extension, nos, part, telecom } from './fhir.ts';
import { phone } from './names.ts';
import type { UnitKind } from './unit-types.ts';
import { emit, identifier, lastChange, metaOf, near, nextId, nextNumber, type World } from './world.ts';

const functions = {
  beds: ['001', 'Hébergement'],
  consultation: ['002', 'Consultation'],
  technical: ['003', 'Plateau technique'],
} as const;

function position(world: World, site: Site): JsonObject {
  const { random } = world;
  const draw = random.next();
  if (draw < 0.05) return {};
  const point = near(random, site.commune);
  const reliability = (good: boolean): JsonObject => ({
    extension: [extension('ror-coordinate-reliability', 'valueBoolean', good)],
  });
  if (draw < 0.055) return { position: { ...reliability(false), latitude: 0, longitude: 0 } };
  // Latitude and longitude entered in the wrong order: seen on real records.
  if (draw < 0.06)
    return { position: { ...reliability(false), latitude: point.longitude, longitude: point.latitude } };
  return { position: { ...reliability(draw < 0.9), ...point } };
}

/** Numbers no ward has: typed by mistake, or written by a faulty feed. */
function strange(world: World, rows: ReturnType<typeof bedRows>): ReturnType<typeof bedRows> {
  const { random } = world;
  if (rows.length === 0 || !random.chance(0.01)) return rows;
  const spoiled = random.int(0, rows.length - 1);
  return rows.map((row, index) =>
    index === spoiled
      ? random.pick([
          { ...row, count: -1 },
          { ...row, count: 9999 },
          { ...row, at: world.now + 3 * 86_400_000 },
        ])
      : row,
  );
}

function equipmentOf(world: World, unit: UnitKind): JsonObject[] {
  const { random } = world;
  return unit.equipment
    .filter(() => random.chance(0.8))
    .map((label) => {
      const code = String(100 + ((label.length * 7 + label.charCodeAt(0)) % 800));
      return complex('ror-location-equipment', [
        part(
          'equipmentType',
          'valueCodeableConcept',
          concept('TRE_R212-Equipement', label === 'IRM' ? '088' : label === 'Scanner' ? '089' : code, label),
        ),
        part('nbInService', 'valueInteger', random.int(1, 3)),
        ...(random.chance(0.4)
          ? [
              complex('ror-location-equipment-limit', [
                part(
                  'equipmentFeature',
                  'valueCodeableConcept',
                  concept('TRE_R340-TypeCaracteristiqueEquipement', '001', 'Poids maximum'),
                ),
                part('limitValue', 'valueQuantity', { value: random.pick([150, 200, 250, 300]), unit: 'kg' }),
              ]),
            ]
          : []),
      ]);
    });
}

/** Place where an offer is delivered; with bed counts for units that have beds. Returns its id. */
export function emitPlace(
  world: World,
  site: Site,
  unit: UnitKind,
  name: string,
  withBeds: boolean,
  linked: boolean,
): string {
  const { random, now } = world;
  const id = nextId(world, 'Location');
  const rows = withBeds && unit.beds !== undefined ? strange(world, bedRows(random, unit, now)) : [];
  const newest = Math.max(lastChange(world), ...rows.map((row) => row.at).filter((at) => at <= now));
  const { meta, created } = metaOf(world, newest, site.bySource);
  const [code, label] =
    functions[unit.beds !== undefined ? 'beds' : unit.equipment.length > 0 ? 'technical' : 'consultation'];
  const { cog, name: communeName } = site.commune;
  const bedId = nextNumber(world, `bed${site.id}`, 1);
  // Two beds zones of the same site sharing one external id: the source of the server's 412.
  const externalId = `LIT${String(bedId > 1 && random.chance(0.004) ? bedId - 1 : bedId).padStart(4, '0')}`;
  emit(world, {
    resourceType: 'Location',
    id,
    meta,
    extension: [
      extension('ror-commune-cog', 'valueCodeableConcept', {
        coding: [
          {
            system: nos(random.chance(0.1) ? 'TRE_R13-Commune' : 'TRE_R13-CommuneOM'),
            code: cog,
            display: communeName,
          },
        ],
      }),
      ...rows.map((row) => capacityExtension(row, random)),
      ...equipmentOf(world, unit),
      ...(random.chance(0.04)
        ? [extension('ror-comment', 'valueString', 'Bâtiment B, accès par l’ascenseur 3.')]
        : []),
      ...(unit.mode === '46'
        ? [
            complex('ror-location-residential-capacity', [
              part(
                'residentialType',
                'valueCodeableConcept',
                concept('TRE_R242-TypeHabitation', '01', 'Chambre individuelle'),
              ),
              part('residentialNumber', 'valueInteger', random.int(10, 90)),
            ]),
          ]
        : []),
      created,
    ],
    identifier: [
      identifier(
        'resource',
        '25',
        'Identifiant fonctionnel du lieu',
        `11/${String(nextNumber(world, 'place', 10_001))}`,
      ),
      ...(rows.length > 0
        ? [identifier('resource', '26', 'Identifiant externe de synchronisation', externalId)]
        : []),
    ],
    status: 'active',
    operationalStatus: {
      system: nos('TRE_R203-StatutLieu'),
      code: random.chance(0.97) ? '1' : '2',
      display: 'Ouvert',
    },
    name,
    ...(rows.length > 0 && random.chance(0.3) ? { alias: [`GAM ${String(random.int(1000, 9999))}`] } : {}),
    ...(random.chance(0.15)
      ? {
          description: `Étage ${String(random.int(0, 7))}, aile ${random.pick(['nord', 'sud', 'est', 'ouest'])}`,
        }
      : {}),
    type: [concept('TRE_R343-FonctionLieu', code, label)],
    ...(random.chance(0.7)
      ? { telecom: [telecom('phone', phone(random), random.chance(0.5) ? '1' : '2', 'Secrétariat')] }
      : {}),
    address: address(site.street, site.commune),
    ...position(world, site),
    ...(linked ? {} : { managingOrganization: { reference: `Organization/${site.id}` } }),
  });
  return id;
}
