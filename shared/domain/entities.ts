import type { Code } from './codes.ts';

/**
 * The domain records made from FHIR resources (ror-fhir §2 and §3). `null` means "not transmitted"; it is never
 * replaced by zero or an empty string. Dates are kept as sent (ISO 8601 with offset).
 */

/** 1 public, 2 professionals, 3 regulation and crisis (TRE_R283); null when not sent, to be treated as 3. */
export type ConfidentialityLevel = 1 | 2 | 3 | null;

export interface Telecom {
  /** TRE_R200 channel: 2 fixed phone, 3 e-mail… */
  readonly channel: Code | null;
  readonly value: string;
  readonly usage: string | null;
  readonly confidentiality: ConfidentialityLevel;
}

export interface Contact {
  readonly name: string | null;
  /** Function of the person (TRE JDV_J220). */
  readonly role: Code | null;
  /** TRE_R287: 02 appointments, 06 switchboard… */
  readonly purpose: Code | null;
  readonly description: string | null;
  readonly confidentiality: ConfidentialityLevel;
  readonly telecoms: readonly Telecom[];
}

export interface Address {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  /** COG code of the commune (may hold 2A/2B). */
  readonly communeCode: string | null;
}

/** WGS84; absent when missing, 0/0, out of range or visibly swapped. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly reliable: boolean | null;
}

export interface Period {
  readonly start: string | null;
  readonly end: string | null;
}

interface ResourceRecord {
  readonly id: string;
  /** `meta.lastUpdated` as sent. */
  readonly lastUpdated: string | null;
  /** `ror-meta-creation-date`. */
  readonly createdAt: string | null;
  /** INSEE region code of `meta.tag` (TRE_R30). */
  readonly regionCode: string | null;
  /** `meta.source` when the server says where the record came from. */
  readonly source: string | null;
  /** FHIR `active`; it has no business meaning in the ROR. */
  readonly active: boolean | null;
  /** `ror-meta-comment`: a comment on the record itself, not on what it describes. */
  readonly metaComment: string | null;
  /** `ror-meta-questionnaire-used-as-a-template`: canonical `url|version`. */
  readonly questionnaire: string | null;
}

export type OrganizationLevel = 'EJ' | 'EG' | 'POLE' | 'SERVICE' | 'UF' | 'UE' | 'UNKNOWN';

export interface Organization extends ResourceRecord {
  readonly resourceType: 'Organization';
  readonly level: OrganizationLevel;
  readonly name: string | null;
  readonly additionalName: string | null;
  /** Operational name (`alias[0]`). */
  readonly alias: string | null;
  readonly finess: string | null;
  readonly idNatStruct: string | null;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly internalId: string | null;
  readonly otherIdentifiers: readonly { readonly type: string | null; readonly value: string }[];
  /** Id of the parent Organization. */
  readonly partOf: string | null;
  readonly types: readonly Code[];
  readonly address: Address | null;
  readonly position: Position | null;
  readonly contacts: readonly Contact[];
  readonly telecoms: readonly Telecom[];
  readonly period: Period | null;
  /** Creation of the EJ (`ror-organization-creation-date`), not of the record. */
  readonly creationDate: string | null;
  readonly closingType: Code | null;
  readonly reopeningDate: string | null;
  readonly healthTerritory: Code | null;
  readonly comment: string | null;
  readonly orsanLevel: Code | null;
  readonly helipad: boolean | null;
  readonly accessibility: Code | null;
  readonly familyAccommodation: boolean | null;
  readonly financialHelp: readonly Code[];
  /** Permanent and temporary social-help places. */
  readonly socialHelpPlaces: { readonly permanent: number | null; readonly temporary: number | null };
  readonly prices: readonly Price[];
}

/** `ror-organization-price`: what the establishment charges; every part but the amount is optional. */
export interface Price {
  readonly type: Code | null;
  readonly unit: Code | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly startDate: string | null;
  /** The remaining sub-extensions, by name, as text or code label. */
  readonly details: Readonly<Record<string, string>>;
}

export interface AvailableTime {
  /** 1 Monday … 7 Sunday; empty means every day. */
  readonly days: readonly number[];
  /** `HH:MM:SS` Paris wall-clock time; null with `allDay`. */
  readonly start: string | null;
  readonly end: string | null;
  readonly allDay: boolean;
  /** TRE_R252: 01 opening, 02 operation, 06 consultation without, 07 with appointment. */
  readonly kind: Code | null;
  readonly validity: Period | null;
}

/** Age range in years; null bound means unbounded. */
export interface AgeRange {
  readonly low: number | null;
  readonly high: number | null;
}

