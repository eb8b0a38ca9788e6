/** What the generator knows of a kind of unit: codes of the national model, likely names, beds, what it can do. */
export interface UnitKind {
  /** TRE_R244 code and label; undefined for the few offers that carry none. */
  readonly type: string;
  readonly label: string;
  /** TRE_R227: 01 MCO, 02 SMR, 03 psychiatrie, 04 médico-social, 05 ville, 06 social. */
  readonly field: string;
  /** TRE_R213 care mode. */
  readonly mode: string;
  readonly activity: string;
  readonly discipline: string;
  readonly service: string;
  readonly names: readonly string[];
  /** Installed beds or places, lowest and highest; absent for offers without beds. */
  readonly beds?: readonly [number, number];
  readonly ages: readonly [number, number];
  readonly hours: 'always' | 'office' | 'day' | 'evening' | 'night';
  readonly acts: readonly string[];
  readonly equipment: readonly string[];
  readonly critical: boolean;
  readonly weight: number;
}

/** Labels of TRE_R227. */
export const fieldLabels: Readonly<Record<string, string>> = {
  '01': 'Médecine, Chirurgie, Obstétrique (MCO)',
  '02': 'Soins médicaux et de réadaptation (SMR)',
  '03': 'Psychiatrie',
  '04': 'Médico-social',
  '05': 'Ville',
  '06': 'Social',
};

/** Labels of TRE_R213. */
export const modeLabels: Readonly<Record<string, string>> = {
  '28': 'Hospitalisation complète (HC)',
  '29': 'Hospitalisation de jour (HDJ)',
  '32': 'Consultation (CS)',
  '33': 'Accueil des urgences',
  '46': 'Hébergement',
  '59': 'Équipe mobile',
};

/** Big parts of a hospital, by discipline: the name of the pôle. */
export const poles: Readonly<Record<string, readonly string[]>> = {
  critical: [
    'Pôle Urgences – Réanimation – SAMU',
    'Pôle Anesthésie – Soins critiques',
    'Pôle Soins critiques',
  ],
  heart: ['Pôle Cœur – Poumon – Vaisseaux', 'Pôle Cardio-thoracique'],
  neuro: ['Pôle Neurosciences', 'Pôle Neurosciences – Tête et cou'],
  medicine: ['Pôle Médecine', 'Pôle Spécialités médicales', 'Pôle Médecines – Cancérologie'],
  surgery: ['Pôle Chirurgie', 'Pôle Chirurgies – Blocs opératoires'],
  motherChild: ['Pôle Femme – Mère – Enfant', 'Pôle Mère – Enfant'],
  ageing: ['Pôle Gériatrie', 'Pôle Gériatrie – Réadaptation'],
  technical: ['Pôle Imagerie – Plateaux techniques', 'Pôle Médico-technique'],
  mental: ['Pôle Psychiatrie', 'Pôle Santé mentale'],
};

/** What a kind may change from the usual values. */
export type Extra = Partial<Omit<UnitKind, 'type' | 'label' | 'names' | 'discipline' | 'service'>>;

/** A kind of unit with the usual values; `extra` says what differs. */
export function kind(
  type: string,
  label: string,
  discipline: string,
  service: string,
  names: string,
  extra: Extra = {},
): UnitKind {
  return {
    type,
    label,
    discipline,
    service,
    names: names.split('|'),
    field: '01',
    mode: '28',
    activity: service,
    ages: [18, 120],
    hours: 'office',
    acts: [],
    equipment: [],
    critical: false,
    weight: 1,
    ...extra,
  };
}
