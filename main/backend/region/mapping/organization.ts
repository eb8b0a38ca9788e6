import type { Organization } from '../../../../shared/domain/entities.ts';
import { baseExtensions, emptyBase, readBase } from './base.ts';
import { pushCodes } from './coded.ts';
import { pushContact } from './contacts.ts';
import { extBool, extCode, extCount, extDate, ExtensionTable, extPeriod, extText } from './extensions.ts';
import { pushIdentifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { levelOf } from './level.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { isObject } from './notes.ts';
import { readPlace } from './places.ts';
import type { Place } from './places.ts';
import { extPrice } from './prices.ts';
import { reference } from './references.ts';
import { pushTelecom } from './telecoms.ts';
import { extTerritory } from './territory.ts';
import { each, text, unread } from './values.ts';

type OrganizationDraft = Omit<Draft<Organization>, 'socialHelpPlaces'> & {
  socialHelpPlaces: { permanent: number | null; temporary: number | null };
};

const setOrsan = (o: OrganizationDraft, notes: Notes, extension: Holder): void => {
  o.orsanLevel = extCode(notes, extension, 'JDV_J204');
};
const setFamily = (o: OrganizationDraft, notes: Notes, extension: Holder): void => {
  o.familyAccommodation = extBool(notes, extension);
};

const extensions = new ExtensionTable<OrganizationDraft>(
  {
    ...baseExtensions,
    'organization-period': (o, notes, extension) => {
      o.period = extPeriod(notes, extension);
    },
    'ror-organization-closing-type': (o, notes, extension) => {
      o.closingType = extCode(notes, extension, 'TRE_R286');
    },
    'ror-organization-reopening-date': (o, notes, extension) => {
      o.reopeningDate = extDate(notes, extension);
    },
    'ror-organization-creation-date': (o, notes, extension) => {
      o.creationDate = extDate(notes, extension);
    },
    'ror-organization-comment': (o, notes, extension) => {
      o.comment = extText(notes, extension);
    },
    'ror-organization-drop-zone': (o, notes, extension) => {
      o.helipad = extBool(notes, extension);
    },
    'ror-organization-accessibility-location': (o, notes, extension) => {
      o.accessibility = extCode(notes, extension, 'JDV_J50');
    },
    'ror-organization-accomodation-family': setFamily,
    'ror-organization-accommodation-family': setFamily,
    // The URL and the slice name disagree (pitfalls B3): both are read.
    'ror-organization-level-recours-orsan': setOrsan,
    'ror-organization-level-recourse-orsan': setOrsan,
    'ror-organization-nb-permanent-social-help-place': (o, notes, extension) => {
      o.socialHelpPlaces.permanent = extCount(notes, extension);
    },
    'ror-organization-nb-temporary-social-help-place': (o, notes, extension) => {
      o.socialHelpPlaces.temporary = extCount(notes, extension);
    },
    'ror-territorial-division': (o, notes, extension) => {
      o.healthTerritory = extTerritory(notes, extension).code;
    },
    'ror-organization-additional-name': setAdditionalName,
  },
  {
    'ror-organization-financial-help-type': (o, notes, extension) => {
      const help = extCode(notes, extension, 'TRE_R241');
      if (help !== null) o.financialHelp.push(help);
    },
    'ror-organization-price': (o, notes, extension) => {
      extPrice(o.prices, notes, extension);
    },
  },
);

const nameExtensions = new ExtensionTable<OrganizationDraft>({
  'ror-organization-additional-name': setAdditionalName,
});

function setAdditionalName(o: OrganizationDraft, notes: Notes, extension: Holder): void {
  o.additionalName = extText(notes, extension);
}

function emptyOrganization(id: string): OrganizationDraft {
  return {
    resourceType: 'Organization',
    ...emptyBase(id),
    level: 'UNKNOWN',
    name: null,
    additionalName: null,
    alias: null,
    finess: null,
    idNatStruct: null,
    siren: null,
    siret: null,
    internalId: null,
    otherIdentifiers: [],
    partOf: null,
    types: [],
    address: null,
    position: null,
    contacts: [],
    telecoms: [],
    period: null,
    creationDate: null,
    closingType: null,
    reopeningDate: null,
    healthTerritory: null,
    comment: null,
    orsanLevel: null,
    helipad: null,
    accessibility: null,
    familyAccommodation: null,
    financialHelp: [],
    socialHelpPlaces: { permanent: null, temporary: null },
    prices: [],
  };
}

const fieldOfIdentifier: Readonly<
  Record<string, 'finess' | 'siren' | 'siret' | 'idNatStruct' | 'internalId'>
> = {
  1: 'finess',
  2: 'siren',
  3: 'siret',
  40: 'idNatStruct',
  42: 'internalId',
};

function placeIdentifiers(o: OrganizationDraft, identifiers: readonly Identifier[]): void {
  for (const { type, value } of identifiers) {
    const field =
      type !== null && Object.hasOwn(fieldOfIdentifier, type) ? fieldOfIdentifier[type] : undefined;
    if (field !== undefined && o[field] === null) o[field] = value;
    else o.otherIdentifiers.push({ type, value });
  }
}

function readAlias(
  o: OrganizationDraft,
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (o.alias === null) o.alias = text(notes, value, holder, key);
  else notes.add('wrong_shape', holder, key);
}

function readName(o: OrganizationDraft, notes: Notes, holder: Holder): void {
  const { _name: sibling } = holder;
  if (!isObject(sibling)) return;
  for (const key in sibling) {
    if (key === 'extension') nameExtensions.read(o, notes, sibling);
    else unread(notes, sibling, key);
  }
}

/** An Organization of any level (ror-fhir §2.1). */
export function mapOrganization(resource: Holder, id: string, notes: Notes): Organization {
  const o = emptyOrganization(id);
  const identifiers: Identifier[] = [];
  const place: Place = { address: null, position: null };
  for (const key in resource) {
    switch (key) {
      case 'extension':
        extensions.read(o, notes, resource);
        break;
      case 'identifier':
        each(notes, resource, key, identifiers, pushIdentifier);
        break;
      case 'type':
        pushCodes(o.types, notes, resource.type, resource, key, null);
        break;
      case 'name':
        o.name = text(notes, resource.name, resource, key);
        break;
      case '_name':
        readName(o, notes, resource);
        break;
      case 'alias':
        each(notes, resource, key, o, readAlias);
        break;
      case 'partOf':
        o.partOf = reference(notes, resource.partOf, resource, key, 'Organization');
        break;
      case 'address':
        each(notes, resource, key, place, readPlace);
        break;
      case 'contact':
        each(notes, resource, key, o.contacts, pushContact);
        break;
      case 'telecom':
        each(notes, resource, key, o.telecoms, pushTelecom);
        break;
      default:
        readBase(o, notes, resource, key);
    }
  }
  placeIdentifiers(o, identifiers);
  o.address = place.address;
  o.position = place.position;
  o.level = levelOf(o);
  return o;
}
