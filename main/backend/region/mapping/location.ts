import type { Equipment, Location } from '../../../../shared/domain/entities.ts';
import type { Code } from '../../../../shared/domain/codes.ts';
import { baseExtensions, emptyBase, readBase } from './base.ts';
import { extCapacity } from './capacity.ts';
import { oneCode, pushCodes } from './coded.ts';
import { extCode, extCount, ExtensionTable, extText, extValue, readParts } from './extensions.ts';
import { pushIdentifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { position, readPlace } from './places.ts';
import type { Place } from './places.ts';
import { reference } from './references.ts';
import { pushTelecom } from './telecoms.ts';
import { decimal, each, text, unread } from './values.ts';

type LocationDraft = Draft<Location>;
type EquipmentDraft = Draft<Equipment>;

interface LimitDraft {
  feature: Code | null;
  value: number | null;
  unit: string | null;
}

const limitParts = new ExtensionTable<LimitDraft>({
  equipmentFeature: (limit, notes, extension) => {
    limit.feature = extCode(notes, extension, 'TRE_R340');
  },
  limitValue: readLimitValue,
});

function readLimitValue(limit: LimitDraft, notes: Notes, extension: Holder): void {
  const found = extValue(notes, extension);
  if (found === null) return;
  limit.value = decimal(notes, found.value, extension, found.key);
  if (!isObject(found.value)) return;
  const quantity = found.value;
  for (const part in quantity) {
    if (part === 'unit') limit.unit = text(notes, quantity.unit, quantity, part) ?? limit.unit;
    else if (part === 'code') limit.unit ??= text(notes, quantity.code, quantity, part);
    else if (part !== 'value' && part !== 'system') unread(notes, quantity, part);
  }
}

const equipmentParts = new ExtensionTable<EquipmentDraft>(
  {
    equipmentType: (equipment, notes, extension) => {
      equipment.type = extCode(notes, extension, 'TRE_R212');
    },
    nbInService: (equipment, notes, extension) => {
      equipment.inService = extCount(notes, extension);
    },
  },
  {
    'ror-location-equipment-limit': (equipment, notes, extension) => {
      equipment.limits.push(
        readParts(limitParts, { feature: null, value: null, unit: null }, notes, extension),
      );
    },
  },
);

const residentialParts = new ExtensionTable<{ type: Code | null; count: number | null }>({
  residentialType: (residential, notes, extension) => {
    residential.type = extCode(notes, extension, 'TRE_R242');
  },
  residentialNumber: (residential, notes, extension) => {
    residential.count = extCount(notes, extension);
  },
});

const extensions = new ExtensionTable<LocationDraft>(
  {
    ...baseExtensions,
    'ror-commune-cog': (location, notes, extension) => {
      location.commune = extCode(notes, extension, 'TRE_R13');
    },
    'ror-comment': (location, notes, extension) => {
      location.comment = extText(notes, extension);
    },
    // Removed in 0.4.0 in favour of operationalStatus, which wins when both are sent.
    'ror-location-status': (location, notes, extension) => {
      const status = extCode(notes, extension, 'TRE_R203');
      location.operationalStatus ??= status;
    },
  },
  {
    'ror-location-supported-capacity': (location, notes, extension) => {
      extCapacity(location.capacities, notes, extension);
    },
    'ror-location-equipment': (location, notes, extension) => {
      location.equipment.push(
        readParts(equipmentParts, { type: null, inService: null, limits: [] }, notes, extension),
      );
    },
    'ror-location-residential-capacity': (location, notes, extension) => {
      location.residentialCapacity.push(
        readParts(residentialParts, { type: null, count: null }, notes, extension),
      );
    },
  },
);

function emptyLocation(id: string): LocationDraft {
  return {
    resourceType: 'Location',
    ...emptyBase(id),
    identifier: null,
    externalId: null,
    externalName: null,
    name: null,
    description: null,
    functions: [],
    operationalStatus: null,
    status: null,
    commune: null,
    address: null,
    position: null,
    telecoms: [],
    managingOrganization: null,
    partOf: null,
    equipment: [],
    residentialCapacity: [],
    capacities: [],
    comment: null,
  };
}

function readAlias(
  location: LocationDraft,
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (location.externalName === null) location.externalName = text(notes, value, holder, key);
  else notes.add('wrong_shape', holder, key);
}

function placeIdentifiers(location: LocationDraft, notes: Notes, identifiers: readonly Identifier[]): void {
  for (const { type, value, holder, key } of identifiers) {
    if (type === '26' && location.externalId === null) location.externalId = value;
    else if ((type === '25' || type === null) && location.identifier === null) location.identifier = value;
    else notes.add('wrong_shape', holder, key);
  }
}

/** A Location: the place where an offer is delivered, which carries the beds (ror-fhir §2.3). */
export function mapLocation(resource: Holder, id: string, notes: Notes): Location {
  const location = emptyLocation(id);
  const identifiers: Identifier[] = [];
  const place: Place = { address: null, position: null };
  for (const key in resource) {
    switch (key) {
      case 'extension':
        extensions.read(location, notes, resource);
        break;
      case 'identifier':
        each(notes, resource, key, identifiers, pushIdentifier);
        break;
      case 'name':
        location.name = text(notes, resource.name, resource, key);
        break;
      case 'alias':
        each(notes, resource, key, location, readAlias);
        break;
      case 'description':
        location.description = text(notes, resource.description, resource, key);
        break;
      case 'type':
        pushCodes(location.functions, notes, resource.type, resource, key, 'TRE_R343');
        break;
      case 'status':
        location.status = text(notes, resource.status, resource, key);
        break;
      case 'operationalStatus':
        location.operationalStatus =
          oneCode(notes, resource.operationalStatus, resource, key, 'TRE_R203') ?? location.operationalStatus;
        break;
      case 'address':
        each(notes, resource, key, place, readPlace);
        break;
      case 'position':
        location.position = position(notes, resource.position, resource, key);
        break;
      case 'telecom':
        each(notes, resource, key, location.telecoms, pushTelecom);
        break;
      case 'managingOrganization':
        location.managingOrganization = reference(
          notes,
          resource.managingOrganization,
          resource,
          key,
          'Organization',
        );
        break;
      case 'partOf':
        location.partOf = reference(notes, resource.partOf, resource, key, 'Location');
        break;
      case 'mode': // every place is an instance
        break;
      default:
        readBase(location, notes, resource, key);
    }
  }
  placeIdentifiers(location, notes, identifiers);
  location.address = place.address;
  location.position ??= place.position;
  return location;
}
