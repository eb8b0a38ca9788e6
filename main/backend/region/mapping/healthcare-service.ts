import type { HealthcareService, Period } from '../../../../shared/domain/entities.ts';
import { systems } from '../../../../shared/domain/codes.ts';
import { baseExtensions, emptyBase, readBase } from './base.ts';
import { readCharacteristic } from './characteristics.ts';
import { pushCodes } from './coded.ts';
import { extContact } from './contacts.ts';
import { extBool, ExtensionTable, extText, extValue, readParts } from './extensions.ts';
import { pushAvailableTime } from './hours.ts';
import { pushIdentifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { readAgeRange } from './quantities.ts';
import { pushReference, reference } from './references.ts';
import { pushTelecom } from './telecoms.ts';
import { extTerritory } from './territory.ts';
import { each, period, text, unread } from './values.ts';

/** A HealthcareService under construction. */
export type OfferDraft = Draft<HealthcareService>;

const patientParts = new ExtensionTable<OfferDraft>(
  {
    ageRange: (offer, notes, extension) => {
      const found = extValue(notes, extension);
      if (offer.ageRange !== null) notes.add('wrong_shape', extension, 'url');
      else if (found !== null) offer.ageRange = readAgeRange(notes, found.value, extension, found.key);
    },
  },
  {
    supportedPatientInfo: (offer, notes, extension) => {
      const found = extValue(notes, extension);
      if (found !== null) pushCodes(offer.publics, notes, found.value, extension, found.key, 'TRE_R239');
    },
  },
);

const extensions = new ExtensionTable<OfferDraft>(
  {
    ...baseExtensions,
    'ror-healthcareservice-sensitive-unit': (offer, notes, extension) => {
      // Sent but unreadable: hiding an ordinary unit harms less than showing a sensitive one.
      offer.sensitive = extBool(notes, extension) ?? true;
    },
    'ror-healthcareservice-no-consent-habilitation': (offer, notes, extension) => {
      offer.noConsent = extBool(notes, extension);
    },
  },
  {
    'ror-healthcareservice-patient-type': (offer, notes, extension) => {
      readParts(patientParts, offer, notes, extension);
    },
    'ror-healthcareservice-psychiatric-sector': (offer, notes, extension) => {
      const sector = extText(notes, extension);
      if (sector !== null) offer.psychiatricSectors.push(sector);
    },
    'ror-healthcareservice-contact': (offer, notes, extension) => {
      extContact(offer.contacts, notes, extension);
    },
    'ror-territorial-division': (offer, notes, extension) => {
      const { code } = extTerritory(notes, extension);
      if (code !== null) offer.interventionZone.push(code);
    },
  },
);

function emptyOffer(id: string): OfferDraft {
  return {
    resourceType: 'HealthcareService',
    ...emptyBase(id),
    identifier: null,
    name: null,
    providedBy: null,
    offerType: null,
    fieldOfActivity: null,
    operationalActivities: [],
    serafinFamilies: [],
    careModes: [],
    receptionType: null,
    receptionModalities: [],
    managementTypes: [],
    specificActs: [],
    outsideOfficeActs: [],
    specialisations: [],
    annualOpening: null,
    professions: [],
    competences: [],
    expertiseLevels: [],
    stopTemporality: null,
    otherCharacteristics: [],
    ageRange: null,
    publics: [],
    sensitive: false,
    noConsent: null,
    psychiatricSectors: [],
    contacts: [],
    telecoms: [],
    interventionZone: [],
    comment: null,
    locations: [],
    availableTimes: [],
    notAvailable: [],
  };
}

/**
 * The single code of `category` or `type`: the one of its nomenclature, else the first. The others are kept with
 * the characteristics, and reported.
 */
function readSingle(
  offer: OfferDraft,
  notes: Notes,
  resource: Holder,
  key: 'category' | 'type',
  field: 'offerType' | 'fieldOfActivity',
): void {
  const codes: OfferDraft['otherCharacteristics'] = [];
  pushCodes(codes, notes, resource[key], resource, key, systems[field]);
  const chosen = codes.find((code) => code.system === systems[field]) ?? codes[0];
  if (chosen === undefined) return;
  offer[field] = chosen;
  if (codes.length === 1) return;
  notes.add('wrong_shape', resource, key);
  offer.otherCharacteristics.push(...codes.filter((code) => code !== chosen));
}

function readSpecialty(
  offer: OfferDraft,
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  const codes: OfferDraft['operationalActivities'] = [];
  pushCodes(codes, notes, value, holder, key, systems.operationalActivity);
  for (const code of codes) {
    if (code.system === systems.operationalActivity) offer.operationalActivities.push(code);
    else if (code.system === systems.serafinFamily) offer.serafinFamilies.push(code);
    // A system foreign to the NOS was reported where it was read.
    else offer.otherCharacteristics.push(code);
  }
}

function readNotAvailable(
  out: OfferDraft['notAvailable'],
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (!isObject(value)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  let description: string | null = null;
  let during: Period | null = null;
  for (const part in value) {
    if (part === 'description') description = text(notes, value.description, value, part);
    else if (part === 'during') during = period(notes, value.during, value, part);
    else unread(notes, value, part);
  }
  const closure = typeof value.id === 'string' && value.id.toLowerCase() === 'closingreopeningdate';
  out.push({ description, during: during ?? { start: null, end: null }, closure });
}

const pushLocation = pushReference('Location');

function placeIdentifiers(offer: OfferDraft, notes: Notes, identifiers: readonly Identifier[]): void {
  // Type 35 is the offer identifier (ror-fhir §2.2); most servers send it alone and untyped.
  const own = identifiers.find((identifier) => identifier.type === '35') ?? identifiers[0];
  offer.identifier = own?.value ?? null;
  for (const other of identifiers) if (other !== own) notes.add('wrong_shape', other.holder, other.key);
}

/** A HealthcareService: an operational offer (ror-fhir §2.2). */
export function mapHealthcareService(resource: Holder, id: string, notes: Notes): HealthcareService {
  const offer = emptyOffer(id);
  const identifiers: Identifier[] = [];
  for (const key in resource) {
    switch (key) {
      case 'extension':
        extensions.read(offer, notes, resource);
        break;
      case 'identifier':
        each(notes, resource, key, identifiers, pushIdentifier);
        break;
      case 'name':
        offer.name = text(notes, resource.name, resource, key);
        break;
      case 'providedBy':
        offer.providedBy = reference(notes, resource.providedBy, resource, key, 'Organization');
        break;
      case 'category':
        readSingle(offer, notes, resource, key, 'offerType');
        break;
      case 'type':
        readSingle(offer, notes, resource, key, 'fieldOfActivity');
        break;
      case 'specialty':
        each(notes, resource, key, offer, readSpecialty);
        break;
      case 'characteristic':
        each(notes, resource, key, offer, readCharacteristic);
        break;
      case 'location':
        each(notes, resource, key, offer.locations, pushLocation);
        break;
      case 'comment':
        offer.comment = text(notes, resource.comment, resource, key);
        break;
      case 'telecom':
        each(notes, resource, key, offer.telecoms, pushTelecom);
        break;
      case 'availableTime':
        each(notes, resource, key, offer.availableTimes, pushAvailableTime);
        break;
      case 'notAvailable':
        each(notes, resource, key, offer.notAvailable, readNotAvailable);
        break;
      default:
        readBase(offer, notes, resource, key);
    }
  }
  placeIdentifiers(offer, notes, identifiers);
  return offer;
}
