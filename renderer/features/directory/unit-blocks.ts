import type {
  HealthcareServiceSheet,
  PractitionerRoleSheet,
  SheetLocation,
} from '../../../shared/contract/directory.ts';
import { audienceOf } from '../../../shared/domain/audience.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { formatAgeRange, formatCount, nbsp } from '../../format.ts';
import { nameOf } from './levels.ts';
import { addressLine, block, equipmentLine, fact, positionLine, type Block } from './sheet-facts.ts';

/** What a unit does and for whom, in blocks. Hours, beds and neighbours have parts of their own. */
export function unitBlocks({ record, locations }: HealthcareServiceSheet): Block[] {
  return [
    block(
      'Activité',
      [
        fact('Type d’unité', record.offerType),
        fact('Champ d’activité', record.fieldOfActivity),
        fact('Activités', record.operationalActivities),
        fact('Modes de prise en charge', record.careModes),
        fact('Âges', ages(record.ageRange)),
        fact('Publics', record.publics),
        fact('Accueil', record.receptionType),
        fact('Modalités d’accueil', record.receptionModalities),
        fact('Modes de gestion', record.managementTypes),
        fact('Secteurs de psychiatrie', record.psychiatricSectors),
        fact('Soins sans consentement', record.noConsent),
        fact('Zone d’intervention', record.interventionZone),
        fact('Prestations SERAFIN-PH', record.serafinFamilies),
        fact('Unité sensible', record.sensitive ? true : null),
        fact('Commentaire', record.comment),
        fact('Identifiant de l’offre', record.identifier),
      ],
      record,
    ),
    block(
      'Aptitudes',
      [
        fact('Actes spécifiques', record.specificActs),
        fact('Actes hors cabinet', record.outsideOfficeActs),
        fact('Spécialisations', record.specialisations),
        fact('Compétences', record.competences),
        fact('Niveau d’expertise', record.expertiseLevels),
        fact('Professions', record.professions),
        fact(
          'Autres caractéristiques',
          record.otherCharacteristics.map(
            (code) => `${labelOf(code)}${code.system === null ? '' : ` (${code.system})`}`,
          ),
        ),
      ],
      record,
    ),
    ...locations.map((location, index) => placeBlock(location, index, locations.length)),
  ].filter((each) => each !== null);
}

/** `18 ans et plus · A`: adults, children, or both, as worked out from the ages. */
function ages(range: HealthcareServiceSheet['record']['ageRange']): string | null {
  if (range === null) return null;
  const { adult, child } = audienceOf(range);
  return `${formatAgeRange(range)} · ${[adult ? 'A (adulte)' : null, child ? 'E (enfant)' : null].filter((each) => each !== null).join(' et ')}`;
}

function placeBlock(location: SheetLocation, index: number, count: number): Block | null {
  const { address, position, commune } = location;
  const city = address?.city ?? (commune === null ? null : labelOf(commune));
  return block(
    count === 1 ? 'Lieu' : `Lieu ${formatCount(index + 1)} sur ${formatCount(count)}`,
    [
      fact('Nom', location.name ?? location.externalName),
      fact('Fonction', location.functions),
      fact('Adresse', addressLine(address)),
      fact('Accès', location.description),
      fact('Position', positionLine(position, city)),
      fact('État', location.operationalStatus),
      fact('Équipements', location.equipment.map(equipmentLine)),
      fact(
        'Habitations',
        location.residentialCapacity.map(
          ({ type, count: number }) =>
            `${type === null ? 'sans type' : labelOf(type)}${nbsp}: ${number === null ? 'nombre non transmis' : formatCount(number)}`,
        ),
      ),
      fact('Commentaire', location.comment),
      fact('Identifiant', location.identifier),
      fact('Identifiant de synchronisation', location.externalId),
    ],
    location,
  );
}

const genders: Readonly<Record<string, string>> = { male: 'homme', female: 'femme' };

/** What a professional does in one situation. */
export function professionalBlocks(sheet: PractitionerRoleSheet): Block[] {
  const { record, practitioner } = sheet;
  return [
    block(
      'Exercice',
      [
        fact('Profession', record.profession),
        fact('Savoir-faire', record.specialties),
        fact('Mode d’exercice', record.exerciseMode),
        fact('Conventionnement', record.contracted),
        fact('Contrat d’accès aux soins', record.hasCas),
        fact('Carte Vitale acceptée', record.vitaleAccepted),
        fact('Unités', sheet.units.map(nameOf)),
        fact('Commentaire', record.comment),
        fact('Identifiant de la situation', record.identifier),
      ],
      record,
    ),
    practitioner === null
      ? null
      : block(
          'Personne',
          [
            fact(
              'Nom d’état civil',
              [practitioner.prefix, practitioner.given, practitioner.family]
                .filter((part) => part !== null)
                .join(' '),
            ),
            fact(
              'Genre',
              practitioner.gender === null ? null : (genders[practitioner.gender] ?? practitioner.gender),
            ),
            fact('Identifiant national', practitioner.idNatPs, 'RPPS ou ADELI'),
          ],
          practitioner,
        ),
  ].filter((each) => each !== null);
}
