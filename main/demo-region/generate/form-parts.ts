import type { Json, JsonObject, Resource } from '../json.ts';

/** Where the two PDSES forms are published (field.md A.3): canonical addresses. */
export const pdsesBase = 'https://region-demonstration.invalid/fhir/Questionnaire/';
export const codes = 'https://region-demonstration.invalid/fhir/CodeSystem/pdses-';

type Type =
  | 'group'
  | 'display'
  | 'string'
  | 'text'
  | 'boolean'
  | 'integer'
  | 'dateTime'
  | 'choice'
  | 'open-choice'
  | 'reference';

/** A question or a group. */
export function ask(linkId: string, type: Type, text: string, more: JsonObject = {}): JsonObject {
  return { linkId, text, type, ...more };
}

export const required = { required: true } as const;

/** The answers of a choice, from one of the lists of the region. */
export function options(list: string, items: readonly (readonly [string, string])[]): JsonObject {
  return {
    answerOption: items.map(([code, display]) => ({
      valueCoding: { system: `${codes}${list}`, code, display },
    })),
  };
}

/** Shows a question only after this answer. */
export function when(question: string, list: string, code: string): JsonObject {
  return { enableWhen: [{ question, operator: '=', answerCoding: { system: `${codes}${list}`, code } }] };
}

export const noIdentity = ask(
  'sans-identite',
  'display',
  'N’indiquez ni nom, ni numéro, ni date de naissance d’un patient.',
);
/** A published form. `now` dates it, milliseconds since 1970. */
export function questionnaire(
  id: string,
  title: string,
  description: string,
  item: Json[],
  now: number,
): Resource {
  return {
    resourceType: 'Questionnaire',
    id,
    meta: { lastUpdated: new Date(now - 40 * 86_400_000).toISOString() },
    url: `${pdsesBase}${id}`,
    version: '1.0.0',
    name: id.replace(/-(\w)/gu, (_match, letter: string) => letter.toUpperCase()),
    title,
    status: 'active',
    subjectType: ['Organization'],
    date: new Date(now - 40 * 86_400_000).toISOString(),
    publisher: 'Région de démonstration',
    description,
    useContext: [
      {
        code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'workflow' },
        valueCodeableConcept: { coding: [{ system: `${codes}usage`, code: 'pdses', display: 'PDSES' }] },
      },
    ],
    item,
  };
}
