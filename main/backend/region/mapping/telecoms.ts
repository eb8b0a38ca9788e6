import type { Code } from '../../../../shared/domain/codes.ts';
import type { ConfidentialityLevel, Telecom } from '../../../../shared/domain/entities.ts';
import { extCode, ExtensionTable, extText, readParts } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { text, unread } from './values.ts';

const channelSystem = 'TRE_R200';
const levelSystem = 'TRE_R283';

/** Labels seen in place of codes, without accents, old and current (pitfalls B7). */
const levelOfLabel: Readonly<Record<string, ConfidentialityLevel>> = {
  'acces libre': 1,
  public: 1,
  'visible du grand public': 1,
  'acces restreint': 2,
  restreint: 2,
  'visible par les professionnels': 2,
  'acces tres restreint': 3,
  'tres restreint': 3,
  'visible regulation et gestion de crise': 3,
};

/** The level of a confidentiality extension; null (to be treated as 3) when it is absent or not understood. */
export function extLevel(notes: Notes, extension: Holder): ConfidentialityLevel {
  const code = extCode(notes, extension, levelSystem);
  if (code === null) return null;
  if (code.code === '1' || code.code === '01') return 1;
  if (code.code === '2' || code.code === '02') return 2;
  if (code.code === '3' || code.code === '03') return 3;
  const label = code.code.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const level = Object.hasOwn(levelOfLabel, label) ? levelOfLabel[label] : undefined;
  if (level !== undefined) return level;
  for (const key in extension) if (key.startsWith('value')) notes.add('invalid_value', extension, key);
  return null;
}

/** A telecom being read: the value may not have come yet. */
interface TelecomDraft {
  channel: Code | null;
  value: string | null;
  usage: string | null;
  confidentiality: ConfidentialityLevel;
}

const setUsage: ExtensionReader<TelecomDraft> = (telecom, notes, extension) => {
  telecom.usage = extText(notes, extension);
};
const setLevel: ExtensionReader<TelecomDraft> = (telecom, notes, extension) => {
  telecom.confidentiality = extLevel(notes, extension);
};
const telecomReaders: Readonly<Record<string, ExtensionReader<TelecomDraft>>> = {
  'ror-telecom-communication-channel': (telecom, notes, extension) => {
    telecom.channel = extCode(notes, extension, channelSystem);
  },
  'ror-telecom-usage': setUsage,
  'ror-telecom-confidentiality-level': setLevel,
  // Before 0.4.0.
  'ror-contact-telecom-usage': setUsage,
  'ror-contact-telecom-confidentiality-level': setLevel,
  'ror-confidentiality-level': setLevel,
};
const telecomExtensions = new ExtensionTable<TelecomDraft>(telecomReaders);

const contactTelecomExtensions = new ExtensionTable<TelecomDraft>({
  ...telecomReaders,
  telecomAddress: (telecom, notes, extension) => {
    telecom.value = extText(notes, extension);
  },
});

/** TRE_R200 code of a FHIR channel: 2 fixed phone, 3 e-mail are the only codes the guide shows. */
function guessChannel(system: unknown, value: string): Code | null {
  if (system === 'email' || (system === undefined && value.includes('@')))
    return { system: channelSystem, code: '3', display: null };
  return system === 'phone' ? { system: channelSystem, code: '2', display: null } : null;
}

function emptyTelecom(): TelecomDraft {
  return { channel: null, value: null, usage: null, confidentiality: null };
}

function finish(telecom: TelecomDraft, system: unknown, out: Telecom[]): boolean {
  const { value } = telecom;
  if (value === null) return false;
  out.push({ ...telecom, value, channel: telecom.channel ?? guessChannel(system, value) });
  return true;
}

/** Appends one ContactPoint; one without a value is reported. */
export function pushTelecom(
  out: Telecom[],
  notes: Notes,
  item: unknown,
  holder: Holder,
  key: string | number,
): void {
  const telecom = emptyTelecom();
  if (typeof item === 'string') {
    telecom.value = text(notes, item, holder, key);
    finish(telecom, undefined, out);
    return;
  }
  if (!isObject(item)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  for (const part in item) {
    switch (part) {
      case 'value':
        telecom.value = text(notes, item.value, item, part);
        break;
      case 'extension':
        telecomExtensions.read(telecom, notes, item);
        break;
      case 'system':
        if (typeof item.system !== 'string' && item.system !== null) notes.add('wrong_type', item, part);
        break;
      case 'use':
      case 'rank':
        break;
      default:
        unread(notes, item, part);
    }
  }
  if (!finish(telecom, item.system, out)) notes.add('missing_required', item, 'value');
}

/** The telecom of an offer's contact, which is a tree of extensions and no ContactPoint. */
export function extTelecom(out: Draft<Telecom>[], notes: Notes, extension: Holder): void {
  const telecom = readParts(contactTelecomExtensions, emptyTelecom(), notes, extension);
  if (!finish(telecom, undefined, out)) notes.add('missing_required', extension, 'extension[telecomAddress]');
}
