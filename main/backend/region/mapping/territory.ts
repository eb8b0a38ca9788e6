import type { Code } from '../../../../shared/domain/codes.ts';
import { extCode, ExtensionTable, readParts } from './extensions.ts';
import type { Holder, Notes } from './notes.ts';

/** `ror-territorial-division`: type 3 commune (offers), type 4 health territory (EG). */
export interface Territory {
  type: Code | null;
  code: Code | null;
}

const parts = new ExtensionTable<Territory>({
  typeTerritorialDivision: (territory, notes, extension) => {
    territory.type = extCode(notes, extension, 'TRE_R201');
  },
  codeTerritorialDivision: (territory, notes, extension) => {
    territory.code = extCode(notes, extension, 'TRE_R13');
  },
});

/** Reads one territorial division; its code is null when it was not sent. */
export function extTerritory(notes: Notes, extension: Holder): Territory {
  const territory: Territory = { type: null, code: null };
  readParts(parts, territory, notes, extension);
  if (territory.code === null) notes.add('missing_required', extension, 'extension[codeTerritorialDivision]');
  return territory;
}
