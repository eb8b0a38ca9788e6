import type { Entry, Store } from '../store.ts';
import { objects, asObject, asText } from '../json.ts';
import { issue, Refusal } from './outcome.ts';

/** The establishment a place belongs to: its manager, or the provider of an offer it serves, up to an idNatStruct. */
function idNatStructs(store: Store, location: Entry): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const climb = (ref: string): void => {
    const organization = store.at(ref);
    if (organization === undefined || seen.has(ref)) return;
    seen.add(ref);
    const own = objects(store.read(organization)['identifier']).find((identifier) =>
      objects(asObject(identifier['type'])['coding']).some((coding) => coding['code'] === '40'),
    );
    const value = asText(own?.['value']);
    // The first level that has one is the establishment; its legal entity has another.
    if (value !== undefined) found.add(value);
    else organization.essentials.refs['partof']?.forEach(climb);
  };
  location.essentials.refs['organization']?.forEach(climb);
  for (const offer of store.referrers(location.ref, 'HealthcareService', 'location'))
    offer.essentials.refs['organization']?.forEach(climb);
  return found;
}

/**
 * The Location meant by `<idNatStruct of the establishment>/<external synchronisation id>` of a capacity patch.
 * Errors: 404 on `Location` when there is none, 412 when there are several (ror-fhir §6.1).
 */
export function locationBySynchroId(store: Store, given: string): Entry {
  const slash = given.indexOf('/');
  const [establishment, external] = [given.slice(0, slash), given.slice(slash + 1)];
  const found: Entry[] = [];
  for (const entry of slash > 0 ? store.list('Location') : []) {
    const named =
      entry.essentials.tokens['identifier']?.some(
        (token) => token.slice(token.indexOf('|') + 1) === external,
      ) ?? false;
    if (named && idNatStructs(store, entry).has(establishment)) found.push(entry);
  }
  const [only, other] = found;
  if (only === undefined) {
    throw new Refusal(
      404,
      issue(
        'not-found',
        `La Location avec l'identifiant externe de synchro OU l'identifiant unique de saisie : '${given}' n'a pas été trouvée.`,
        ['Location'],
      ),
    );
  }
  if (other !== undefined) {
    throw new Refusal(
      412,
      issue('multiple-matches', `Plusieurs Location ont l'identifiant externe de synchro '${given}'.`, [
        'Location',
      ]),
    );
  }
  return only;
}
