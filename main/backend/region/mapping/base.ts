import type { DirectoryRecord } from '../../../../shared/domain/entities.ts';
import { systems } from '../../../../shared/domain/codes.ts';
import type { Code } from '../../../../shared/domain/codes.ts';
import { pushCodes } from './coded.ts';
import { extDate, extText } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { bool, date, each, text, unread } from './values.ts';

type BaseFields =
  'id' | 'lastUpdated' | 'createdAt' | 'regionCode' | 'source' | 'active' | 'metaComment' | 'questionnaire';

/** What every record has. */
export type Base = Draft<Pick<DirectoryRecord, BaseFields>>;

/** The common fields of a record nothing was read for yet. */
export function emptyBase(id: string): Base {
  return {
    id,
    lastUpdated: null,
    createdAt: null,
    regionCode: null,
    source: null,
    active: null,
    metaComment: null,
    questionnaire: null,
  };
}

/** Extensions every resource may carry. */
export const baseExtensions: Readonly<Record<string, ExtensionReader<Base>>> = {
  'ror-meta-creation-date': (base, notes, extension) => {
    base.createdAt = extDate(notes, extension);
  },
  'ror-meta-comment': (base, notes, extension) => {
    base.metaComment = extText(notes, extension);
  },
  'ror-meta-questionnaire-used-as-a-template': (base, notes, extension) => {
    base.questionnaire = extText(notes, extension);
  },
};

/** Reads an element common to all resources; anything else is reported as not understood. */
export function readBase(base: Base, notes: Notes, resource: Holder, key: string): void {
  switch (key) {
    case 'resourceType':
    case 'id':
    case 'text': // the narrative repeats the data
    case 'language':
    case 'implicitRules':
      break;
    case 'meta':
      readMeta(base, notes, resource);
      break;
    case 'active':
      base.active = bool(notes, resource.active, resource, key);
      break;
    default:
      unread(notes, resource, key);
  }
}

function readMeta(base: Base, notes: Notes, resource: Holder): void {
  const { meta } = resource;
  if (!isObject(meta)) {
    if (meta !== null) notes.add('wrong_shape', resource, 'meta');
    return;
  }
  for (const key in meta) {
    switch (key) {
      case 'lastUpdated':
        base.lastUpdated = date(notes, meta.lastUpdated, meta, key);
        break;
      case 'tag':
        each(notes, meta, key, base, readTag);
        break;
      case 'source':
        base.source = text(notes, meta.source, meta, key);
        break;
      case 'profile': // not to be trusted (pitfalls C)
      case 'versionId':
        break;
      default:
        unread(notes, meta, key);
    }
  }
}

function readTag(base: Base, notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  const tags: Code[] = [];
  // No expected nomenclature: a tag may say anything, only TRE_R30 names the region.
  pushCodes(tags, notes, value, holder, key, null);
  for (const tag of tags) {
    if (tag.system === systems.region && base.regionCode === null) base.regionCode = tag.code;
    else notes.add('unknown_code_system', holder, key);
  }
}
