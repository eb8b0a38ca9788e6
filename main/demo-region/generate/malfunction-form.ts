import type { Resource } from '../json.ts';
import { ask, noIdentity, options, questionnaire, required, when } from './form-parts.ts';

/** Fonctionnement non conforme: the fields of the order of 12 February 2007, article 3. */
export function malfunction(now: number): Resource {
  return questionnaire(
    'fonctionnement-non-conforme',
    'Fonctionnement non conforme',
    'Dysfonctionnement du réseau des urgences ou d’une ligne de permanence des soins (arrêté du 12 février 2007).',
    [
      noIdentity,
      ask('declarant', 'group', 'Le déclarant', {
        item: [
          ask('declarant-service', 'reference', 'Service déclarant', required),
          ask('declarant-qualite', 'choice', 'Qualité du signataire', {
            ...required,
            ...options('fonction', [
              ['urgentiste', 'Médecin urgentiste'],
              ['regulateur', 'Médecin régulateur'],
              ['chef', 'Chef de service'],
              ['cadre', 'Cadre de santé'],
              ['direction', 'Direction'],
            ]),
          }),
        ],
      }),
      ask('faits', 'group', 'Les faits', {
        item: [
          ask('faits-date', 'dateTime', 'Date et heure', required),
          ask('faits-lieu', 'reference', 'Établissement ou unité concernée', required),
          ask('faits-nature', 'choice', 'Nature du dysfonctionnement', {
            ...required,
            repeats: true,
            ...options('nature', [
              ['ligne', 'Ligne de garde non tenue'],
              ['transport', 'Transport'],
              ['imagerie', 'Imagerie'],
              ['biologie', 'Biologie'],
              ['telephone', 'Téléphonie'],
              ['aval', 'Lits d’aval'],
              ['autre', 'Autre'],
            ]),
          }),
          ask('faits-autre', 'string', 'Laquelle ?', {
            ...required,
            maxLength: 120,
            ...when('faits-nature', 'nature', 'autre'),
          }),
          ask('faits-plusieurs', 'boolean', 'Au moins deux établissements sont touchés'),
          ask('faits-recurrent', 'boolean', 'Ce dysfonctionnement s’est déjà produit'),
          ask('faits-nombre', 'integer', 'Combien de fois ces trois derniers mois ?', {
            enableWhen: [{ question: 'faits-recurrent', operator: '=', answerBoolean: true }],
          }),
          ask('faits-description', 'text', 'Description, sans identité de patient', {
            ...required,
            maxLength: 2000,
          }),
          ask('faits-gravite', 'choice', 'Gravité', {
            ...required,
            ...options('gravite', [
              ['mineure', 'Mineure'],
              ['serieuse', 'Sérieuse'],
              ['critique', 'Potentiellement critique'],
            ]),
          }),
        ],
      }),
      ask('suite', 'group', 'La suite', {
        item: [
          ask('suite-mesures', 'text', 'Mesures prises sur le moment', { maxLength: 1000 }),
          ask('suite-retour', 'boolean', 'Je souhaite être informé des suites', {
            initial: [{ valueBoolean: true }],
          }),
        ],
      }),
    ],
    now,
  );
}
