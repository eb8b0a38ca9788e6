/**
 * Who may do what (F24). One table, read by the backend to allow and by the page to show.
 * Sources: regional user guide (PDSES reserved to référent PDSES, urgences, SAMU; anomalies from any sheet; bed entry
 * by the establishment) and the confidentiality levels of the national nomenclature TRE_R283. Where the guide is
 * silent the narrower right was chosen.
 */
export const profiles = [
  'consultant',
  'referent',
  'direction',
  'referent_pdses',
  'urgences',
  'samu',
  'mur',
] as const;
export type Profile = (typeof profiles)[number];

export const profileLabels: Readonly<Record<Profile, string>> = {
  consultant: 'Consultant',
  referent: 'Référent',
  direction: 'Direction',
  referent_pdses: 'Référent PDSES',
  urgences: 'Urgences',
  samu: 'SAMU',
  mur: 'Écran mural',
};

export const actions = [
  'directory.read',
  'beds.read',
  'beds.enter',
  'pdses.use',
  'anomaly.report',
  'anomaly.treat',
  'documents.read',
  'export',
  'print',
  'feeds.manage',
  'settings.personal',
  'settings.post',
  'audit.read',
  'sensitive.read',
] as const;
export type Action = (typeof actions)[number];

/** `own`: only for units of one's establishments. */
export type Grant = 'yes' | 'own' | 'no';

const everyone = { 'directory.read': 'yes', 'beds.read': 'yes' } as const;
const person = {
  ...everyone,
  'anomaly.report': 'yes',
  'documents.read': 'yes',
  export: 'yes',
  print: 'yes',
  'settings.personal': 'yes',
} as const;

const table: Readonly<Record<Profile, Readonly<Partial<Record<Action, Grant>>>>> = {
  consultant: person,
  referent: {
    ...person,
    'beds.enter': 'own',
    'anomaly.treat': 'own',
    'settings.post': 'yes',
    'feeds.manage': 'yes',
    'audit.read': 'yes',
  },
  direction: { ...person, 'audit.read': 'yes' },
  referent_pdses: { ...person, 'pdses.use': 'yes', 'beds.enter': 'own' },
  urgences: { ...person, 'pdses.use': 'yes', 'beds.enter': 'own' },
  samu: { ...person, 'pdses.use': 'yes', 'sensitive.read': 'yes' },
  mur: everyone,
};

/** The right of a profile; nobody signed in (null) has none. */
export function grantOf(profile: Profile | null, action: Action): Grant {
  return profile === null ? 'no' : (table[profile][action] ?? 'no');
}

/** Highest confidentiality level (TRE_R283) a profile sees: 3 is for regulation and crisis management, a wall sees public data only. */
export function confidentialityCeiling(profile: Profile | null): 1 | 2 | 3 {
  if (profile === 'samu') return 3;
  return profile === null || profile === 'mur' ? 1 : 2;
}

/** Whether `action` is allowed on something of `establishmentId`; an `own` right needs the establishment to be one's own. */
export function isAllowed(
  who: { readonly profile: Profile | null; readonly establishments: readonly string[] },
  action: Action,
  establishmentId?: string | null,
): boolean {
  const grant = grantOf(who.profile, action);
  if (grant === 'yes') return true;
  if (grant === 'no' || establishmentId === undefined || establishmentId === null) return false;
  return who.establishments.includes(establishmentId);
}
