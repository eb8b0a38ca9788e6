import { systems } from '../../../../shared/domain/codes.ts';
import type { Code } from '../../../../shared/domain/codes.ts';
import { pushCodes } from './coded.ts';
import { extText, ExtensionTable } from './extensions.ts';
import type { OfferDraft } from './healthcare-service.ts';
import type { Holder, Notes } from './notes.ts';

type ListField = {
  [K in keyof OfferDraft]: OfferDraft[K] extends Code[] ? K : never;
}[keyof OfferDraft];
type SingleField = 'receptionType' | 'annualOpening' | 'stopTemporality';

const listBySystem: ReadonlyMap<string, ListField> = new Map([
  [systems.careMode, 'careModes'],
  [systems.receptionModality, 'receptionModalities'],
  [systems.managementType, 'managementTypes'],
  [systems.specialisation, 'specialisations'],
  [systems.competence, 'competences'],
  [systems.expertiseLevel, 'expertiseLevels'],
  // Sources disagree on the nomenclature of professionRessource (pitfalls B8): all of them are read.
  ['JDV_J186', 'professions'],
  ['TRE_R350', 'professions'],
  ['TRE_R94', 'professions'],
  ['TRE_R95', 'professions'],
  ['TRE_G15', 'professions'],
]);

const singleBySystem: ReadonlyMap<string, SingleField> = new Map([
  [systems.receptionType, 'receptionType'],
  [systems.annualOpening, 'annualOpening'],
  // typeFermeture: only its value set is certain; TRE_R286 is the nomenclature of that name.
  ['JDV_J185', 'stopTemporality'],
  ['TRE_R286', 'stopTemporality'],
]);

/** Kind of act of the characteristic being read: `ror-act-type` sits beside its coding. */
interface ActType {
  value: string | null;
}

const actExtensions = new ExtensionTable<ActType>({
  'ror-act-type': (act, notes, extension) => {
    act.value = extText(notes, extension);
  },
});

/**
 * Places one characteristic by its nomenclature (ror-fhir §2.2). An act without `ror-act-type` is a specific act;
 * a nomenclature unknown here is kept with the other characteristics, and reported.
 */
export function readCharacteristic(
  offer: OfferDraft,
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  const act: ActType = { value: null };
  const codes: Code[] = [];
  pushCodes(codes, notes, value, holder, key, null, (_, on) => {
    actExtensions.read(act, notes, on);
  });
  for (const code of codes) {
    const list = code.system === null ? undefined : listBySystem.get(code.system);
    const single = code.system === null ? undefined : singleBySystem.get(code.system);
    if (list !== undefined) offer[list].push(code);
    else if (code.system === systems.specificAct) {
      (act.value?.toLowerCase() === 'outsideofficeact' ? offer.outsideOfficeActs : offer.specificActs).push(
        code,
      );
    } else if (single !== undefined && offer[single] === null) offer[single] = code;
    else {
      offer.otherCharacteristics.push(code);
      if (single === undefined) notes.add('unknown_code_system', holder, key);
    }
  }
}
