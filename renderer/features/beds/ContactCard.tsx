import { Kbd } from '@mantine/core';
import { IconCopy, IconPhone } from '@tabler/icons-react';
import type { UnitSheet } from '../../../shared/contract/beds.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import type { Telecom } from '../../../shared/domain/entities.ts';
import { When } from '../../components/When.tsx';
import { formatPhone, missing, nbsp, phoneHref } from '../../format.ts';
import classes from './UnitSheet.module.css';

interface ContactCardProps {
  readonly sheet: UnitSheet;
  readonly copied: boolean;
  readonly onCopy: (phone: string) => void;
}

/** Stays in sight while the sheet scrolls: the phone first, then everyone else. */
export function ContactCard({ sheet, copied, onCopy }: ContactCardProps) {
  const { phone } = sheet.row;
  return (
    <aside className={classes['card']} aria-label="Contacts">
      <h2>Appeler</h2>
      {phone === null ? (
        <p className={classes['second']}>Aucun numéro transmis pour l’unité.</p>
      ) : (
        <>
          <a className={classes['call']} data-figures href={phoneHref(phone)}>
            <IconPhone size={20} stroke={1.6} aria-hidden="true" />
            {formatPhone(phone)}
          </a>
          <button
            type="button"
            className={classes['copy']}
            aria-keyshortcuts="c"
            onClick={() => {
              onCopy(phone);
            }}
          >
            <IconCopy size={18} stroke={1.6} aria-hidden="true" />
            {copied ? 'Numéro copié' : 'Copier'}
            <Kbd size="xs">c</Kbd>
          </button>
        </>
      )}
      {sheet.contacts.length === 0 ? null : (
        <ul className={classes['contacts']}>
          {sheet.contacts.map((contact, index) => (
            <li key={index}>
              <p>
                {[
                  contact.name,
                  contact.role === null ? null : labelOf(contact.role),
                  contact.purpose === null ? null : labelOf(contact.purpose),
                ]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ') || 'Contact'}
              </p>
              {contact.description === null ? null : (
                <p className={classes['second']}>{contact.description}</p>
              )}
              {contact.telecoms.map((telecom) => (
                <p key={telecom.value}>
                  <TelecomLink telecom={telecom} />
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      <dl className={classes['identity']}>
        <div>
          <dt>Établissement</dt>
          <dd>{sheet.row.establishment ?? missing}</dd>
        </div>
        <div>
          <dt>Adresse</dt>
          <dd>{address(sheet)}</dd>
        </div>
        <div>
          <dt>Identifiant de l’offre</dt>
          <dd>{sheet.identifier ?? missing}</dd>
        </div>
      </dl>
      <p className={classes['source']}>
        Source{nbsp}: Annuaire de la région ·{' '}
        {sheet.lastUpdated === null ? 'date non transmise' : <When at={sheet.lastUpdated} age />}
      </p>
    </aside>
  );
}

/** Numbers call, mail addresses write; anything else is shown as sent. */
function TelecomLink({ telecom }: { readonly telecom: Telecom }) {
  const { value } = telecom;
  if (value.includes('@')) return <a href={`mailto:${value}`}>{value}</a>;
  if (/^[+\d][\d\s.()-]{5,}$/.test(value)) return <a href={phoneHref(value)}>{formatPhone(value)}</a>;
  return value;
}

function address(sheet: UnitSheet): string {
  const found = sheet.locations.find((location) => location.address !== null)?.address ?? null;
  if (found === null) return sheet.row.city ?? missing;
  return [...found.lines, [found.postalCode, found.city].filter((part) => part !== null).join(' ')]
    .filter((line) => line !== '')
    .join(', ');
}
