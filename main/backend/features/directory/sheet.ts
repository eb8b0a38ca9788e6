import type { Database } from 'better-sqlite3';
import type {
  DirectorySheet,
  HealthcareServiceSheet,
  OrganizationSheet,
  SheetKind,
  SheetLocation,
} from '../../../../shared/contract/directory.ts';
import type { Location } from '../../../../shared/domain/entities.ts';
import type { Viewer } from '../../viewer.ts';
import { Discretion } from './confidential.ts';
import { goneSheet } from './gone.ts';
import { labelled } from './labelled.ts';
import { linksOf, Neighbourhood } from './links.ts';
import { readOffer } from './offer-queries.ts';
import { practitionerSheet, professionalOf } from './professionals.ts';
import { hasCapacity, readRolesOf, RecordReader } from './records.ts';
import { phoneOf, withoutSamples, type SheetDesk } from './sheet-desk.ts';
import type { DirectoryTree } from './tree.ts';

/** Professionals sent with a unit. */
const mostProfessionals = 200;

/**
 * The sheet of an organization, a unit or a professional (F3), with what the region sent read again from the
 * resources themselves, less what the viewer may not see.
 * @throws AppError `not_found` with a `GoneSheet`, when it left the region or is not for this viewer
 */
export function directorySheet(
  copy: Database,
  tree: DirectoryTree,
  viewer: Viewer,
  kind: SheetKind,
  id: string,
  now: number,
): DirectorySheet {
  const near = new Neighbourhood(copy, tree.forest(), viewer.seesSensitive, now);
  const desk: SheetDesk = { copy, tree, viewer, records: new RecordReader(copy), near };
  const make = {
    organization: organizationSheet,
    healthcareService: unitSheet,
    practitionerRole: practitionerSheet,
  }[kind];
  const sheet = make(desk, id);
  if (sheet === null) throw goneSheet(desk, kind, id);
  return labelled<DirectorySheet>(sheet, (system, code) => tree.label(system, code));
}

function organizationSheet(desk: SheetDesk, id: string): OrganizationSheet | null {
  const { tree, viewer, near } = desk;
  const read = desk.records.read('Organization', id);
  const node = tree.forest().byId.get(id);
  if (read === undefined || node === undefined) return null;
  const discretion = new Discretion(viewer.ceiling);
  const contacts = discretion.contacts(read.record.contacts);
  const telecoms = discretion.telecoms(read.record.telecoms);
  const around = near.aroundOrganization(id);
  return {
    kind: 'organization',
    id,
    name: node.name,
    level: node.level,
    record: { ...read.record, contacts, telecoms },
    phone: phoneOf(desk, contacts, telecoms, around.parents),
    ...around,
    children: linksOf(near.below(id)),
    units: near.unitsBelow(id),
    hiddenContacts: discretion.hidden,
    notUnderstood: withoutSamples(read.notUnderstood),
  };
}

function unitSheet(desk: SheetDesk, id: string): HealthcareServiceSheet | null {
  const { copy, viewer, near } = desk;
  const offer = readOffer(copy, id, viewer.seesSensitive);
  const read = offer === undefined ? undefined : desk.records.read('HealthcareService', id);
  if (offer === undefined || read === undefined) return null;
  const discretion = new Discretion(viewer.ceiling);
  const contacts = discretion.contacts(read.record.contacts);
  const telecoms = discretion.telecoms(read.record.telecoms);
  const around = near.aroundUnit(id, offer.providedBy);
  const locations = read.record.locations
    .map((location) => desk.records.read('Location', location)?.record)
    .filter((location) => location !== undefined)
    .map((location) => visiblePlace(location, discretion));
  const roles = readRolesOf(copy, id, mostProfessionals);
  return {
    kind: 'healthcareService',
    id,
    name: offer.name,
    level: 'UO',
    record: { ...read.record, contacts, telecoms },
    phone: phoneOf(
      desk,
      contacts,
      [...telecoms, ...locations.flatMap((each) => each.telecoms)],
      around.parents,
    ),
    ...around,
    locations,
    professionals: {
      total: roles.total,
      first: roles.ids.map((role) => professionalOf(desk, role)).filter((each) => each !== null),
    },
    hasBeds: hasCapacity(copy, id),
    hiddenContacts: discretion.hidden,
    notUnderstood: withoutSamples(read.notUnderstood),
  };
}

function visiblePlace(location: Location, discretion: Discretion): SheetLocation {
  const place: SheetLocation & { capacities?: unknown } = {
    ...location,
    telecoms: discretion.telecoms(location.telecoms),
  };
  delete place.capacities;
  return place;
}
