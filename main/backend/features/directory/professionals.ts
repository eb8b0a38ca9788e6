import type {
  PractitionerRoleSheet,
  SheetLink,
  SheetProfessional,
} from '../../../../shared/contract/directory.ts';
import type { Practitioner, PractitionerRole } from '../../../../shared/domain/entities.ts';
import { Discretion, firstPhone } from './confidential.ts';
import { linksOf } from './links.ts';
import { readOffer } from './offer-queries.ts';
import { readRolesOfPerson } from './records.ts';
import { phoneOf, withoutSamples, type SheetDesk } from './sheet-desk.ts';

/** Situations of one person sent with a sheet. */
const mostSituations = 50;

/** A situation in one line; null when the copy no longer holds it. */
export function professionalOf(desk: SheetDesk, id: string): SheetProfessional | null {
  const role = desk.records.read('PractitionerRole', id)?.record;
  if (role === undefined) return null;
  const telecoms = new Discretion(desk.viewer.ceiling).telecoms(role.telecoms);
  return {
    id,
    name: nameOf(role, personOf(desk, role)),
    profession: role.profession,
    specialties: role.specialties,
    phone: firstPhone([], telecoms)?.value ?? null,
  };
}

/** The name used at work; else the civil one. */
export function nameOf(role: PractitionerRole, person: Practitioner | null): string | null {
  const { title, last, first } = role.exerciseName;
  const parts = [
    title ?? person?.prefix ?? null,
    first ?? person?.given ?? null,
    last ?? person?.family ?? null,
  ];
  const name = parts.filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}

function personOf(desk: SheetDesk, role: PractitionerRole): Practitioner | null {
  return role.practitioner === null
    ? null
    : (desk.records.read('Practitioner', role.practitioner)?.record ?? null);
}

/** Units of a situation this viewer may know of; null when all of them are withheld, and the situation with them. */
function unitsOf({ copy, near }: SheetDesk, role: PractitionerRole): SheetLink[] | null {
  const units: SheetLink[] = [];
  let withheld = 0;
  for (const id of role.healthcareServices) {
    const link = near.unit(id);
    if (link !== null) units.push(link);
    else if (readOffer(copy, id, true) !== undefined) withheld += 1;
  }
  return units.length === 0 && withheld > 0 ? null : units;
}

/** The sheet of a professional in one situation; null when it is gone or not for this viewer. */
export function practitionerSheet(desk: SheetDesk, id: string): PractitionerRoleSheet | null {
  const read = desk.records.read('PractitionerRole', id);
  const units = read === undefined ? null : unitsOf(desk, read.record);
  if (read === undefined || units === null) return null;
  const { record } = read;
  const discretion = new Discretion(desk.viewer.ceiling);
  const telecoms = discretion.telecoms(record.telecoms);
  const person = personOf(desk, record);
  const practitioner = person === null ? null : { ...person, telecoms: discretion.telecoms(person.telecoms) };
  const parents = parentsOf(desk, record, units);
  return {
    kind: 'practitionerRole',
    id,
    name: nameOf(record, person),
    level: null,
    record: { ...record, healthcareServices: units.map((unit) => unit.id), telecoms },
    practitioner,
    phone: phoneOf(desk, [], [...telecoms, ...(practitioner?.telecoms ?? [])], parents),
    parents,
    astray: null,
    siblings: linksOf([]),
    units,
    situations: situationsOf(desk, record),
    hiddenContacts: discretion.hidden,
    notUnderstood: withoutSamples(read.notUnderstood),
  };
}

function parentsOf(
  { copy, near }: SheetDesk,
  record: PractitionerRole,
  units: readonly SheetLink[],
): SheetLink[] {
  const [unit] = units;
  if (unit === undefined) return near.downTo(record.organization);
  return [...near.downTo(readOffer(copy, unit.id, true)?.providedBy ?? null), unit];
}

function situationsOf(desk: SheetDesk, record: PractitionerRole): PractitionerRoleSheet['situations'] {
  if (record.practitioner === null) return [];
  return readRolesOfPerson(desk.copy, record.practitioner, mostSituations)
    .filter((id) => id !== record.id)
    .flatMap((id) => {
      const role = desk.records.read('PractitionerRole', id)?.record;
      const units = role === undefined ? null : unitsOf(desk, role);
      const professional = professionalOf(desk, id);
      return units === null || professional === null ? [] : [{ ...professional, unit: units[0] ?? null }];
    });
}
