import type { Code } from '../../../shared/domain/codes.ts';
import type { Address, Equipment, Position, Price } from '../../../shared/domain/entities.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { formatCount, formatDay, nbsp } from '../../format.ts';

/** A line of a block: a name, and what the region said of it. */
export interface Fact {
  readonly label: string;
  /** What the name means, when it is an acronym. */
  readonly title?: string;
  readonly values: readonly string[];
}

/** A part of a sheet, with where it comes from and of when it is. */
export interface Block {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly source: string;
  /** ISO date; null when not sent. */
  readonly at: string | null;
}

type Sent = string | number | boolean | Code | readonly (Code | string)[] | null | undefined;

/** What was sent, in words; nothing for what was not. */
export function wordsOf(sent: Sent): string[] {
  if (sent === null || sent === undefined || sent === '') return [];
  if (typeof sent === 'boolean') return [sent ? 'oui' : 'non'];
  if (typeof sent === 'number') return [formatCount(sent)];
  if (typeof sent === 'string') return [sent];
  if (isList(sent)) return sent.flatMap((each) => wordsOf(each));
  return [labelOf(sent)];
}

const isList = (sent: Code | readonly (Code | string)[]): sent is readonly (Code | string)[] =>
  Array.isArray(sent);

/** A fact; it disappears from its block when nothing was sent. */
export function fact(label: string, sent: Sent, title?: string): Fact {
  return { label, values: wordsOf(sent), ...(title === undefined ? {} : { title }) };
}

/** A block with only the facts that were sent; null when there is none. */
export function block(
  title: string,
  facts: readonly Fact[],
  record: { readonly source: string | null; readonly lastUpdated: string | null },
): Block | null {
  const kept = facts.filter(({ values }) => values.length > 0);
  return kept.length === 0 ? null : { title, facts: kept, source: sourceOf(record), at: record.lastUpdated };
}

/** Where a record comes from: the directory, and what feeds it when the region says so. */
export function sourceOf({ source }: { readonly source: string | null }): string {
  return source === null ? 'annuaire de la région' : `annuaire de la région (${source})`;
}

/** `23 nov. 2026`, nothing when not sent. */
export const day = (iso: string | null): string | null => (iso === null ? null : formatDay(iso));

/** An address in one line. */
export function addressLine(address: Address | null): string | null {
  if (address === null) return null;
  const city = [address.postalCode, address.city].filter((part) => part !== null).join(' ');
  const parts = [...address.lines, city].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

const degrees = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 4, maximumFractionDigits: 4 });

/** `48,7904° N, 2,4556° E · Créteil`; « inconnue » when there is none to trust. */
export function positionLine(position: Position | null, commune: string | null): string {
  const place = commune === null ? '' : ` · ${commune}`;
  if (position === null) return `inconnue${place}`;
  const { latitude, longitude, reliable } = position;
  const north = `${degrees.format(Math.abs(latitude))}°${nbsp}${latitude < 0 ? 'S' : 'N'}`;
  const east = `${degrees.format(Math.abs(longitude))}°${nbsp}${longitude < 0 ? 'O' : 'E'}`;
  return `${north}, ${east}${reliable === false ? ' (peu fiable)' : ''}${place}`;
}

/** `2 × Scanner (poids maximum 300 kg)`. */
export function equipmentLine({ type, inService, limits }: Equipment): string {
  const name = type === null ? 'équipement sans type' : labelOf(type);
  const bounds = limits.map(({ feature, value, unit }) =>
    [feature === null ? null : labelOf(feature), value === null ? null : formatCount(value), unit]
      .filter((part) => part !== null)
      .join(' '),
  );
  return `${inService === null ? '' : `${formatCount(inService)}${nbsp}× `}${name}${bounds.length === 0 ? '' : ` (${bounds.join(', ')})`}`;
}

/** `Chambre particulière : 65 EUR par jour`. */
export function priceLine({ type, unit, amount, currency, startDate, details }: Price): string {
  const what = type === null ? 'Tarif' : labelOf(type);
  const sum = amount === null ? 'montant non transmis' : `${formatCount(amount)}${nbsp}${currency ?? 'EUR'}`;
  const per = unit === null ? '' : ` (${labelOf(unit)})`;
  const from = startDate === null ? '' : `, depuis le ${formatDay(startDate)}`;
  const more = Object.values(details);
  return `${what}${nbsp}: ${sum}${per}${from}${more.length === 0 ? '' : `, ${more.join(', ')}`}`;
}
