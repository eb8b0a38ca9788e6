/**
 * A coded value as stored. `system` is the short name of the nomenclature (`TRE_R244`) when the URL is a NOS one,
 * else the URL as sent; codes outlive labels, so `display` is only what the server said at that time.
 */
export interface Code {
  readonly system: string | null;
  readonly code: string;
  readonly display: string | null;
}

/** Nomenclatures dispatched on by the importer (ror-fhir §2, §3, §8). */
export const systems = {
  region: 'TRE_R30',
  internalOrganizationType: 'TRE_R207',
  structureType: 'TRE_R67',
  establishmentCategory: 'TRE_R66',
  otherEstablishmentCategory: 'TRE_R316',
  sector: 'TRE_R02',
  legalStatus: 'TRE_R72',
  legalStatusGroup: 'TRE_R69',
  offerType: 'TRE_R244',
  fieldOfActivity: 'TRE_R227',
  operationalActivity: 'TRE_R211',
  serafinFamily: 'TRE_R265',
  careMode: 'TRE_R213',
  receptionType: 'TRE_R240',
  receptionModality: 'TRE_R338',
  managementType: 'TRE_R236',
  specificAct: 'TRE_R210',
  specialisation: 'TRE_R245',
  annualOpening: 'TRE_R238',
  competence: 'TRE_R243',
  expertiseLevel: 'TRE_R253',
  equipment: 'TRE_R212',
  commune: 'TRE_R13',
} as const;

/** `01 Installé` … `06 Supplémentaire` (TRE_R330). */
export const capacityStatus = {
  installed: '01',
  available: '02',
  occupied: '03',
  reserved: '04',
  closed: '05',
  supplementary: '06',
} as const;

/** TRE_R331: when a count holds. */
export const temporality = { current: '01', in1h: '02', in24h: '03', in48h: '04', in7d: '05' } as const;

/** TRE_R332. `03` is tolerated on read although the current value set lists 01, 02 and 04. */
export const gender = { female: '01', male: '02', undifferentiated: '03', undetermined: '04' } as const;

/** TRE_R333: kind of closure. */
export const closingType = { reopenable: '01', notReopenable: '02', undetermined: '03' } as const;

/** TRE_R334: kind of supplementary bed. */
export const additionalBedType = { mobilised: '01', withoutStaff: '02', withStaff: '03' } as const;

/** TRE_R337: `01 Aucune` is the only assignment summed (product.md §3, consumer issue #382). */
export const assignmentNone = '01';

/** An activity group of the bed boards: units whose offer type (TRE_R244) is in `offerTypes`. */
export interface ActivityGroup {
  readonly id: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly offerTypes: readonly string[];
  /** The four groups of the regional guide come first and are always shown. */
  readonly main: boolean;
}

/** The critical-care groups of product.md §3, in the order of the boards. Each offer type is in exactly one group. */
export const activityGroups: readonly ActivityGroup[] = [
  { id: 'rea', label: 'Réanimation', shortLabel: 'Réa', offerTypes: ['121'], main: true },
  {
    id: 'usic',
    label: 'Soins intensifs cardiologiques (USIC)',
    shortLabel: 'USIC',
    offerTypes: ['262'],
    main: true,
  },
  {
    id: 'usinv',
    label: 'Soins intensifs neurovasculaires (USINV)',
    shortLabel: 'USINV',
    offerTypes: ['263'],
    main: true,
  },
  { id: 'brules', label: 'Réanimation des brûlés', shortLabel: 'Brûlés', offerTypes: ['308'], main: true },
  {
    id: 'rea-neonat',
    label: 'Réanimation néonatale',
    shortLabel: 'Réa néonat.',
    offerTypes: ['287'],
    main: false,
  },
  {
    id: 'usin',
    label: 'Soins intensifs de néonatologie',
    shortLabel: 'USI néonat.',
    offerTypes: ['286'],
    main: false,
  },
  {
    id: 'usip',
    label: 'Soins intensifs polyvalents',
    shortLabel: 'SI polyvalents',
    offerTypes: ['122', '139', '123'],
    main: false,
  },
  {
    id: 'usih',
    label: 'Soins intensifs d’hématologie (USIH)',
    shortLabel: 'USIH',
    offerTypes: ['264'],
    main: false,
  },
  {
    id: 'usi-autres',
    label: 'Autres soins intensifs de spécialité',
    shortLabel: 'Autres SI',
    offerTypes: ['124'],
    main: false,
  },
  { id: 'usc', label: 'Surveillance continue', shortLabel: 'USC', offerTypes: ['254'], main: false },
];

const groupByOfferType = new Map(
  activityGroups.flatMap((group) => group.offerTypes.map((type) => [type, group] as const)),
);

/** The board group of an offer type (TRE_R244 code), or undefined outside critical care. */
export function activityGroupOf(offerType: string | null): ActivityGroup | undefined {
  return offerType === null ? undefined : groupByOfferType.get(offerType);
}
