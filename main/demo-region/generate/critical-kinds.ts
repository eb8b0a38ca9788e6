import { kind, type Extra, type UnitKind } from './unit-types.ts';

const always = { hours: 'always' } as const;

const critical = (
  beds: readonly [number, number],
  acts: string,
  weight: number,
  extra: Extra = {},
): Extra => ({
  ...always,
  beds,
  acts: acts.split('|'),
  weight,
  critical: true,
  ...extra,
});

/** Critical-care kinds (product.md §3); `weight` is their share, burns units are counted apart. */
export const criticalKinds: readonly UnitKind[] = [
  kind(
    '121',
    'Réanimation',
    'critical',
    'Réanimation',
    'Réanimation médico-chirurgicale|Réanimation polyvalente|Réanimation médicale|Réanimation chirurgicale|REANIMATION POLYVALENTE|Médecine intensive – Réanimation',
    critical(
      [8, 24],
      'Ventilation mécanique invasive|Épuration extra-rénale continue|Ventilation non invasive (VNI)|ECMO veino-veineuse|ECMO veino-artérielle',
      21,
    ),
  ),
  kind(
    '121',
    'Réanimation',
    'critical',
    'Réanimation',
    'Réanimation pédiatrique|Réanimation pédiatrique et surveillance continue',
    critical([6, 14], 'Ventilation mécanique invasive|ECMO veino-artérielle', 2, { ages: [0, 17] }),
  ),
  kind(
    '121',
    'Réanimation',
    'neuro',
    'Neuro-réanimation',
    'Réanimation neurochirurgicale|Neuro-réanimation',
    critical([6, 16], 'Ventilation mécanique invasive|Monitorage de la pression intracrânienne', 2),
  ),
  kind(
    '262',
    'Unité de soins intensifs de cardiologie (USIC)',
    'heart',
    'Cardiologie',
    'USIC|Unité de soins intensifs cardiologiques|USI de cardiologie|U.S.I.C.|Soins intensifs cardiologiques',
    critical(
      [6, 18],
      'Échographie transœsophagienne (ETO)|Contre-pulsion par ballonnet intra-aortique (CPBIA)|Coronarographie|Ventilation non invasive (VNI)',
      15,
    ),
  ),
  kind(
    '263',
    'Unité de soins intensifs neurovasculaires (USINV)',
    'neuro',
    'Neurologie vasculaire',
    'USINV|Unité de soins intensifs neurovasculaires|Unité neurovasculaire – soins intensifs|USI neurovasculaire',
    critical([4, 12], 'Thrombolyse intraveineuse|Thrombectomie mécanique', 9),
  ),
  kind(
    '264',
    'Unité de soins intensifs d’hématologie (USIH)',
    'medicine',
    'Hématologie',
    'USI d’hématologie|Soins intensifs d’hématologie|USIH',
    critical([4, 14], 'Allogreffe de cellules souches hématopoïétiques|Secteur protégé', 3),
  ),
  kind(
    '122',
    'Unité de soins intensifs polyvalents contiguë à une réanimation',
    'critical',
    'Réanimation',
    'USIP contiguë|Soins intensifs polyvalents|USI polyvalente – secteur B',
    critical([4, 10], 'Ventilation non invasive (VNI)|Oxygénothérapie à haut débit', 9),
  ),
  kind(
    '139',
    'Unité de soins intensifs polyvalents non contiguë',
    'critical',
    'Médecine polyvalente',
    'Soins intensifs polyvalents|USI polyvalente|UNITE DE SOINS INTENSIFS POLYVALENTS',
    critical([4, 10], 'Ventilation non invasive (VNI)', 5),
  ),
  kind(
    '123',
    'Unité de soins intensifs polyvalents dérogatoire',
    'critical',
    'Médecine polyvalente',
    'USIP dérogatoire|Soins intensifs polyvalents (site dérogatoire)',
    critical([4, 6], 'Ventilation non invasive (VNI)', 2),
  ),
  kind(
    '124',
    'Unité de soins intensifs de spécialité',
    'medicine',
    'Pneumologie',
    'Soins intensifs respiratoires|USI de pneumologie|Soins intensifs néphrologiques|Soins intensifs digestifs',
    critical([4, 10], 'Ventilation non invasive (VNI)|Hémodialyse aiguë', 4),
  ),
  kind(
    '286',
    'Unité de soins intensifs néonatals (USIN)',
    'motherChild',
    'Néonatalogie',
    'Soins intensifs de néonatologie|USI néonatale|USIN',
    critical([4, 12], 'Ventilation non invasive (VNI)|Cathéter veineux ombilical', 5, { ages: [0, 0] }),
  ),
  kind(
    '287',
    'Réanimation néonatale',
    'motherChild',
    'Néonatalogie',
    'Réanimation néonatale|Réanimation néonatale et pédiatrique',
    critical([5, 14], 'Ventilation mécanique invasive|Oscillation à haute fréquence', 4, { ages: [0, 1] }),
  ),
  kind(
    '254',
    'Surveillance continue',
    'critical',
    'Surveillance continue',
    'Unité de surveillance continue|USC chirurgicale|UNITE DE SURVEILLANCE CONTINUE CHIR|USC médicale|Surveillance continue polyvalente|USC post-opératoire',
    critical([4, 14], 'Ventilation non invasive (VNI)|Surveillance post-interventionnelle', 19),
  ),
];

/** Two to four in the whole region. */
export const burnsKind: UnitKind = kind(
  '308',
  'Réanimation des brûlés',
  'critical',
  'Centre de traitement des brûlés',
  'Réanimation des brûlés|Centre des brûlés – réanimation|Grands brûlés',
  critical([6, 12], 'Ventilation mécanique invasive|Greffe cutanée|Balnéothérapie sous anesthésie', 1),
);
