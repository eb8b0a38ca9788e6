import type { DirectorySheet } from '../../../shared/contract/directory.ts';
import type { OpeningHours } from '../../../shared/domain/opening-hours.ts';
import {
  describeClosures,
  describeHours,
  describeOpening,
  openingStatus,
} from '../../../shared/domain/opening-hours.ts';
import type { Telecom } from '../../../shared/domain/entities.ts';
import { labelOf, ownLabel } from '../../../shared/domain/labels.ts';
import { regionLabel } from '../../../shared/domain/regions.ts';
import { formatFull, formatPhone, nbsp, plural } from '../../format.ts';
import { plainText } from '../../components/SafeText.tsx';
import { astrayReasons, levelNames, levelOrder, nameOf } from './levels.ts';
import { organizationBlocks } from './organization-blocks.ts';
import { block, day, fact, type Block } from './sheet-facts.ts';
import { professionalBlocks, unitBlocks } from './unit-blocks.ts';

/** The blocks of any sheet, in their order on screen, in copies and in prints. */
export function sheetBlocks(sheet: DirectorySheet): Block[] {
  const own =
    sheet.kind === 'organization'
      ? organizationBlocks(sheet)
      : sheet.kind === 'healthcareService'
        ? unitBlocks(sheet)
        : professionalBlocks(sheet);
  const provenance = provenanceBlock(sheet);
  return provenance === null ? own : [...own, provenance];
}

/** Hours of what opens and closes; null for organizations. */
export function hoursOf(sheet: DirectorySheet): OpeningHours | null {
  if (sheet.kind === 'organization') return null;
  const notAvailable = sheet.kind === 'healthcareService' ? sheet.record.notAvailable : [];
  return { availableTimes: sheet.record.availableTimes, notAvailable };
}

function provenanceBlock(sheet: DirectorySheet): Block | null {
  const { record, notUnderstood, astray, hiddenContacts } = sheet;
  return block(
    'Provenance',
    [
      fact('Alimenté par', record.source),
      fact('Région', record.regionCode === null ? null : regionLabel(record.regionCode)),
      fact('Fiche créée le', day(record.createdAt)),
      fact('Fiche mise à jour le', record.lastUpdated === null ? null : formatFull(record.lastUpdated)),
      fact('Identifiant technique', record.id),
      fact('Active', record.active),
      fact('Modèle de saisie', record.questionnaire),
      fact('Commentaire sur la fiche', record.metaComment),
      fact('Rattachement', astray === null ? null : astrayReasons[astray]),
      fact(
        'Contacts non montrés',
        hiddenContacts === 0
          ? null
          : `${plural(hiddenContacts, 'contact', 'contacts')} au-dessus du niveau de ce profil`,
      ),
      fact(
        'Reçu mais non compris',
        notUnderstood.map(({ path }) => path),
      ),
    ],
    record,
  );
}

/** Who may see a contact, in words. */
export function confidentialityWords(level: 1 | 2 | 3 | null): string {
  return level === null
    ? 'Confidentialité non précisée'
    : (ownLabel('TRE_R283', String(level)) ?? String(level));
}

/** A whole sheet as plain text, for the clipboard: phone first, then contacts and every block with its source and date. */
export function sheetText(sheet: DirectorySheet, now: number): string {
  const lines: string[] = [plainText(nameOf(sheet))];
  const above = sheet.parents.map((parent) => plainText(nameOf(parent)));
  if (above.length > 0) lines.push(above.join(' › '));
  const { phone } = sheet;
  if (phone !== null) {
    const of = phone.of === null ? '' : ` (${plainText(nameOf(phone.of))})`;
    lines.push(`Téléphone${nbsp}: ${formatPhone(phone.value)}${of}`);
  }
  for (const contact of contactsOf(sheet))
    lines.push(`${contact.title}${nbsp}: ${contact.values.join(', ')}`);
  const hours = hoursOf(sheet);
  if (hours !== null) {
    lines.push('', 'Horaires', describeOpening(openingStatus(hours, now), now));
    lines.push(...describeHours(hours), ...describeClosures(hours));
  }
  for (const { title, facts, source, at } of sheetBlocks(sheet)) {
    lines.push('', title);
    for (const { label, values } of facts)
      lines.push(`${label}${nbsp}: ${values.map((each) => plainText(each)).join(', ')}`);
    lines.push(`Source${nbsp}: ${source}, ${at === null ? 'date non transmise' : formatFull(at)}`);
  }
  if (sheet.kind === 'organization' && sheet.children.total > 0) {
    lines.push('', `Contient${nbsp}: ${levelCounts(sheet.children.byLevel)}`);
  }
  return lines.join('\n');
}

function contactsOf(sheet: DirectorySheet): { title: string; values: string[] }[] {
  const values = (telecoms: readonly Telecom[]): string[] =>
    telecoms.map(({ value }) => plainText(formatPhone(value)));
  const { record } = sheet;
  const named = sheet.kind === 'practitionerRole' ? [] : sheet.record.contacts;
  const bare = [
    ...record.telecoms,
    ...(sheet.kind === 'practitionerRole' ? (sheet.practitioner?.telecoms ?? []) : []),
  ];
  return [
    ...named.map((contact) => ({
      title: plainText(
        [
          contact.name,
          contact.role === null ? null : labelOf(contact.role),
          contact.purpose === null ? null : labelOf(contact.purpose),
        ]
          .filter((part) => part !== null && part !== '')
          .join(', ') || 'Contact',
      ),
      values: values(contact.telecoms),
    })),
    ...(bare.length === 0 ? [] : [{ title: 'Autres coordonnées', values: values(bare) }]),
  ].filter((contact) => contact.values.length > 0);
}

/** `2 pôles, 14 unités opérationnelles`. */
export function levelCounts(byLevel: Readonly<Partial<Record<(typeof levelOrder)[number], number>>>): string {
  return levelOrder
    .flatMap((level) => {
      const count = byLevel[level] ?? 0;
      return count === 0 ? [] : [plural(count, levelNames[level].long, levelNames[level].many)];
    })
    .join(', ');
}