export interface HealthcareService extends ResourceRecord {
  readonly resourceType: 'HealthcareService';
  /** Offer identifier `RR/NNNN`. */
  readonly identifier: string | null;
  readonly name: string | null;
  /** Id of the providing Organization. */
  readonly providedBy: string | null;
  /** TRE_R244: the unit type. */
  readonly offerType: Code | null;
  /** TRE_R227: MCO, SMR, PSY… */
  readonly fieldOfActivity: Code | null;
  readonly operationalActivities: readonly Code[];
  readonly serafinFamilies: readonly Code[];
  readonly careModes: readonly Code[];
  readonly receptionType: Code | null;
  readonly receptionModalities: readonly Code[];
  readonly managementTypes: readonly Code[];
  readonly specificActs: readonly Code[];
  readonly outsideOfficeActs: readonly Code[];
  readonly specialisations: readonly Code[];
  readonly annualOpening: Code | null;
  readonly professions: readonly Code[];
  readonly competences: readonly Code[];
  readonly expertiseLevels: readonly Code[];
  readonly stopTemporality: Code | null;
  /** Characteristics of a nomenclature we do not know: kept and shown as sent. */
  readonly otherCharacteristics: readonly Code[];
  readonly ageRange: AgeRange | null;
  readonly publics: readonly Code[];
  readonly sensitive: boolean;
  readonly noConsent: boolean | null;
  readonly psychiatricSectors: readonly string[];
  readonly contacts: readonly Contact[];
  readonly telecoms: readonly Telecom[];
  readonly interventionZone: readonly Code[];
  readonly comment: string | null;
  readonly locations: readonly string[];
  readonly availableTimes: readonly AvailableTime[];
  /** `notAvailable` with its description; the one with id closingReopeningDate is the closure of the offer. */
  readonly notAvailable: readonly {
    readonly description: string | null;
    readonly during: Period;
    readonly closure: boolean;
  }[];
}

export interface Equipment {
  readonly type: Code | null;
  readonly inService: number | null;
  readonly limits: readonly {
    readonly feature: Code | null;
    readonly value: number | null;
    readonly unit: string | null;
  }[];
}

/** One `ror-location-supported-capacity` row: the twelve fields of ror-fhir §3. */
export interface CapacityIndicator {
  readonly type: Code | null;
  readonly status: Code | null;
  readonly temporality: Code | null;
  readonly count: number | null;
  readonly source: Code | null;
  readonly gender: Code | null;
  readonly updatedAt: string | null;
  readonly closingType: Code | null;
  readonly additionalBedType: Code | null;
  readonly crisis: Code | null;
  readonly assignment: Code | null;
  readonly comment: string | null;
}

export interface Location extends ResourceRecord {
  readonly resourceType: 'Location';
  /** Identifier type 25. */
  readonly identifier: string | null;
  /** Identifier type 26: key of the capacity PATCH. */
  readonly externalId: string | null;
  readonly externalName: string | null;
  readonly name: string | null;
  readonly description: string | null;
  /** TRE_R343: 001 accommodation, 002 consultation… */
  readonly functions: readonly Code[];
  readonly operationalStatus: Code | null;
  readonly status: string | null;
  readonly commune: Code | null;
  readonly address: Address | null;
  readonly position: Position | null;
  readonly telecoms: readonly Telecom[];
  readonly managingOrganization: string | null;
  readonly partOf: string | null;
  readonly equipment: readonly Equipment[];
  readonly residentialCapacity: readonly { readonly type: Code | null; readonly count: number | null }[];
  readonly capacities: readonly CapacityIndicator[];
  readonly comment: string | null;
}

export interface Practitioner extends ResourceRecord {
  readonly resourceType: 'Practitioner';
  readonly idNatPs: string | null;
  readonly family: string | null;
  readonly given: string | null;
  readonly prefix: string | null;
  readonly gender: string | null;
  readonly telecoms: readonly Telecom[];
}

export interface PractitionerRole extends ResourceRecord {
  readonly resourceType: 'PractitionerRole';
  readonly identifier: string | null;
  readonly practitioner: string | null;
  readonly healthcareServices: readonly string[];
  readonly organization: string | null;
  readonly profession: Code | null;
  readonly specialties: readonly Code[];
  readonly exerciseName: {
    readonly title: string | null;
    readonly last: string | null;
    readonly first: string | null;
  };
  readonly exerciseMode: Code | null;
  readonly contracted: Code | null;
  readonly hasCas: boolean | null;
  readonly vitaleAccepted: boolean | null;
  readonly comment: string | null;
  readonly telecoms: readonly Telecom[];
  readonly availableTimes: readonly AvailableTime[];
}

export type DirectoryRecord = Organization | HealthcareService | Location | Practitioner | PractitionerRole;
export type DirectoryResourceType = DirectoryRecord['resourceType'];

export const directoryResourceTypes: readonly DirectoryResourceType[] = [
  'Organization',
  'HealthcareService',
  'Location',
  'Practitioner',
  'PractitionerRole',
];

/** A part of a resource that the importer read but could not place. The resource itself is kept. */
export interface NotUnderstood {
  /** FHIRPath-like: `HealthcareService.extension[3].extension[0].valueInteger`. */
  readonly path: string;
  readonly reason:
    | 'unknown_element'
    | 'unknown_extension'
    | 'unknown_code_system'
    | 'wrong_type'
    | 'wrong_shape'
    | 'invalid_value'
    | 'missing_required';
  /** At most 120 characters of what was sent. */
  readonly sample: string;
}
