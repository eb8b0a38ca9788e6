import { capacityRows, capacityUrl, rowCode, type CodedField } from '../generate/capacity.ts';
import { asArray, asObject, asText, objects, type Json, type JsonObject, type Resource } from '../json.ts';
import { issue, Refusal, refuse } from './outcome.ts';

/** The parts that make a count unique (ror-fhir §3). */
const keyFields = [
  'capacityStatus',
  'temporalityCapacity',
  'genderCapacityAvailable',
  'capacityClosingType',
  'additionalBedType',
  'crisisType',
  'temporaryAssignement',
] as const satisfies readonly CodedField[];
type Key = Readonly<Record<(typeof keyFields)[number], string | null>>;

const wherePath = `Location.extension.where(url='${capacityUrl}')`;
const shortPath = `Location.extension('${capacityUrl}')`;

interface Operation {
  readonly type: string;
  readonly path: string;
  /** Of an `add` on the resource itself: the field to add. */
  readonly name: string;
  readonly value: JsonObject | undefined;
}

/** Operations of a FHIRPath Patch body. Errors: 400 when it is not one. */
export function operationsOf(body: Json): Operation[] {
  const parameters = asObject(body);
  const operations = objects(parameters['parameter']).filter(
    (parameter) => parameter['name'] === 'operation',
  );
  if (parameters['resourceType'] !== 'Parameters' || operations.length === 0) {
    throw refuse(400, 'structure', 'Le corps attendu est un Parameters avec au moins une operation');
  }
  return operations.map((operation) => {
    const parts = objects(operation['part']);
    const named = (name: string): JsonObject | undefined => parts.find((part) => part['name'] === name);
    const text = (name: string): string =>
      asText(named(name)?.['valueString']) ?? asText(named(name)?.['valueCode']) ?? '';
    return { type: text('type'), path: text('path'), name: text('name'), value: named('value') };
  });
}

function keyOfRow(row: JsonObject): Key {
  return Object.fromEntries(keyFields.map((field) => [field, rowCode(row, field)])) as Key;
}

/** Criteria of `.where(extension.where(url = 'x' and valueCodeableConcept.coding.code = '02') and …)`. */
function keyOfPath(path: string): Key {
  const given = new Map<string, string>();
  for (const [, field, code] of path.matchAll(
    /url\s*=\s*'(\w+)'\s+and\s+valueCodeableConcept\.coding\.code\s*=\s*'([^']*)'/gu,
  )) {
    if (field !== undefined && code !== undefined) given.set(field, code);
  }
  return Object.fromEntries(keyFields.map((field) => [field, given.get(field) ?? null])) as Key;
}

const describe = (key: Key): string =>
  keyFields.map((field) => `${field}: ${String(key[field])}`).join(' / ');
const sameKey = (a: Key, b: Key): boolean => keyFields.every((field) => a[field] === b[field]);

/**
 * Whether a combination is on the closed list of counts. The national list is private; this one follows the
 * definitions of each status and refuses gender 03, as the published error example does.
 */
export function isValidIndicator(key: Key): boolean {
  const { capacityStatus: status, temporalityCapacity: when, genderCapacityAvailable: gender } = key;
  const { capacityClosingType: closing, additionalBedType: additional, crisisType: crisis } = key;
  if (!['01', '02', '03'].includes(key.temporaryAssignement ?? '')) return false;
  if (when === null || !['01', '02', '03', '04', '05'].includes(when)) return false;
  if (when !== '01' && status !== '02') return false;
  const only = (...allowed: (string | null)[]): boolean =>
    [gender, closing, additional, crisis].every((value) => value === null || allowed.includes(value));
  switch (status) {
    case '01':
    case '03':
    case '04':
      return only();
    case '02':
      return (
        gender !== null &&
        ['01', '02', '04'].includes(gender) &&
        closing === null &&
        additional === null &&
        crisis === null
      );
    case '05':
      return (
        closing !== null &&
        ['01', '02', '03'].includes(closing) &&
        gender === null &&
        additional === null &&
        crisis === null
      );
    case '06':
      return (
        additional !== null &&
        ['01', '02', '03'].includes(additional) &&
        gender === null &&
        closing === null &&
        (crisis === null || ['01', '02'].includes(crisis))
      );
    case null:
    default:
      return false;
  }
}

