import { asArray, asObject, asText, lastSegment, omit, type Json, type Resource } from '../json.ts';
import type { Store } from '../store.ts';
import { operationsOf } from './capacity-patch.ts';
import { refuse } from './outcome.ts';

const statuses = [
  'draft',
  'requested',
  'received',
  'accepted',
  'rejected',
  'ready',
  'cancelled',
  'in-progress',
  'on-hold',
  'failed',
  'completed',
  'entered-in-error',
];
const stateSystem = 'https://mos.esante.gouv.fr/NOS/TRE_R352-StatutAnomalie/FHIR/TRE-R352-StatutAnomalie';

/** Checks an anomaly and completes it: state 01 Créé when none is given. Errors: 400, 422 on an unknown focus. */
export function checkTask(store: Store, task: Resource, at: number): Resource {
  const focus = asText(asObject(task['focus'])['reference']);
  if (focus === undefined) throw refuse(400, 'required', 'Task.focus est obligatoire');
  if (store.at(focus) === undefined) throw refuse(422, 'not-found', `Task.focus inconnu : ${focus}`);
  if (!statuses.includes(asText(task['status']) ?? ''))
    throw refuse(400, 'invalid', 'Task.status est obligatoire');
  return {
    businessStatus: { coding: [{ system: stateSystem, code: '01', display: 'Créé' }] },
    authoredOn: new Date(at).toISOString(),
    intent: 'proposal',
    ...task,
    lastModified: new Date(at).toISOString(),
  };
}

/** Fields of an anomaly a patch may touch. */
const patchable = [
  'status',
  'businessStatus',
  'statusReason',
  'description',
  'note',
  'output',
  'owner',
  'input',
  'reasonCode',
];

/** Applies a FHIRPath Patch on top-level fields of a Task. Errors: 400 on any other path. */
export function patchTask(task: Resource, body: Json, at: number): Resource {
  let patched: Resource = task;
  for (const { type, path, name, value } of operationsOf(body)) {
    const target = path === 'Task' ? name : lastSegment(path).replace(/^Task\./u, '');
    if (!patchable.includes(target))
      throw refuse(400, 'not-supported', `Chemin non pris en charge : ${path}`);
    if (type === 'delete') {
      patched = { ...omit(patched, target), resourceType: task.resourceType, id: task.id };
      continue;
    }
    if (type !== 'replace' && type !== 'add')
      throw refuse(400, 'not-supported', `Opération non prise en charge : ${type}`);
    const [, given] = Object.entries(value ?? {}).find(([key]) => key.startsWith('value')) ?? [];
    if (given === undefined) throw refuse(400, 'structure', `Valeur absente pour ${path}`);
    const repeats = ['note', 'output', 'input'].includes(target);
    patched = { ...patched, [target]: repeats ? [...asArray(patched[target]), given] : given };
  }
  if (!statuses.includes(asText(patched['status']) ?? ''))
    throw refuse(400, 'invalid', `Statut inconnu : ${asText(patched['status']) ?? ''}`);
  return { ...patched, lastModified: new Date(at).toISOString() };
}
