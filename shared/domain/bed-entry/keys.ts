import { additionalBedType, capacityStatus, closingType, gender, temporality } from '../codes.ts';

/**
 * The figures a person enters for one Location. Each is one indicator of the national model (ror-fhir §3): bed, without
 * particular assignment, outside any crisis. Installed beds are not entered here: they belong to the directory.
 */
export const entryKeys = [
  'availableFemale',
  'availableMale',
  'availableAny',
  'occupied',
  'reserved',
  'closedReopenable',
  'closedNotReopenable',
  'closedUndetermined',
  'supplementaryMobilised',
  'supplementaryWithoutStaff',
  'supplementaryWithStaff',
  'forecast1h',
  'forecast24h',
  'forecast48h',
  'forecast7d',
] as const;
export type EntryKey = (typeof entryKeys)[number];

/** What tells one indicator from another; `null` where the attribute does not apply. */
export interface EntryIndicator {
  readonly status: string;
  readonly temporality: string;
  readonly gender: string | null;
  readonly closingType: string | null;
  readonly additionalBedType: string | null;
}

const none = {
  temporality: temporality.current,
  gender: null,
  closingType: null,
  additionalBedType: null,
} as const;
const available = (code: string, when: string = temporality.current): EntryIndicator => ({
  ...none,
  status: capacityStatus.available,
  gender: code,
  temporality: when,
});
const closed = (code: string): EntryIndicator => ({
  ...none,
  status: capacityStatus.closed,
  closingType: code,
});
const supplementary = (code: string): EntryIndicator => ({
  ...none,
  status: capacityStatus.supplementary,
  additionalBedType: code,
});

/** Gender 03 is never written: servers refuse it. « Indéterminé » (04) is what an unsplit figure is sent as. */
export const entryIndicators: Readonly<Record<EntryKey, EntryIndicator>> = {
  availableFemale: available(gender.female),
  availableMale: available(gender.male),
  availableAny: available(gender.undetermined),
  occupied: { ...none, status: capacityStatus.occupied },
  reserved: { ...none, status: capacityStatus.reserved },
  closedReopenable: closed(closingType.reopenable),
  closedNotReopenable: closed(closingType.notReopenable),
  closedUndetermined: closed(closingType.undetermined),
  supplementaryMobilised: supplementary(additionalBedType.mobilised),
  supplementaryWithoutStaff: supplementary(additionalBedType.withoutStaff),
  supplementaryWithStaff: supplementary(additionalBedType.withStaff),
  forecast1h: available(gender.undetermined, temporality.in1h),
  forecast24h: available(gender.undetermined, temporality.in24h),
  forecast48h: available(gender.undetermined, temporality.in48h),
  forecast7d: available(gender.undetermined, temporality.in7d),
};

export const entryLabels: Readonly<Record<EntryKey, string>> = {
  availableFemale: 'Libres, femmes',
  availableMale: 'Libres, hommes',
  availableAny: 'Libres, indéterminé',
  occupied: 'Occupés',
  reserved: 'Réservés',
  closedReopenable: 'Fermés, réouvrables',
  closedNotReopenable: 'Fermés, non réouvrables',
  closedUndetermined: 'Fermés, indéterminé',
  supplementaryMobilised: 'Supplémentaires mobilisés',
  supplementaryWithoutStaff: 'Supplémentaires mobilisables sans renfort',
  supplementaryWithStaff: 'Supplémentaires mobilisables avec renfort',
  forecast1h: 'Libres dans 1 h',
  forecast24h: 'Libres dans 24 h',
  forecast48h: 'Libres dans 48 h',
  forecast7d: 'Libres dans 7 jours',
};

export const availableKeys = ['availableFemale', 'availableMale', 'availableAny'] as const;
export const closedKeys = ['closedReopenable', 'closedNotReopenable', 'closedUndetermined'] as const;
export const supplementaryKeys = [
  'supplementaryMobilised',
  'supplementaryWithoutStaff',
  'supplementaryWithStaff',
] as const;
export const forecastKeys = ['forecast1h', 'forecast24h', 'forecast48h', 'forecast7d'] as const;

/** Figures that hold now: those « inchangé » confirms. A forecast counts from its own date and is entered anew. */
export const currentKeys: readonly EntryKey[] = entryKeys.filter(
  (key) => entryIndicators[key].temporality === temporality.current,
);