/** The count carried by `value.part[0].extension[0]`. Errors: 400 with one issue per fault, as the national server. */
function rowOf(value: JsonObject | undefined): JsonObject {
  const [row] = objects(objects(value?.['part'])[0]?.['extension']);
  if (row?.['url'] !== capacityUrl)
    throw refuse(400, 'structure', 'La valeur attendue est une extension ror-location-supported-capacity');
  const issues: JsonObject[] = [];
  const part = (name: string): JsonObject | undefined =>
    objects(row['extension']).find((item) => item['url'] === name);
  const at = (name: string): string[] => [`${shortPath}.extension('${name}')`];
  if (!['01', '02'].includes(rowCode(row, 'capacityType') ?? '')) {
    issues.push(
      issue(
        'business-rule',
        "Indicateur INDICATEUR_INCONNU : L'attribut 'natureCapacite' a un code différent de celui attendu",
        at('capacityType'),
      ),
    );
  }
  const count = part('nbCapacity')?.['valueInteger'];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    issues.push(
      issue(
        'business-rule',
        "L'attribut 'nombreCapacite' doit être un entier positif ou nul",
        at('nbCapacity'),
      ),
    );
  }
  if (Number.isNaN(Date.parse(asText(part('capacityUpdateDate')?.['valueDateTime']) ?? ''))) {
    issues.push(
      issue('business-rule', "L'attribut 'dateMajCapacite' est obligatoire", at('capacityUpdateDate')),
    );
  }
  if (rowCode(row, 'capacitySourceType') === null) {
    issues.push(
      issue('business-rule', "L'attribut 'typeSourceCapacite' est obligatoire", at('capacitySourceType')),
    );
  }
  const key = keyOfRow(row);
  if (!isValidIndicator(key)) {
    issues.push(
      issue(
        'business-rule',
        `Les valeurs du nouvel objet ne correspondent pas à un indicateur valide : ${describe(key)}`,
        [shortPath],
      ),
    );
  }
  if (issues.length > 0) throw new Refusal(400, issues);
  return row;
}

function targetKey(path: string): Key {
  if (!path.startsWith(wherePath)) throw refuse(400, 'not-supported', `Chemin non pris en charge : ${path}`);
  const key = keyOfPath(path);
  if (!isValidIndicator(key)) {
    throw new Refusal(
      400,
      issue(
        'business-rule',
        `Les critères du FhirPath ne correspondent pas à un indicateur valide : ${describe(key)}`,
      ),
    );
  }
  return key;
}

/**
 * Applies a capacity patch to a Location (ror-fhir §6.1); all operations or none.
 * Errors: 404 on the capacity path when there is no such count to replace or delete, 400 on a rule broken.
 */
export function patchCapacity(location: Resource, body: Json): Resource {
  return operationsOf(body).reduce(applyOperation, location);
}

function applyOperation(location: Resource, { type, path, value }: Operation): Resource {
  const extensions = asArray(location['extension']);
  if (type === 'add') {
    if (path !== wherePath) throw refuse(400, 'not-supported', `Chemin non pris en charge : ${path}`);
    const row = rowOf(value);
    const key = keyOfRow(row);
    if (capacityRows(location).some((item) => sameKey(keyOfRow(item), key))) {
      throw new Refusal(
        400,
        issue('business-rule', `Un indicateur existe déjà : ${describe(key)}`, [shortPath]),
      );
    }
    return { ...location, extension: [...extensions, row] };
  }
  if (type !== 'replace' && type !== 'delete')
    throw refuse(400, 'not-supported', `Opération non prise en charge : ${type}`);
  const row = type === 'replace' ? rowOf(value) : undefined;
  const key = targetKey(path);
  const found = capacityRows(location).filter((item) => sameKey(keyOfRow(item), key));
  if (found.length === 0) {
    // A lone string instead of an array: sent so by the national server.
    throw new Refusal(
      404,
      issue(
        'not-found',
        "Les données fournies ne permettent pas de déterminer l'indicateur à mettre à jour: Aucun indicateur présent en base ne correspond",
        wherePath,
      ),
    );
  }
  const kept = extensions.filter((item) => !found.some((old) => old === item));
  return { ...location, extension: row === undefined ? kept : [...kept, row] };
}
