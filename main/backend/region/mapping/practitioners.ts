import type { Practitioner, PractitionerRole } from '../../../../shared/domain/entities.ts';
import { baseExtensions, emptyBase, readBase } from './base.ts';
import { pushCodes } from './coded.ts';
import { humanName } from './contacts.ts';
import { extBool, extCode, ExtensionTable, extText, readParts } from './extensions.ts';
import { pushAvailableTime } from './hours.ts';
import { pushIdentifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { pushReference, reference } from './references.ts';
import { pushTelecom } from './telecoms.ts';
import { each, text } from './values.ts';

type PractitionerDraft = Draft<Practitioner>;
type ExerciseName = Draft<PractitionerRole['exerciseName']>;
type RoleDraft = Omit<Draft<PractitionerRole>, 'exerciseName'> & { exerciseName: ExerciseName };

const practitionerExtensions = new ExtensionTable<PractitionerDraft>(baseExtensions);

/** The value of the only identifier these resources have a place for; further ones are reported. */
function onlyIdentifier(notes: Notes, identifiers: readonly Identifier[]): string | null {
  for (const other of identifiers.slice(1)) notes.add('wrong_shape', other.holder, other.key);
  return identifiers[0]?.value ?? null;
}

/** A Practitioner (ror-fhir §2.4). A name sent as bare text is kept as the family name. */
export function mapPractitioner(resource: Holder, id: string, notes: Notes): Practitioner {
  const practitioner: PractitionerDraft = {
    resourceType: 'Practitioner',
    ...emptyBase(id),
    idNatPs: null,
    family: null,
    given: null,
    prefix: null,
    gender: null,
    telecoms: [],
  };
  const identifiers: Identifier[] = [];
  for (const key in resource) {
    switch (key) {
      case 'extension':
        practitionerExtensions.read(practitioner, notes, resource);
        break;
      case 'identifier':
        each(notes, resource, key, identifiers, pushIdentifier);
        break;
      case 'name': {
        const name = humanName(notes, resource.name, resource, key);
        practitioner.family = name.family ?? (name.given === null ? name.text : null);
        practitioner.given = name.given;
        practitioner.prefix = name.prefix;
        break;
      }
      case 'gender':
        practitioner.gender = text(notes, resource.gender, resource, key);
        break;
      case 'telecom':
        each(notes, resource, key, practitioner.telecoms, pushTelecom);
        break;
      default:
        readBase(practitioner, notes, resource, key);
    }
  }
  practitioner.idNatPs = onlyIdentifier(notes, identifiers);
  return practitioner;
}

const nameParts = new ExtensionTable<ExerciseName>({
  exerciseTitle: (name, notes, extension) => {
    name.title = extText(notes, extension);
  },
  exerciseLastName: (name, notes, extension) => {
    name.last = extText(notes, extension);
  },
  exerciseFirstName: (name, notes, extension) => {
    name.first = extText(notes, extension);
  },
});

const roleExtensions = new ExtensionTable<RoleDraft>({
  ...baseExtensions,
  // Also read as RORPractitionerRoleName, its name before 0.4.0 (extensionName drops the separators).
  'ror-practitionerrole-name': (role, notes, extension) => {
    readParts(nameParts, role.exerciseName, notes, extension);
  },
  'ror-practitionerrole-unit-exercise-mode': (role, notes, extension) => {
    role.exerciseMode = extCode(notes, extension, 'TRE_R23');
  },
  'practitionerRole-contracted': (role, notes, extension) => {
    role.contracted = extCode(notes, extension, 'JDV_J218');
  },
  'practitionerRole-hasCAS': (role, notes, extension) => {
    role.hasCas = extBool(notes, extension);
  },
  'practitionerRole-vitaleAccepted': (role, notes, extension) => {
    role.vitaleAccepted = extBool(notes, extension);
  },
  'ror-comment': (role, notes, extension) => {
    role.comment = extText(notes, extension);
  },
});

const pushService = pushReference('HealthcareService');

function emptyRole(id: string): RoleDraft {
  return {
    resourceType: 'PractitionerRole',
    ...emptyBase(id),
    identifier: null,
    practitioner: null,
    healthcareServices: [],
    organization: null,
    profession: null,
    specialties: [],
    exerciseName: { title: null, last: null, first: null },
    exerciseMode: null,
    contracted: null,
    hasCas: null,
    vitaleAccepted: null,
    comment: null,
    telecoms: [],
    availableTimes: [],
  };
}

function readProfession(role: RoleDraft, notes: Notes, resource: Holder): void {
  const codes: RoleDraft['specialties'] = [];
  pushCodes(codes, notes, resource.code, resource, 'code', 'TRE_G15');
  role.profession = codes.shift() ?? null;
  if (codes.length === 0) return;
  notes.add('wrong_shape', resource, 'code');
  role.specialties.push(...codes);
}

/** A PractitionerRole: one operational situation of a professional (ror-fhir §2.4). */
export function mapPractitionerRole(resource: Holder, id: string, notes: Notes): PractitionerRole {
  const role = emptyRole(id);
  const identifiers: Identifier[] = [];
  for (const key in resource) {
    switch (key) {
      case 'extension':
        roleExtensions.read(role, notes, resource);
        break;
      case 'identifier':
        each(notes, resource, key, identifiers, pushIdentifier);
        break;
      case 'practitioner':
        role.practitioner = reference(notes, resource.practitioner, resource, key, 'Practitioner');
        break;
      case 'healthcareService':
        each(notes, resource, key, role.healthcareServices, pushService);
        break;
      case 'organization':
        role.organization = reference(notes, resource.organization, resource, key, 'Organization');
        break;
      case 'code':
        readProfession(role, notes, resource);
        break;
      case 'specialty':
        // Some ten kinds of savoir-faire share this list; each code keeps its nomenclature.
        pushCodes(role.specialties, notes, resource.specialty, resource, key, null);
        break;
      case 'telecom':
        each(notes, resource, key, role.telecoms, pushTelecom);
        break;
      case 'availableTime':
        each(notes, resource, key, role.availableTimes, pushAvailableTime);
        break;
      default:
        readBase(role, notes, resource, key);
    }
  }
  role.identifier = onlyIdentifier(notes, identifiers);
  return role;
}
