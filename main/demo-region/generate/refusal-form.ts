import type { Resource } from '../json.ts';
import { ask, codes, noIdentity, options, questionnaire, required, when } from './form-parts.ts';

const disciplines = [
  ['orthopedie', 'Chirurgie orthopédique et traumatologique'],
  ['viscerale', 'Chirurgie viscérale et digestive'],
  ['neurochirurgie', 'Neurochirurgie'],
  ['vasculaire', 'Chirurgie vasculaire'],
  ['thoracique', 'Chirurgie thoracique'],
  ['main', 'Chirurgie de la main'],
  ['urologie', 'Urologie'],
  ['orl', 'ORL'],
  ['maxillo', 'Chirurgie maxillo-faciale'],
  ['ophtalmo', 'Ophtalmologie'],
  ['infantile', 'Chirurgie infantile'],
  ['hge', 'Endoscopie digestive'],
  ['cardiologie', 'Cardiologie interventionnelle'],
  ['neuroradiologie', 'Neuroradiologie interventionnelle'],
  ['reanimation', 'Réanimation'],
  ['autre', 'Autre'],
] as const;

const caller = ask('appel', 'group', 'L’appel', {
  item: [
    ask('appel-date', 'dateTime', 'Date et heure de l’appel', required),
    ask('appel-plage', 'choice', 'Plage de permanence des soins', {
      ...required,
      ...options('plage', [
        ['soiree', 'Soirée'],
        ['nuit-profonde', 'Nuit profonde'],
        ['samedi', 'Samedi après-midi'],
        ['dimanche-ferie', 'Dimanche ou jour férié'],
        ['hors-plage', 'Hors plage'],
      ]),
    }),
    ask('appel-plage-motif', 'string', 'Motif, si la plage proposée a été changée', { maxLength: 200 }),
    ask('demandeur', 'reference', 'Établissement, service ou SAMU demandeur', required),
    ask('demandeur-fonction', 'choice', 'Fonction de l’appelant', {
      ...required,
      ...options('fonction', [
        ['urgentiste', 'Médecin urgentiste'],
        ['regulateur', 'Médecin régulateur'],
        ['senior', 'Médecin senior du service'],
        ['interne', 'Interne'],
        ['cadre', 'Cadre de santé'],
        ['autre', 'Autre'],
      ]),
    }),
  ],
});

