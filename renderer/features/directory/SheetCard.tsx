import { Kbd } from '@mantine/core';
import { IconCopy, IconPhone } from '@tabler/icons-react';
import type { DirectorySheet } from '../../../shared/contract/directory.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import type { Contact, Telecom } from '../../../shared/domain/entities.ts';
import { LongText, Name } from '../../components/SafeText.tsx';
import { When } from '../../components/When.tsx';
import { formatPhone, nbsp, phoneHref, plural } from '../../format.ts';
import { nameOf } from './levels.ts';
import { confidentialityWords } from './sheet-blocks.ts';
import { sourceOf } from './sheet-facts.ts';
import classes from './DirectorySheet.module.css';

interface SheetCardProps {
  readonly sheet: DirectorySheet;
  readonly copied: boolean;
  readonly onCopy: (phone: string) => void;
}

/** Stays in sight while the sheet scrolls: the phone first, then everyone who may be reached. */
export function SheetCard({ sheet, copied, onCopy }: SheetCardProps) {
  const { phone, record } = sheet;
  const contacts = sheet.kind === 'practitionerRole' ? [] : sheet.record.contacts;
  const bare = [
    ...record.telecoms,
    ...(sheet.kind === 'practitionerRole' ? (sheet.practitioner?.telecoms ?? []) : []),
  ];
  const places = sheet.kind === 'healthcareService' ? sheet.locations : [];
  return (
    <aside className={classes['card']} aria-label="Contacts">
      <h2>Appeler</h2>
      {phone === null ? (
        <p className={classes['second']}>Aucun numéro transmis.</p>
      ) : (
        <>
          <a className={classes['call']} data-figures href={phoneHref(phone.value)}>
            <IconPhone size={20} stroke={1.6} aria-hidden="true" />
            {formatPhone(phone.value)}
          </a>
          {phone.of === null ? null : (
            <p className={classes['second']}>
              Pas de numéro propre. Numéro du rattachement{nbsp}: <Name>{nameOf(phone.of)}</Name>
            </p>
          )}
          <button
            type="button"
            className={classes['button']}
            aria-keyshortcuts="c"
            onClick={() => {
              onCopy(phone.value);
            }}
          >
            <IconCopy size={18} stroke={1.6} aria-hidden="true" />
            {copied ? 'Numéro copié' : 'Copier'}
            <Kbd size="xs">c</Kbd>
          </button>
        </>
      )}
      {contacts.length + bare.length + places.length === 0 ? null : (
        <ul className={classes['contacts']}>
          {contacts.map((contact, index) => (
            <ContactItem key={index} contact={contact} />
          ))}
          {bare.length === 0 ? null : <Telecoms title="Autres coordonnées" telecoms={bare} />}
          {places.map((place) =>
            place.telecoms.length === 0 ? null : (
              <Telecoms key={place.id} title={place.name ?? 'Lieu'} telecoms={place.telecoms} />
            ),
          )}
        </ul>
      )}
      {sheet.hiddenContacts === 0 ? null : (
        <p className={classes['second']}>
          {plural(sheet.hiddenContacts, 'contact réservé', 'contacts réservés')} à un autre profil.
        </p>
      )}
      <p className={classes['source']}>
        Source{nbsp}: {sourceOf(record)} ·{' '}
        {record.lastUpdated === null ? 'date non transmise' : <When at={record.lastUpdated} age />}
      </p>
    </aside>
  );
}

function ContactItem({ contact }: { readonly contact: Contact }) {
  const { name, role, purpose, description, confidentiality, telecoms } = contact;
  const title = [name, role === null ? null : labelOf(role), purpose === null ? null : labelOf(purpose)]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
  return (
    <li>
      <p>
        <Name>{title === '' ? 'Contact' : title}</Name>
      </p>
      {description === null ? null : (
        <p className={classes['second']}>
          <LongText text={description} longest={200} />
        </p>
      )}
      {telecoms.map((telecom, index) => (
        <TelecomLine key={index} telecom={telecom} besides={confidentiality} />
      ))}
      <p className={classes['level']}>{confidentialityWords(confidentiality)}</p>
    </li>
  );
}

function Telecoms({ title, telecoms }: { readonly title: string; readonly telecoms: readonly Telecom[] }) {
  return (
    <li>
      <p>
        <Name>{title}</Name>
      </p>
      {telecoms.map((telecom, index) => (
        <TelecomLine key={index} telecom={telecom} besides={null} />
      ))}
    </li>
  );
}

/** Numbers call, mail addresses write; anything else is shown as sent. The level is said when it is not its contact's. */
function TelecomLine({
  telecom,
  besides,
}: {
  readonly telecom: Telecom;
  readonly besides: 1 | 2 | 3 | null;
}) {
  const { value, usage, confidentiality } = telecom;
  return (
    <p>
      {value.includes('@') ? (
        <a href={`mailto:${value}`}>{value}</a>
      ) : /^[+\d][\d\s.()/-]{2,}$/.test(value) ? (
        <a href={phoneHref(value)} data-figures>
          {formatPhone(value)}
        </a>
      ) : (
        <Name>{value}</Name>
      )}
      {usage === null ? null : <span className={classes['second']}> {usage}</span>}
      {confidentiality === besides ? null : (
        <span className={classes['level']} data-own>
          {confidentialityWords(confidentiality)}
        </span>
      )}
    </p>
  );
}
