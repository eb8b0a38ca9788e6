import type { OrganizationSheet } from '../../../shared/contract/directory.ts';
import { formatCount } from '../../format.ts';
import { addressLine, block, day, fact, positionLine, priceLine, type Block } from './sheet-facts.ts';

/** Everything an organization says of itself, in blocks. */
export function organizationBlocks({ record }: OrganizationSheet): Block[] {
  const { address, socialHelpPlaces: places } = record;
  const commune = address?.city ?? address?.communeCode ?? null;
  return [
    block(
      'Identité',
      [
        fact('Nom complet', record.alias !== null && record.name !== record.alias ? record.name : null),
        fact('Complément de nom', record.additionalName),
        fact('Catégorie', record.types),
        fact('FINESS', record.finess, 'fichier national des établissements sanitaires et sociaux'),
        fact('Identifiant national', record.idNatStruct),
        fact('SIREN', record.siren),
        fact('SIRET', record.siret),
        fact('Identifiant interne', record.internalId),
        fact(
          'Autres identifiants',
          record.otherIdentifiers.map(({ type, value }) => (type === null ? value : `${value} (${type})`)),
        ),
        fact('Territoire de santé', record.healthTerritory),
        fact('Commentaire', record.comment),
      ],
      record,
    ),
    block(
      'Ouverture et fermeture',
      [
        fact('Création', day(record.creationDate)),
        fact('Ouverture', day(record.period?.start ?? null)),
        fact('Fermeture', day(record.period?.end ?? null)),
        fact('Type de fermeture', record.closingType),
        fact('Réouverture prévue', day(record.reopeningDate)),
      ],
      record,
    ),
    block(
      'Lieu',
      [
        fact('Adresse', addressLine(address)),
        fact('Commune', address?.communeCode ?? null),
        ...(address === null && record.position === null
          ? []
          : [fact('Position', positionLine(record.position, commune))]),
      ],
      record,
    ),
    block(
      'Accueil',
      [
        fact('Accessibilité', record.accessibility),
        fact('Hélistation', record.helipad),
        fact(
          'Niveau ORSAN',
          record.orsanLevel,
          'organisation de la réponse du système de santé en situations exceptionnelles',
        ),
        fact('Hébergement des familles', record.familyAccommodation),
        fact('Aides financières', record.financialHelp),
        fact(
          'Places d’aide sociale permanentes',
          places.permanent === null ? null : formatCount(places.permanent),
        ),
        fact(
          'Places d’aide sociale temporaires',
          places.temporary === null ? null : formatCount(places.temporary),
        ),
        fact('Tarifs', record.prices.map(priceLine)),
      ],
      record,
    ),
  ].filter((each) => each !== null);
}
