import type { Contact } from '../../../../shared/domain/entities.ts';
import { oneCode } from './coded.ts';
import { extCode, ExtensionTable, extText, extValue, readParts } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { extLevel, extTelecom, pushTelecom } from './telecoms.ts';
import { each, text, unread } from './values.ts';

type ContactDraft = Draft<Contact>;

const roleSystem = 'JDV_J220';
const purposeSystem = 'TRE_R287';

/** The parts of a HumanName, each joined with spaces. */
export interface NameParts {
  text: string | null;
  family: string | null;
  given: string | null;
  prefix: string | null;
}

function pushText(out: string[], notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  const read = text(notes, value, holder, key);
  if (read !== null) out.push(read);
}

function words(notes: Notes, holder: Holder, key: string): string | null {
  const found: string[] = [];
  each(notes, holder, key, found, pushText);
  return found.length === 0 ? null : found.join(' ');
}

/** Reads a HumanName; a bare string is its text, and of an array the first name counts. */
export function humanName(notes: Notes, value: unknown, holder: Holder, key: string | number): NameParts {
  const name: NameParts = { text: null, family: null, given: null, prefix: null };
  if (Array.isArray(value)) {
    const names = value as unknown as Holder;
    for (let i = 1; i < value.length; i++) notes.add('wrong_shape', names, i);
    if (Array.isArray(value[0])) notes.add('wrong_shape', names, 0);
    return value.length === 0 || Array.isArray(value[0]) ? name : humanName(notes, value[0], names, 0);
  }
  if (!isObject(value)) {
    name.text = text(notes, value, holder, key);
    return name;
  }
  for (const part in value) {
    switch (part) {
      case 'text':
        name.text = text(notes, value.text, value, part);
        break;
      case 'family':
      case 'given':
      case 'prefix':
        name[part] = words(notes, value, part);
        break;
      case 'use':
        break;
      default:
        unread(notes, value, part);
    }
  }
  return name;
}

function fullName(name: NameParts): string | null {
  return (
    name.text ?? ([name.prefix, name.given, name.family].filter((part) => part !== null).join(' ') || null)
  );
}

function emptyContact(): ContactDraft {
  return { name: null, role: null, purpose: null, description: null, confidentiality: null, telecoms: [] };
}

const setRole: ExtensionReader<ContactDraft> = (contact, notes, extension) => {
  contact.role = extCode(notes, extension, roleSystem);
};
const setLevel: ExtensionReader<ContactDraft> = (contact, notes, extension) => {
  contact.confidentiality = extLevel(notes, extension);
};
const setDescription: ExtensionReader<ContactDraft> = (contact, notes, extension) => {
  contact.description = extText(notes, extension);
};

/** Extensions of Organization.contact; both spellings of the level are accepted in both places. */
const contactExtensions = new ExtensionTable<ContactDraft>({
  'ror-contact-function-contact': setRole,
  'ror-contact-description': setDescription,
  'ror-contact-confidentiality-level': setLevel,
  'ror-confidentiality-level': setLevel,
});

/** Sub-extensions of `ror-healthcareservice-contact`. */
const offerContactExtensions = new ExtensionTable<ContactDraft>(
  {
    name: (contact, notes, extension) => {
      const found = extValue(notes, extension);
      if (found !== null) contact.name = fullName(humanName(notes, found.value, extension, found.key));
    },
    'ror-contact-function-contact': setRole,
    functionContact: setRole,
    purposeContact: (contact, notes, extension) => {
      contact.purpose = extCode(notes, extension, purposeSystem);
    },
    description: setDescription,
    'ror-contact-description': setDescription,
    'ror-confidentiality-level': setLevel,
    'ror-contact-confidentiality-level': setLevel,
  },
  {
    'ror-healthcareservice-contact-telecom': (contact, notes, extension) => {
      extTelecom(contact.telecoms, notes, extension);
    },
  },
);

/** The contact of an offer, which is a pure tree of extensions (ror-fhir §2.2). */
export function extContact(out: Contact[], notes: Notes, extension: Holder): void {
  out.push(readParts(offerContactExtensions, emptyContact(), notes, extension));
}

/** Appends one Organization.contact. */
export function pushContact(
  out: Contact[],
  notes: Notes,
  item: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (!isObject(item)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  const contact = emptyContact();
  for (const part in item) {
    switch (part) {
      case 'purpose':
        contact.purpose = oneCode(notes, item.purpose, item, part, purposeSystem);
        break;
      case 'name':
        contact.name = fullName(humanName(notes, item.name, item, part));
        break;
      case 'telecom':
        each(notes, item, part, contact.telecoms, pushTelecom);
        break;
      case 'extension':
        contactExtensions.read(contact, notes, item);
        break;
      default:
        unread(notes, item, part);
    }
  }
  out.push(contact);
}
