import { fold } from '../json.ts';
import type { Entry, Store } from '../store.ts';
import { dateTest, numberTest } from './dates.ts';
import { distanceKm } from './distance.ts';
import { refuse } from './outcome.ts';
import { paramKinds, targetOf } from './params.ts';

export type Test = (entry: Entry) => boolean;

/** `system|code`, `|code`, `code` or `system|` as a test on stored `system|code` tokens. */
function tokenTest(wanted: string): (token: string) => boolean {
  if (!wanted.includes('|')) return (token) => token.slice(token.indexOf('|') + 1) === wanted;
  if (wanted.endsWith('|')) return (token) => token.startsWith(wanted);
  return (token) => token === wanted;
}

const some =
  <T>(tests: readonly ((value: T) => boolean)[]) =>
  (value: T): boolean =>
    tests.some((test) => test(value));

/**
 * Compiles one search criterion (`name:contains=réa`) to a test. Commas are alternatives.
 * Errors: 400 for a parameter or a modifier this server does not know, so that a client never believes it filtered.
 */
export function criterion(store: Store, type: string, key: string, value: string): Test {
  if (key.startsWith('_has:')) return reverseChain(store, type, key, value);
  const dot = key.indexOf('.');
  if (dot > 0) return chain(store, type, key.slice(0, dot), key.slice(dot + 1), value);
  const [param = '', modifier] = key.split(':');
  const kind = paramKinds(type)[param];
  if (kind === undefined)
    throw refuse(400, 'not-supported', `Paramètre de recherche inconnu pour ${type} : ${key}`);
  const values = value.split(',');
  if (modifier === 'not' && kind === 'token') {
    const matches = criterion(store, type, param, value);
    return (entry) => !matches(entry);
  }
  if (modifier === 'missing') return missing(kind, param, value);
  switch (kind) {
    case 'id':
      return ({ id }) => values.includes(id);
    case 'updated': {
      const test = dateTest(value);
      return ({ updated }) => test(updated);
    }
    case 'token': {
      // A capital and its address may hold commas only in names: system URLs never do. An alternative may
      // leave its system out and take the one before it (`commune-cog=NOS|18000,13013`, ror-fhir §5 st_3).
      const test = some(values.map((item) => tokenTest(inheritSystem(values, item, param))));
      return ({ essentials }) => essentials.tokens[param]?.some(test) ?? false;
    }
    case 'string':
      return stringTest(param, values, modifier);
    case 'date': {
      const test = dateTest(value);
      return ({ essentials }) => essentials.dates[param]?.some(test) ?? false;
    }
    case 'number': {
      const test = numberTest(value);
      return ({ essentials }) => essentials.numbers[param]?.some(test) ?? false;
    }
    case 'reference': {
      const target = targetOf(type, param);
      const refs = values.map((item) =>
        item.includes('/') ? item.split('/').slice(-2).join('/') : `${target}/${item}`,
      );
      return ({ essentials }) => essentials.refs[param]?.some((ref) => refs.includes(ref)) ?? false;
    }
    case 'near':
      return nearTest(value);
  }
}

function inheritSystem(values: readonly string[], item: string, param: string): string {
  const first = values[0] ?? '';
  if (param === 'identifier' || item.includes('|') || !first.includes('|')) return item;
  return `${first.slice(0, first.indexOf('|'))}|${item}`;
}

function missing(kind: string, param: string, value: string): Test {
  const wanted = value === 'true';
  return ({ essentials }) => {
    const found =
      essentials.tokens[param] ??
      essentials.strings[param] ??
      essentials.refs[param] ??
      essentials.dates[param] ??
      essentials.numbers[param];
    return (kind === 'near' ? essentials.position === undefined : found === undefined) === wanted;
  };
}

function stringTest(param: string, values: readonly string[], modifier: string | undefined): Test {
  const wanted = values.map(fold);
  const test = ((): ((text: string) => boolean) => {
    switch (modifier) {
      case 'contains':
        return (text) => wanted.some((item) => text.includes(item));
      case 'exact':
        return (text) => wanted.includes(text);
      case undefined:
        return (text) => wanted.some((item) => text.startsWith(item));
      default:
        throw refuse(400, 'not-supported', `Modificateur inconnu : ${param}:${modifier}`);
    }
  })();
  return ({ essentials }) => essentials.strings[param]?.some(test) ?? false;
}

/** `near=latitude|longitude|distance|km`. */
function nearTest(value: string): Test {
  const [latitude, longitude, distance] = value.split('|').map(Number);
  if (
    latitude === undefined ||
    longitude === undefined ||
    Number.isNaN(latitude) ||
    Number.isNaN(longitude)
  ) {
    throw refuse(400, 'invalid', `near attend latitude|longitude|distance|km : ${value}`);
  }
  const limit = distance ?? 10;
  return ({ essentials: { position } }) =>
    position !== undefined && distanceKm(position, { latitude, longitude }) <= limit;
}

/** `organization.identifier:above=1750000001`; `:above` walks up partOf, the national server's reading of FHIR. */
function chain(store: Store, type: string, reference: string, rest: string, value: string): Test {
  const [referenceName = '', targetType] = reference.split(':');
  if (paramKinds(type)[referenceName] !== 'reference') {
    throw refuse(400, 'not-supported', `Paramètre de recherche inconnu pour ${type} : ${reference}.${rest}`);
  }
  const above = rest.endsWith(':above');
  const matches = criterion(
    store,
    targetType ?? targetOf(type, referenceName),
    above ? rest.slice(0, -6) : rest,
    value,
  );
  const known = new Map<string, boolean>();
  const reaches = (ref: string, seen: readonly string[]): boolean => {
    const settled = known.get(ref);
    if (settled !== undefined) return settled;
    const entry = store.at(ref);
    if (entry === undefined || seen.includes(ref)) return false;
    const found =
      matches(entry) ||
      (above && (entry.essentials.refs['partof'] ?? []).some((up) => reaches(up, [...seen, ref])));
    known.set(ref, found);
    return found;
  };
  return ({ essentials }) => essentials.refs[referenceName]?.some((ref) => reaches(ref, [])) ?? false;
}

/** `_has:HealthcareService:location:identifier=…`. */
function reverseChain(store: Store, type: string, key: string, value: string): Test {
  const [, from = '', reference = '', ...rest] = key.split(':');
  if (paramKinds(from)[reference] !== 'reference' || rest.length === 0) {
    throw refuse(400, 'not-supported', `Chaînage inverse inconnu pour ${type} : ${key}`);
  }
  const matches = criterion(store, from, rest.join(':'), value);
  return (entry) => store.referrers(entry.ref, from, reference).some(matches);
}
