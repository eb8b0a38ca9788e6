import type { ConfidentialityLevel, Contact, Telecom } from '../../../../shared/domain/entities.ts';

/** What a viewer may read of contacts, and how many things were withheld. An unsaid level counts as the highest. */
export class Discretion {
  readonly #ceiling: number;
  #hidden = 0;

  constructor(ceiling: 1 | 2 | 3) {
    this.#ceiling = ceiling;
  }

  /** Contacts and numbers withheld so far. */
  get hidden(): number {
    return this.#hidden;
  }

  telecoms(telecoms: readonly Telecom[]): Telecom[] {
    const kept = telecoms.filter(({ confidentiality }) => this.#may(confidentiality));
    this.#hidden += telecoms.length - kept.length;
    return kept;
  }

  contacts(contacts: readonly Contact[]): Contact[] {
    const kept = contacts.filter(({ confidentiality }) => this.#may(confidentiality));
    this.#hidden += contacts.length - kept.length;
    return kept.map((contact) => ({ ...contact, telecoms: this.telecoms(contact.telecoms) }));
  }

  #may(level: ConfidentialityLevel): boolean {
    return (level ?? 3) <= this.#ceiling;
  }
}

/** TRE_R200: 3 is e-mail, 5 a web address; anything else with enough digits is dialled. */
export function isDialled({ channel, value }: Telecom): boolean {
  return !value.includes('@') && channel?.code !== '3' && /^[+\d][\d\s.()/-]{2,}$/.test(value.trim());
}

/** 06 switchboard answers at any hour; 02 appointments is of no use at night. */
const rank = (purpose: string | null): number => (purpose === '06' ? 0 : purpose === '02' ? 2 : 1);

/** The number to call first among what the viewer may see: a named contact's before a bare one at equal purpose. */
export function firstPhone(
  contacts: readonly Contact[],
  telecoms: readonly Telecom[],
): { readonly value: string; readonly purpose: Contact['purpose'] } | null {
  const candidates = [
    ...contacts.flatMap(({ purpose, telecoms: own }) => own.map((telecom) => ({ telecom, purpose }))),
    ...telecoms.map((telecom) => ({ telecom, purpose: null })),
  ].filter(({ telecom }) => isDialled(telecom));
  const [first] = candidates.toSorted(
    (a, b) => rank(a.purpose?.code ?? null) - rank(b.purpose?.code ?? null),
  );
  return first === undefined ? null : { value: first.telecom.value, purpose: first.purpose };
}

interface StoredPhone {
  readonly value: string;
  readonly level: 1 | 2 | 3;
  readonly purpose: string | null;
}

/** The number to call first from a `phones` column of the importer. */
export function firstStoredPhone(
  phones: string,
  ceiling: 1 | 2 | 3,
): { readonly value: string; readonly purpose: Contact['purpose'] } | null {
  if (phones === '[]') return null;
  const [first] = (JSON.parse(phones) as StoredPhone[])
    .filter(({ level }) => level <= ceiling)
    .toSorted((a, b) => rank(a.purpose) - rank(b.purpose));
  if (first === undefined) return null;
  const { value, purpose } = first;
  return { value, purpose: purpose === null ? null : { system: 'TRE_R287', code: purpose, display: null } };
}
