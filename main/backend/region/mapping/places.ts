import type { Address, Position } from '../../../../shared/domain/entities.ts';
import { extBool, extCode, extDecimal, ExtensionTable, extText, readParts } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { bool, decimal, each, text, unread } from './values.ts';

/** What an address says of a place: the address itself and, on an Organization, its position. */
export interface Place {
  address: Address | null;
  position: Position | null;
}

interface Coordinates {
  latitude: number | null;
  longitude: number | null;
  reliable: boolean | null;
}

const setReliable: ExtensionReader<Coordinates> = (at, notes, extension) => {
  at.reliable = extBool(notes, extension);
};
const reliability = new ExtensionTable<Coordinates>({
  'ror-coordinate-reliability': setReliable,
  'ror-confidence-geolocation': setReliable,
});
const geolocation = new ExtensionTable<Coordinates>({
  latitude: (at, notes, extension) => {
    at.latitude = extDecimal(notes, extension);
  },
  longitude: (at, notes, extension) => {
    at.longitude = extDecimal(notes, extension);
  },
  'ror-confidence-geolocation': setReliable,
  'ror-coordinate-reliability': setReliable,
});

/**
 * A usable position, or null and a report: half missing, 0/0, out of range, or metropolitan France with latitude
 * and longitude exchanged (a place the ROR cannot hold: the Indian Ocean off Somalia).
 */
function positionOf(notes: Notes, at: Coordinates, holder: Holder, key: string | number): Position | null {
  const { latitude, longitude, reliable } = at;
  if (latitude === null && longitude === null) return null;
  if (
    latitude === null ||
    longitude === null ||
    (latitude === 0 && longitude === 0) ||
    Math.abs(latitude) > 90 ||
    Math.abs(longitude) > 180 ||
    (latitude > -5.5 && latitude < 10 && longitude > 41 && longitude < 51.5)
  ) {
    notes.add('invalid_value', holder, key);
    return null;
  }
  return { latitude, longitude, reliable };
}

/** `Location.position`. */
export function position(notes: Notes, value: unknown, holder: Holder, key: string): Position | null {
  if (!isObject(value)) {
    if (value !== null) notes.add('wrong_shape', holder, key);
    return null;
  }
  const at: Coordinates = { latitude: null, longitude: null, reliable: null };
  for (const part in value) {
    if (part === 'latitude') at.latitude = decimal(notes, value.latitude, value, part);
    else if (part === 'longitude') at.longitude = decimal(notes, value.longitude, value, part);
    else if (part === 'extension') reliability.read(at, notes, value);
    else if (part === 'reliable') at.reliable = bool(notes, value.reliable, value, part);
    else unread(notes, value, part);
  }
  return positionOf(notes, at, holder, key);
}

type Parts = Record<
  'careOf' | 'additionalLocator' | 'number' | 'suffix' | 'way' | 'street' | 'locality' | 'postBox',
  string | null
>;

function part(name: keyof Parts): ExtensionReader<Parts> {
  return (parts, notes, extension) => {
    parts[name] = extText(notes, extension);
  };
}

const lineParts = new ExtensionTable<Parts>({
  'iso21090-ADXP-careOf': part('careOf'),
  'iso21090-ADXP-additionalLocator': part('additionalLocator'),
  'iso21090-ADXP-houseNumber': part('number'),
  'iso21090-ADXP-buildingNumberSuffix': part('suffix'),
  'iso21090-ADXP-streetNameType': part('way'),
  'iso21090-ADXP-streetNameBase': part('street'),
  'iso21090-ADXP-streetName': part('street'),
  'iso21090-ADXP-postBox': part('postBox'),
  'as-ext-lieu-dit': part('locality'),
  'ror-lieu-dit': part('locality'),
  'iso21090-ADXP-precinct': part('locality'),
});

