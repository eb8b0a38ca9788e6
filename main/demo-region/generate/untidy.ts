import type { Random } from '../random.ts';
import {
  asArray,
  asObject,
  asText,
  lastSegment,
  objects,
  omit,
  type Json,
  type JsonObject,
  type Resource,
} from '../json.ts';

/** A way real servers depart from the guide. Returns undefined when it does not apply to the resource. */
type Oddity = (resource: Resource, random: Random) => Resource | undefined;

/** Rewrites a resource's objects from the leaves up. */
function rewrite(value: Json, change: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = rewrite(item, change);
  return change(copy);
}

function rewriteAll(resource: Resource, change: (object: JsonObject) => JsonObject): Resource {
  return { ...asObject(rewrite(resource, change)), resourceType: resource.resourceType, id: resource.id };
}

const without = (resource: Resource, key: string): Resource => {
  return { ...omit(resource, key), resourceType: resource.resourceType, id: resource.id };
};

const httpIdentifiers: Oddity = (resource) => ({
  ...resource,
  identifier: objects(resource['identifier']).map((identifier) =>
    typeof identifier['system'] === 'string'
      ? { ...identifier, system: identifier['system'].replace('https://', 'http://') }
      : identifier,
  ),
});

const hyphenSystem: Oddity = (resource) =>
  rewriteAll(resource, (object) =>
    typeof object['system'] === 'string'
      ? { ...object, system: object['system'].replace('TRE_R345-', 'TRE-R345-') }
      : object,
  );

/** valueCode where a CodeableConcept is expected: older servers, still seen on capacity. */
const valueCodes: Oddity = (resource) =>
  rewriteAll(resource, (object) => {
    const code = objects(asObject(object['valueCodeableConcept'])['coding'])[0]?.['code'];
    if (typeof code !== 'string' || lastSegment(object['url']).startsWith('ror-')) return object;
    return { ...omit(object, 'valueCodeableConcept'), valueCode: code };
  });

const noDisplays: Oddity = (resource) =>
  rewriteAll(resource, (object) => {
    if (typeof object['code'] !== 'string' || typeof object['system'] !== 'string') return object;
    return omit(object, 'display');
  });

const nullLine: Oddity = (resource) => {
  const change = (address: JsonObject): JsonObject => ({
    ...address,
    line: [...asArray(address['line']), 'Bâtiment A'],
    _line: [...asArray(address['_line']), null],
  });
  const { address } = resource;
  if (address === undefined) return undefined;
  return {
    ...resource,
    address: Array.isArray(address) ? objects(address).map(change) : change(asObject(address)),
  };
};

const repeatedCity: Oddity = (resource) => {
  const [address] = objects(resource['address']);
  if (address === undefined || !Array.isArray(resource['address'])) return undefined;
  const line = [
    asText(asArray(address['line'])[0]),
    asText(address['postalCode']),
    asText(address['city'])?.toUpperCase(),
  ].join(' ');
  return { ...resource, address: [{ ...address, line: [line] }] };
};

const stringIntegers: Oddity = (resource) =>
  rewriteAll(resource, (object) =>
    typeof object['valueInteger'] === 'number'
      ? { ...object, valueInteger: object['valueInteger'].toString() }
      : object,
  );

const loneObjects: Oddity = (resource) => {
  const copy = { ...resource };
  for (const key of ['category', 'type', 'identifier']) {
    const [first] = asArray(copy[key]);
    if (first !== undefined) copy[key] = first;
  }
  return copy;
};

const unknownCode: Oddity = (resource, random) => {
  const system =
    'https://mos.esante.gouv.fr/NOS/TRE_R244-CategorieOrganisation/FHIR/TRE-R244-CategorieOrganisation';
  return random.chance(0.5)
    ? { ...resource, category: [{ coding: [{ system, code: '999' }] }] }
    : without(resource, 'category');
};

const unknownExtension: Oddity = (resource) => ({
  ...resource,
  extension: [
    ...asArray(resource['extension']),
    {
      url: 'https://ror-regional.exemple.invalid/fhir/StructureDefinition/niveau-interne',
      valueCoding: { code: 'N2' },
    },
  ],
});

const seasonedSpecialties: Oddity = (resource) => ({
  ...resource,
  specialty: [
    ...asArray(resource['specialty']),
    {
      coding: [
        {
          system:
            'https://mos.esante.gouv.fr/NOS/TRE_R211-ActiviteOperationnelle/FHIR/TRE-R211-ActiviteOperationnelle',
          code: '233',
          display: 'Réadaptation de l’appareil locomoteur',
        },
      ],
    },
  ],
});

const noCareMode: Oddity = (resource) => {
  const rest = objects(resource['characteristic']).filter(
    (item) => !JSON.stringify(item).includes('TRE_R213'),
  );
  return rest.length === 0 ? without(resource, 'characteristic') : { ...resource, characteristic: rest };
};

const extensionAsSystem: Oddity = (resource) =>
  rewriteAll(resource, (object) =>
    typeof object['system'] === 'string' && object['system'].includes('TRE_R200')
      ? {
          ...object,
          system:
            'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-telecom-communication-channel',
        }
      : object,
  );

const narrative: Oddity = (resource) => ({
  ...resource,
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${resource.resourceType} ${resource.id}</p></div>`,
  },
});

const noName: Oddity = (resource) => without(resource, 'name');

const oddities: Readonly<Record<string, readonly Oddity[]>> = {
  Organization: [
    httpIdentifiers,
    hyphenSystem,
    nullLine,
    repeatedCity,
    unknownExtension,
    noDisplays,
    narrative,
    loneObjects,
  ],
  HealthcareService: [
    loneObjects,
    unknownCode,
    seasonedSpecialties,
    noCareMode,
    extensionAsSystem,
    noDisplays,
    unknownExtension,
    stringIntegers,
    narrative,
    noName,
  ],
  Location: [valueCodes, stringIntegers, nullLine, unknownExtension, noDisplays, narrative, httpIdentifiers],
  PractitionerRole: [unknownExtension, noDisplays, loneObjects],
  Practitioner: [unknownExtension, narrative],
};

/** Gives about 3 % of resources one of the untidy shapes of ror-fhir-pitfalls B and C. */
export function untidy(random: Random, resource: Resource): Resource {
  if (!random.chance(0.03)) return resource;
  const list = oddities[resource.resourceType];
  return list === undefined ? resource : (random.pick(list)(resource, random) ?? resource);
}