/** Registre des refus PDSES (field.md A.3): no patient identity, only age band and sex. */
export function refusal(now: number): Resource {
  return questionnaire(
    'registre-refus-pdses',
    'Registre des refus PDSES',
    'Refus de prise en charge opposé sur une ligne de permanence des soins en établissement de santé.',
    [
      noIdentity,
      caller,
      ask('sollicite', 'group', 'La ligne sollicitée', {
        item: [
          ask('sollicite-etablissement', 'reference', 'Établissement sollicité', required),
          ask('sollicite-uo', 'reference', 'Unité sollicitée'),
          ask('discipline', 'choice', 'Discipline', { ...required, ...options('discipline', disciplines) }),
          ask('discipline-autre', 'string', 'Laquelle ?', {
            ...required,
            maxLength: 80,
            ...when('discipline', 'discipline', 'autre'),
          }),
          ask('ligne', 'choice', 'Type de ligne', {
            ...required,
            ...options('ligne', [
              ['garde', 'Garde'],
              ['astreinte', 'Astreinte'],
              ['demi-garde', 'Demi-garde'],
              ['inconnu', 'Non connu'],
            ]),
          }),
          ask(
            'repondant',
            'choice',
            'Qui a répondu (fonction)',
            options('fonction', [
              ['senior', 'Médecin senior'],
              ['interne', 'Interne'],
              ['secretariat', 'Secrétariat ou standard'],
              ['personne', 'Personne n’a répondu'],
            ]),
          ),
        ],
      }),
      ask('patient', 'group', 'Le patient', {
        item: [
          ask('patient-age', 'choice', 'Tranche d’âge', {
            ...required,
            ...options('age', [
              ['0-1', 'Moins de 2 ans'],
              ['2-14', '2 à 14 ans'],
              ['15-17', '15 à 17 ans'],
              ['18-64', '18 à 64 ans'],
              ['65-79', '65 à 79 ans'],
              ['80+', '80 ans et plus'],
            ]),
          }),
          ask('patient-sexe', 'choice', 'Sexe', {
            ...required,
            ...options('sexe', [
              ['F', 'Femme'],
              ['H', 'Homme'],
              ['I', 'Indéterminé'],
            ]),
          }),
          ask('patient-probleme', 'open-choice', 'Problème supposé', {
            ...required,
            ...options('probleme', [
              ['fracture', 'Fracture ouverte'],
              ['abdomen', 'Abdomen chirurgical'],
              ['ischemie', 'Ischémie de membre'],
              ['hsd', 'Hématome intracrânien'],
              ['avc', 'AVC'],
              ['hemorragie', 'Hémorragie digestive'],
              ['sca', 'Syndrome coronarien aigu'],
            ]),
          }),
        ],
      }),
      ask('refus', 'group', 'Le refus', {
        item: [
          ask('motif', 'choice', 'Motif du refus', {
            ...required,
            ...options('motif', [
              ['lit', 'Pas de lit'],
              ['bloc', 'Bloc opératoire occupé'],
              ['anesthesiste', 'Pas d’anesthésiste'],
              ['injoignable', 'Praticien injoignable'],
              ['competence', 'Hors compétence'],
              ['plateau', 'Plateau technique indisponible'],
              ['autre', 'Autre'],
            ]),
          }),
          ask('motif-autre', 'text', 'Précisez', {
            ...required,
            maxLength: 500,
            ...when('motif', 'motif', 'autre'),
          }),
          ask('motif-plateau', 'choice', 'Quel équipement ?', {
            ...options('plateau', [
              ['irm', 'IRM'],
              ['scanner', 'Scanner'],
              ['coronarographie', 'Salle de coronarographie'],
              ['bloc', 'Bloc'],
              ['autre', 'Autre'],
            ]),
            ...when('motif', 'motif', 'plateau'),
          }),
          ask('commentaire', 'text', 'Commentaire', { maxLength: 1000 }),
        ],
      }),
      ask('issue', 'group', 'La suite', {
        item: [
          ask('issue-type', 'choice', 'Issue', {
            ...required,
            ...options('issue', [
              ['accepte', 'Accepté plus tard par le même site'],
              ['autre-site', 'Accepté par un autre site'],
              ['garde', 'Gardé sur place'],
              ['hors-region', 'Transféré hors région'],
              ['autre', 'Autre'],
            ]),
          }),
          ask('issue-site', 'reference', 'Site qui a accepté', {
            ...required,
            ...when('issue-type', 'issue', 'autre-site'),
          }),
          ask('delai', 'integer', 'Délai avant solution (minutes)', {
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 0 },
              { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 2880 },
            ],
          }),
          ask('sites-appeles', 'integer', 'Nombre de sites appelés', {
            ...required,
            extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 1 }],
          }),
          ask('perte-chance', 'choice', 'Perte de chance', {
            ...required,
            ...options('perte', [
              ['non', 'Non'],
              ['potentielle', 'Potentielle'],
              ['effective', 'Effective'],
            ]),
          }),
          ask('perte-chance-detail', 'text', 'Décrivez-la, sans identité', {
            ...required,
            maxLength: 1000,
            enableBehavior: 'any',
            enableWhen: ['potentielle', 'effective'].map((code) => ({
              question: 'perte-chance',
              operator: '=',
              answerCoding: { system: `${codes}perte`, code },
            })),
          }),
        ],
      }),
    ],
    now,
  );
}