const addressExtensions = new ExtensionTable<Place & { commune: string | null }>({
  FrAddressInseeCode: (place, notes, extension) => {
    place.commune = extCode(notes, extension, 'TRE_R13')?.code ?? null;
  },
  'fr-core-address-insee-code': (place, notes, extension) => {
    place.commune = extCode(notes, extension, 'TRE_R13')?.code ?? null;
  },
  'ror-commune-cog': (place, notes, extension) => {
    place.commune = extCode(notes, extension, 'TRE_R13')?.code ?? null;
  },
  geolocation: (place, notes, extension) => {
    const at = readParts(geolocation, { latitude: null, longitude: null, reliable: null }, notes, extension);
    place.position = positionOf(notes, at, extension, 'extension');
  },
});

function pushLine(out: string[], notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  const line = text(notes, value, holder, key);
  if (line !== null) out.push(line.trim());
}

function pushParts(out: string[], notes: Notes, value: unknown, holder: Holder, key: string | number): void {
  if (!isObject(value)) {
    notes.add('wrong_shape', holder, key);
    return;
  }
  const parts: Parts = {
    careOf: null,
    additionalLocator: null,
    number: null,
    suffix: null,
    way: null,
    street: null,
    locality: null,
    postBox: null,
  };
  for (const inner in value) {
    if (inner === 'extension') lineParts.read(parts, notes, value);
    else unread(notes, value, inner);
  }
  const street = [parts.number, parts.suffix, parts.way, parts.street]
    .filter((word) => word !== null)
    .join(' ');
  for (const line of [parts.careOf, parts.additionalLocator, street, parts.locality, parts.postBox])
    if (line !== null && line !== '') out.push(line);
}

/** Lines without the "CP VILLE" some servers repeat at their end. */
function withoutCity(
  lines: readonly string[],
  postalCode: string | null,
  city: string | null,
): readonly string[] {
  if (postalCode === null || city === null) return lines;
  const ending = `${postalCode} ${city}`.toLowerCase();
  return lines
    .map((line) =>
      line.toLowerCase().endsWith(ending) ? line.slice(0, -ending.length).replace(/[\s,–-]+$/, '') : line,
    )
    .filter((line) => line !== '');
}

/** Reads one Address; `holder[key]` locates it. A bare string is its only line. */
export function readPlace(
  place: Place,
  notes: Notes,
  value: unknown,
  holder: Holder,
  key: string | number,
): void {
  if (place.address !== null) {
    notes.add('wrong_shape', holder, key); // a second address has no place in the domain
    return;
  }
  if (!isObject(value)) {
    const line = typeof value === 'string' ? text(notes, value, holder, key) : null;
    if (line !== null) place.address = { lines: [line], postalCode: null, city: null, communeCode: null };
    else notes.add('wrong_shape', holder, key);
    return;
  }
  const address: Draft<Address> = { lines: [], postalCode: null, city: null, communeCode: null };
  const fromParts: string[] = [];
  const extended = { address: null, position: null as Position | null, commune: null as string | null };
  let label: string | null = null;
  for (const inner in value) {
    switch (inner) {
      case 'line':
        each(notes, value, inner, address.lines, pushLine);
        break;
      case '_line':
        each(notes, value, inner, fromParts, pushParts);
        break;
      case 'city':
        address.city = text(notes, value.city, value, inner);
        break;
      case 'postalCode':
        address.postalCode = text(notes, value.postalCode, value, inner);
        break;
      case 'text':
        label = text(notes, value.text, value, inner);
        break;
      case 'extension':
        addressExtensions.read(extended, notes, value);
        break;
      case 'use':
      case 'type':
      case 'country':
        break;
      default:
        unread(notes, value, inner);
    }
  }
  const lines =
    address.lines.length > 0 ? address.lines : fromParts.length > 0 || label === null ? fromParts : [label];
  place.address = {
    lines: withoutCity(lines, address.postalCode, address.city),
    postalCode: address.postalCode,
    city: address.city,
    communeCode: extended.commune,
  };
  place.position ??= extended.position;
}
