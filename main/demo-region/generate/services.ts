import type { Store } from '../store.ts';
import { seedDocuments } from './documents.ts';
import { questionnaires } from './questionnaires.ts';

/** Applications linked to the directory: name, role, address of a deep link. All addresses are unreachable on purpose. */
const applications = [
  ['basins', 'BASINS', 'Alimente le répertoire'],
  ['viatrajectoire', 'ViaTrajectoire', 'Orientation des patients'],
  ['ecerveau', 'eCERVEAU', 'Remontée des lits'],
  ['hygie', 'HYGIE', 'Consomme le répertoire'],
  ['lisa', 'LISA', 'Consomme le répertoire'],
  ['maia', 'MAIA', 'Consomme le répertoire'],
  ['paerpa', 'PAERPA', 'Consomme le répertoire'],
  ['terr-esante', 'Terr-eSanté', 'Consomme le répertoire'],
] as const;

/** Publishes what the region offers beside its directory: forms, documents, linked applications. */
export function seedServices(store: Store, now: number): void {
  for (const form of questionnaires(now)) store.put(form);
  seedDocuments(store, now);
  for (const [id, name, role] of applications) {
    store.put({
      resourceType: 'Endpoint',
      id,
      meta: { lastUpdated: new Date(now - 90 * 86_400_000).toISOString() },
      identifier: [{ system: 'https://region-demonstration.invalid/fhir/sid/application', value: id }],
      status: 'active',
      connectionType: {
        system: 'https://region-demonstration.invalid/fhir/CodeSystem/type-lien',
        code: 'lien-profond',
        display: role,
      },
      name,
      payloadType: [{ text: role }],
      address: `https://${id}.region-demonstration.invalid/ror/{idNatStruct}`,
    });
  }
}
