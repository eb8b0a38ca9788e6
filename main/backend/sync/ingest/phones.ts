import type { ConfidentialityLevel, Contact, Telecom } from '../../../../shared/domain/entities.ts';

/** One entry of the `phones` columns. `level` is the stricter of the contact's and the number's; 3 when unsaid. */
export interface StoredPhone {
  readonly value: string;
  readonly level: 1 | 2 | 3;
  /** TRE_R287 code of the contact it belongs to. */
  readonly purpose: string | null;
}

/** At least four digits and no at-sign: channels are often missing, and e-mail addresses are not phones. */
const looksLikePhone = (value: string): boolean =>
  !value.includes('@') && (value.match(/\d/g)?.length ?? 0) >= 4;

const strict = (level: ConfidentialityLevel): 1 | 2 | 3 => level ?? 3;

/** The JSON of a `phones` column: numbers of the contacts in their order, then those of the record itself. */
export function phonesJson(contacts: readonly Contact[], telecoms: readonly Telecom[]): string {
  const found: StoredPhone[] = [];
  const add = (telecom: Telecom, level: 1 | 2 | 3, purpose: string | null): void => {
    if (telecom.channel?.code === '3' || !looksLikePhone(telecom.value)) return;
    found.push({ value: telecom.value, level, purpose });
  };
  for (const contact of contacts) {
    for (const telecom of contact.telecoms) {
      const level = Math.max(strict(contact.confidentiality), strict(telecom.confidentiality)) as 1 | 2 | 3;
      add(telecom, level, contact.purpose?.code ?? null);
    }
  }
  for (const telecom of telecoms) add(telecom, strict(telecom.confidentiality), null);
  return found.length === 0 ? '[]' : JSON.stringify(found);
}
