import type { Code } from '../../../../shared/domain/codes.ts';
import type {
  HealthcareService,
  Location,
  Organization,
  OrganizationLevel,
  Practitioner,
  PractitionerRole,
} from '../../../../shared/domain/entities.ts';
import type { Category } from '../categories.ts';

/** Where a record stands: what its line shows under the name, and what can be typed to narrow to it. */
export interface Surroundings {
  readonly eg: OrganizationText | null;
  readonly ej: OrganizationText | null;
  /** Names of what is between the record and its EG: pôle, service, UF. */
  readonly parents: readonly string[];
  readonly department: string | null;
}

/** What others show of an organization. */
export interface OrganizationText {
  readonly name: string;
  readonly finess: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly commune: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A document before it is written. */
export interface Draft {
  readonly category: Category;
  readonly refType: string;
  readonly refId: string;
  readonly name: string;
  /** Other spellings of the name, found like it: operational name, family name first… */
  readonly nameVariants: readonly string[];
  readonly detail: string;
  /** What the record itself says; synonyms are looked for here and in the name. */
  readonly ownLabels: readonly string[];
  /** What stands around it. */
  readonly contextLabels: readonly string[];
  readonly level: string | null;
  readonly department: string | null;
  readonly commune: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly sensitive: boolean;
  readonly hours: string | null;
  readonly concepts: readonly { readonly category: 'equipment' | 'aptitude'; readonly code: Code }[];
}

function labelsOf(codes: readonly (Code | null)[]): string[] {
  return codes.flatMap((code) => (code === null ? [] : [code.display ?? code.code]));
}

function present(values: readonly (string | null | undefined)[]): string[] {
  return [
    ...new Set(
      values.filter((value): value is string => value !== null && value !== undefined && value.trim() !== ''),
    ),
  ];
}

const departmentWords: Readonly<Record<string, string>> = {
  '75': 'Paris',
  '77': 'Seine-et-Marne',
  '78': 'Yvelines',
  '91': 'Essonne',
  '92': 'Hauts-de-Seine',
  '93': 'Seine-Saint-Denis',
  '94': 'Val-de-Marne',
  '95': 'Val-d’Oise',
};

function around({ eg, ej, parents, department }: Surroundings): string[] {
  const place = department === null ? [] : [department, departmentWords[department] ?? null];
  return present([...parents, eg?.name, eg?.city, eg?.postalCode, eg?.finess, ej?.name, ...place]);
}

function where({ eg, ej }: Surroundings): string {
  return present([eg?.name ?? ej?.name, eg?.city ?? ej?.city]).join(' · ');
}

const levelWords: Readonly<Record<OrganizationLevel, string>> = {
  EJ: 'Entité juridique',
  EG: 'Établissement',
  POLE: 'Pôle',
  SERVICE: 'Service',
  UF: 'Unité fonctionnelle',
  UE: 'Unité élémentaire',
  UNKNOWN: 'Structure',
};

/** Document of an organization: EJ and EG are establishments, the levels below are found among units. */
export function organizationDraft(record: Organization, surroundings: Surroundings): Draft {
  const { address, level } = record;
  const whole = level === 'EJ' || level === 'EG' || level === 'UNKNOWN';
  const name = record.alias ?? record.name ?? levelWords[level];
  const owner = surroundings.ej !== null && surroundings.ej.name !== name ? surroundings.ej.name : null;
  return {
    category: whole ? 'establishment' : 'unit',
    refType: 'Organization',
    refId: record.id,
    name,
    nameVariants: present([record.name, record.additionalName]).filter((variant) => variant !== name),
    detail: whole
      ? present([address?.city, level === 'EG' ? owner : levelWords[level]]).join(' · ')
      : `${levelWords[level]} · ${where(surroundings)}`,
    ownLabels: labelsOf(record.types.filter((type) => type.system !== 'TRE_R67')),
    contextLabels: present([
      ...[
        levelWords[level],
        record.finess,
        record.siren,
        record.siret,
        record.idNatStruct,
        record.internalId,
      ],
      ...[address?.city, address?.postalCode, ...around(surroundings)],
    ]),
    level,
    department: surroundings.department,
    commune: address?.communeCode ?? surroundings.eg?.commune ?? null,
    latitude: record.position?.latitude ?? surroundings.eg?.latitude ?? null,
    longitude: record.position?.longitude ?? surroundings.eg?.longitude ?? null,
    sensitive: false,
    hours: null,
    concepts: [],
  };
}

/** What a unit shows of one of its Locations. */
export interface LocationText {
  readonly names: readonly string[];
  readonly equipment: readonly Code[];
  readonly commune: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export function locationText(record: Location): LocationText {
  return {
    names: present([record.name, record.externalName]),
    equipment: record.equipment.flatMap(({ type }) => (type === null ? [] : [type])),
    commune: record.commune?.code ?? record.address?.communeCode ?? null,
    latitude: record.position?.latitude ?? null,
    longitude: record.position?.longitude ?? null,
  };
}

/** Document of an offer (UO) with the equipment of its Locations. */
export function serviceDraft(
  record: HealthcareService,
  surroundings: Surroundings,
  locations: readonly LocationText[],
): Draft {
  const aptitudes = [
    ...record.specificActs,
    ...record.outsideOfficeActs,
    ...record.specialisations,
    ...record.competences,
  ];
  const equipment = locations.flatMap((location) => location.equipment);
  const placed =
    locations.find((location) => location.latitude !== null) ??
    locations.find((location) => location.commune !== null);
  const hasHours = record.availableTimes.length > 0 || record.notAvailable.length > 0;
  return {
    category: 'unit',
    refType: 'HealthcareService',
    refId: record.id,
    name: record.name ?? record.offerType?.display ?? record.identifier ?? 'Offre sans nom',
    nameVariants: [],
    detail: where(surroundings),
    ownLabels: present(
      labelsOf([
        ...[record.offerType, record.fieldOfActivity, ...record.operationalActivities, ...record.careModes],
        ...[...aptitudes, ...record.expertiseLevels, ...equipment, ...record.publics],
      ]),
    ),
    contextLabels: present([
      ...around(surroundings),
      ...[
        record.identifier,
        ...record.psychiatricSectors,
        ...locations.flatMap((location) => location.names),
      ],
    ]),
    level: record.offerType?.code ?? null,
    department: surroundings.department,
    commune: placed?.commune ?? surroundings.eg?.commune ?? null,
    latitude: placed?.latitude ?? surroundings.eg?.latitude ?? null,
    longitude: placed?.longitude ?? surroundings.eg?.longitude ?? null,
    sensitive: record.sensitive,
    hours: hasHours
      ? JSON.stringify({ availableTimes: record.availableTimes, notAvailable: record.notAvailable })
      : null,
    concepts: [
      ...equipment.map((code) => ({ category: 'equipment' as const, code })),
      ...aptitudes.map((code) => ({ category: 'aptitude' as const, code })),
    ],
  };
}

/** Document of a professional in one situation: found by family name first, profession, place. */
export function roleDraft(
  record: PractitionerRole,
  person: Practitioner | null,
  unit: { readonly name: string | null; readonly sensitive: boolean },
  surroundings: Surroundings,
): Draft {
  const first = record.exerciseName.first ?? person?.given ?? null;
  const last = record.exerciseName.last ?? person?.family ?? null;
  const title = record.exerciseName.title ?? person?.prefix ?? null;
  const name = present([title, first, last]).join(' ');
  return {
    category: 'professional',
    refType: 'PractitionerRole',
    refId: record.id,
    name: name === '' ? 'Professionnel sans nom' : name,
    nameVariants: present([present([last, first]).join(' ')]),
    detail: present([
      record.specialties[0]?.display ?? record.profession?.display,
      unit.name,
      where(surroundings),
    ]).join(' · '),
    ownLabels: labelsOf([record.profession, ...record.specialties]),
    contextLabels: present([unit.name, record.identifier, person?.idNatPs, ...around(surroundings)]),
    level: record.profession?.code ?? null,
    department: surroundings.department,
    commune: surroundings.eg?.commune ?? null,
    latitude: surroundings.eg?.latitude ?? null,
    longitude: surroundings.eg?.longitude ?? null,
    sensitive: unit.sensitive,
    hours: null,
    concepts: [],
  };
}

/** Document of an equipment or an aptitude: one for each code of the region. */
export function conceptDraft(category: 'equipment' | 'aptitude', code: Code): Draft {
  return {
    category,
    refType: 'Code',
    refId: `${code.system ?? ''}|${code.code}`,
    name: code.display ?? code.code,
    nameVariants: [],
    detail: '',
    ownLabels: [],
    contextLabels: [code.code],
    level: code.system,
    department: null,
    commune: null,
    latitude: null,
    longitude: null,
    sensitive: false,
    hours: null,
    concepts: [],
  };
}
