import { concept, extension, part, SD, telecom } from './fhir.ts';
import { person, phone } from './names.ts';
import { emit, lastChange, metaOf, nextId, nextNumber, type World } from './world.ts';
import type { UnitKind } from './unit-types.ts';

const professions: readonly (readonly [readonly [string, string], number])[] = [
  [['10', 'Médecin'], 70],
  [['60', 'Infirmier'], 12],
  [['70', 'Masseur-Kinésithérapeute'], 9],
  [['50', 'Sage-Femme'], 5],
  [['21', 'Pharmacien'], 4],
];

const physician = ['10', 'Médecin'] as const;

interface Known {
  readonly id: string;
  readonly rpps: string;
  readonly family: string;
  readonly given: string;
}

/** Emits a professional's situation on an offer; one in five is someone already met elsewhere. */
export function emitRole(world: World, offerId: string, unit: UnitKind, known: Known[]): void {
  const { random } = world;
  let who = known.length > 0 && random.chance(0.2) ? random.pick(known) : undefined;
  if (who === undefined) {
    who = emitPractitioner(world);
    known.push(who);
  }
  const id = nextId(world, 'PractitionerRole');
  const { meta, created } = metaOf(world, lastChange(world));
  const [code, label] = unit.field === '05' ? random.weighted(professions) : physician;
  // The old extension name is still served for records made before the guide's 0.4.0.
  const nameUrl = random.chance(0.05) ? 'RORPractitionerRoleName' : 'ror-practitionerrole-name';
  emit(world, {
    resourceType: 'PractitionerRole',
    id,
    meta,
    extension: [
      created,
      {
        url: `${SD}${nameUrl}`,
        extension: [
          ...(code === '10' ? [part('exerciseTitle', 'valueString', 'Dr')] : []),
          part('exerciseLastName', 'valueString', who.family),
          part('exerciseFirstName', 'valueString', who.given),
        ],
      },
      extension(
        'ror-practitionerrole-unit-exercise-mode',
        'valueCodeableConcept',
        unit.field === '05'
          ? concept('TRE_R23-ModeExercice', 'L', 'Libéral, indépendant, artisan, commerçant')
          : concept('TRE_R23-ModeExercice', 'S', 'Salarié'),
      ),
    ],
    identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: who.rpps }],
    active: true,
    practitioner: { reference: `Practitioner/${who.id}` },
    code: [concept('TRE_G15-ProfessionSante', code, label)],
    ...(code === '10'
      ? {
          specialty: [
            concept(
              'TRE_R38-SpecialiteOrdinale',
              `SM${String(10 + (unit.activity.length % 45))}`,
              unit.activity,
            ),
          ],
        }
      : {}),
    healthcareService: [{ reference: `HealthcareService/${offerId}` }],
    ...(random.chance(0.35)
      ? { telecom: [telecom('phone', phone(random), random.chance(0.5) ? '2' : '1')] }
      : {}),
  });
}

function emitPractitioner(world: World): Known {
  const { random } = world;
  const id = nextId(world, 'Practitioner');
  const who = person(random);
  // 899… is no real RPPS range: registered professionals start with 1.
  const rpps = `899${String(nextNumber(world, 'rpps', 10_000_001))}`;
  const { meta, created } = metaOf(world, lastChange(world));
  emit(world, {
    resourceType: 'Practitioner',
    id,
    meta,
    extension: [created],
    identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: rpps }],
    name: [
      {
        family: who.family.toUpperCase(),
        given: [who.given],
        ...(random.chance(0.7) ? { prefix: ['DR'] } : {}),
      },
    ],
    gender: who.female ? 'female' : 'male',
    ...(random.chance(0.3) ? { telecom: [telecom('email', `p${rpps}@demo.mssante.invalid`, '2')] } : {}),
  });
  return { id, rpps, family: who.family, given: who.given };
}
