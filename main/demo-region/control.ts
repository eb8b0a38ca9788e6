import type { Live } from './live.ts';
import { fraction } from './random.ts';
import type { Faults } from './server/faults.ts';
import type { RequestLog } from './server/log.ts';
import type { Store } from './store.ts';
import type { DemoControl, FaultSpec, RegionCounts } from './types.ts';

/** Counts what a region holds. */
export function countResources(store: Store): RegionCounts {
  const byType: Record<string, number> = {};
  let [resources, bytes, bedLocations] = [0, 0, 0];
  for (const type of store.types()) {
    byType[type] = store.size(type);
    resources += store.size(type);
    for (const { body, essentials } of store.list(type)) {
      bytes += body.length;
      if (type === 'Location' && essentials.numbers['nb-capacity'] !== undefined) bedLocations += 1;
    }
  }
  return { resources, bytes, bedLocations, byType };
}

/** Removes a fraction of the offers, then the situations, places and organisations nothing points at any more. */
function removeResources(store: Store, part: number): number {
  let removed = 0;
  const remove = (type: string, doomed: (ref: string) => boolean): number => {
    const refs = [...store.list(type)].filter(({ ref }) => doomed(ref));
    for (const { id } of refs) store.remove(type, id);
    removed += refs.length;
    return refs.length;
  };
  const inUse = new Set(
    [...store.list('Location'), ...store.list('Organization')]
      .filter(({ ref }) => used(store, ref))
      .map(({ ref }) => ref),
  );
  remove('HealthcareService', (ref) => fraction(`removed ${ref}`) < part);
  remove(
    'PractitionerRole',
    (ref) =>
      store.at(ref)?.essentials.refs['service']?.every((offer) => store.at(offer) === undefined) ?? false,
  );
  remove('Practitioner', (ref) => store.referrers(ref, 'PractitionerRole', 'practitioner').length === 0);
  remove('Location', (ref) => inUse.has(ref) && !used(store, ref));
  while (remove('Organization', (ref) => inUse.has(ref) && !used(store, ref)) > 0);
  return removed;
}

function used(store: Store, ref: string): boolean {
  return (
    store.referrers(ref, 'HealthcareService', ref.startsWith('Location/') ? 'location' : 'organization')
      .length > 0 ||
    store.referrers(ref, 'Organization', 'partof').length > 0 ||
    store.referrers(ref, 'Location', 'organization').length > 0
  );
}

interface Parts {
  readonly store: Store;
  readonly live: Live;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly now: () => number;
}

/** The controls of a region. */
export function createControl({ store, live, faults, log, now }: Parts): DemoControl {
  const read = (type: string): DemoControl['received'] extends () => infer R ? R[keyof R] : never =>
    [...store.list(type)].map((entry) => store.read(entry));
  return {
    setFault: (fault) =>
      faults.set(
        Array.isArray(fault) ? (fault as readonly (FaultSpec | string)[]) : [fault as FaultSpec | string],
      ),
    clearFault: () => faults.clear(),
    updateBeds: (count) => live.updateBeds(count),
    setCapacity: (locationId, change) => live.setCapacity(locationId, change),
    removeResources: (part) => removeResources(store, part),
    addRawResource: (resource) => {
      store.put(resource, now());
    },
    getResource: (type, id) => {
      const entry = store.get(type, id);
      return entry === undefined ? undefined : store.read(entry);
    },
    setSpeed: (speed) => live.setSpeed(speed),
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    bedLocationIds: (offerTypes) => live.bedLocations(offerTypes).map(({ id }) => id),
    received: () => ({ questionnaireResponses: read('QuestionnaireResponse'), tasks: read('Task') }),
    counts: () => countResources(store),
  };
}
