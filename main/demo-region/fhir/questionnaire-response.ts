import { asArray, asText, objects, omit, type JsonObject, type Resource } from '../json.ts';
import type { Entry, Store } from '../store.ts';
import { refuse } from './outcome.ts';

/** System of the receipt number the region gives to each answer it has taken. */
export const receiptSystem = 'https://region-demonstration.invalid/fhir/sid/recepisse';

const statuses = ['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'];

function comparable(resource: JsonObject): string {
  return JSON.stringify(omit(resource, 'meta', 'identifier'));
}

/** Whether an answer is the one the region already has: sent again because its reply was lost. */
export function isRepeat(store: Store, response: Resource, previous: Entry): boolean {
  return comparable(store.read(previous)) === comparable(response);
}

/**
 * Checks an answer and gives it a receipt number, kept when the answer is amended.
 * Errors: 400 on a missing status, 422 on a questionnaire this region does not publish or a required answer missing.
 */
export function checkResponse(
  store: Store,
  response: Resource,
  previous: Entry | undefined,
  at: number,
): Resource {
  const canonical = asText(response['questionnaire'])?.split('|')[0] ?? '';
  const questionnaire = [...store.list('Questionnaire')]
    .map((entry) => store.read(entry))
    .find(({ url }) => url === canonical);
  if (questionnaire === undefined) throw refuse(422, 'not-found', `Questionnaire inconnu : ${canonical}`);
  if (!statuses.includes(asText(response['status']) ?? '')) {
    throw refuse(400, 'required', 'QuestionnaireResponse.status est obligatoire');
  }
  if (response['status'] === 'completed') requireAnswers(questionnaire, response);
  const known = previous === undefined ? undefined : store.read(previous)['identifier'];
  const rank = String(store.size('QuestionnaireResponse') + 1).padStart(6, '0');
  const receipt = { system: receiptSystem, value: `PDSES-${String(new Date(at).getUTCFullYear())}-${rank}` };
  return { ...response, identifier: known ?? response['identifier'] ?? receipt };
}

/** Required questions without condition must be answered; those behind enableWhen are the client's business. */
function requireAnswers(questionnaire: Resource, response: Resource): void {
  const answered = new Set<string>();
  const collect = (items: JsonObject[]): void => {
    for (const item of items) {
      const linkId = asText(item['linkId']);
      if (linkId !== undefined && asArray(item['answer']).length > 0) answered.add(linkId);
      collect(objects(item['item']));
    }
  };
  collect(objects(response['item']));
  const missing = (items: JsonObject[]): string[] =>
    items.flatMap((item) => {
      if (item['enableWhen'] !== undefined) return [];
      const linkId = asText(item['linkId']) ?? '';
      const own =
        item['required'] === true && item['type'] !== 'group' && !answered.has(linkId) ? [linkId] : [];
      return [...own, ...missing(objects(item['item']))];
    });
  const lacking = missing(objects(questionnaire['item']));
  if (lacking.length > 0)
    throw refuse(422, 'required', `Réponses obligatoires absentes : ${lacking.join(', ')}`);
}
