import {
  asArray,
  asObject,
  asText,
  fold,
  lastSegment,
  objects,
  type Json,
  type JsonObject,
  type Resource,
} from '../json.ts';

/** What searches look at, by the name of the search parameter. Tokens are `system|code`, strings are folded. */
export interface Essentials {
  readonly tokens: Readonly<Record<string, readonly string[]>>;
  readonly strings: Readonly<Record<string, readonly string[]>>;
  /** Targets as `Type/id`. */
  readonly refs: Readonly<Record<string, readonly string[]>>;
  readonly dates: Readonly<Record<string, readonly number[]>>;
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  readonly position?: { readonly latitude: number; readonly longitude: number };
}

interface Draft {
  tokens: Record<string, string[]>;
  strings: Record<string, string[]>;
  refs: Record<string, string[]>;
  dates: Record<string, number[]>;
  numbers: Record<string, number[]>;
  position?: { latitude: number; longitude: number };
}

/** Tokens repeat tens of thousands of times; one copy of each is kept, by system then code. */
const tokenCopies = new Map<string, Map<string, string>>();
const copiesPerSystem = 5000;
function token(system: string, code: string): string {
  let copies = tokenCopies.get(system);
  if (copies === undefined) tokenCopies.set(system, (copies = new Map<string, string>()));
  const known = copies.get(code);
  if (known !== undefined) return known;
  const made = `${system}|${code}`;
  if (copies.size < copiesPerSystem) copies.set(code, made);
  return made;
}

function push<T>(into: Record<string, T[]>, key: string, value: T): void {
  const list = into[key];
  if (list === undefined) into[key] = [value];
  else list.push(value);
}

function addCoding(draft: Draft, param: string, coding: JsonObject): void {
  const code = asText(coding['code']);
  if (code !== undefined) push(draft.tokens, param, token(asText(coding['system']) ?? '', code));
}

function addConcepts(draft: Draft, param: string, value: Json | undefined): void {
  for (const concept of objects(value))
    for (const coding of objects(concept['coding'])) addCoding(draft, param, coding);
}

function addRef(draft: Draft, param: string, value: Json | undefined): void {
  for (const item of objects(value)) {
    const reference = asText(item['reference']);
    if (reference !== undefined) push(draft.refs, param, reference.split('/').slice(-2).join('/'));
  }
}

function addText(draft: Draft, param: string, value: Json | undefined): void {
  for (const item of asArray(value)) if (typeof item === 'string') push(draft.strings, param, fold(item));
}

function addToken(draft: Draft, param: string, value: Json | undefined): void {
  if (typeof value === 'string' || typeof value === 'boolean')
    push(draft.tokens, param, token('', String(value)));
}

function addDate(draft: Draft, param: string, value: Json | undefined): void {
  const time = Date.parse(asText(value) ?? '');
  if (!Number.isNaN(time)) push(draft.dates, param, time);
}

function addAddress(draft: Draft, value: Json | undefined): void {
  for (const address of objects(value)) {
    addText(draft, 'address-postalcode', address['postalCode']);
    addText(draft, 'address-city', address['city']);
  }
}

/** Search parameters over the capacity extension, one per sub-extension (ror-fhir §7). */
const capacityParams: Readonly<Record<string, string>> = {
  capacityType: 'capacity-type',
  capacityStatus: 'capacity-status',
  temporalityCapacity: 'temporality-capacity',
  genderCapacityAvailable: 'gender-capacity-available',
  capacityClosingType: 'capacity-closing-type',
  additionalBedType: 'additional-bed-type',
  crisisType: 'crisis-type',
  temporaryAssignement: 'temporary-assignement',
};

function addCapacity(draft: Draft, row: JsonObject): void {
  for (const part of objects(row['extension'])) {
    const url = asText(part['url']) ?? '';
    const param = capacityParams[url];
    if (param !== undefined) addConcepts(draft, param, part['valueCodeableConcept']);
    else if (url === 'nbCapacity' && typeof part['valueInteger'] === 'number')
      push(draft.numbers, 'nb-capacity', part['valueInteger']);
    else if (url === 'capacityUpdateDate') addDate(draft, 'capacity-update-date', part['valueDateTime']);
  }
}

function addLocation(draft: Draft, resource: Resource): void {
  addConcepts(draft, 'type', resource['type']);
  addToken(draft, 'status', resource['status']);
  addCoding(draft, 'operational-status', asObject(resource['operationalStatus']));
  addAddress(draft, resource['address']);
  addRef(draft, 'organization', resource['managingOrganization']);
  addRef(draft, 'partof', resource['partOf']);
  const { latitude, longitude } = asObject(resource['position']);
  if (typeof latitude === 'number' && typeof longitude === 'number') draft.position = { latitude, longitude };
  for (const extension of objects(resource['extension'])) {
    const kind = lastSegment(extension['url']);
    if (kind === 'ror-commune-cog') addConcepts(draft, 'commune-cog', extension['valueCodeableConcept']);
    else if (kind === 'ror-location-supported-capacity') addCapacity(draft, extension);
    else if (kind === 'ror-location-equipment') {
      for (const part of objects(extension['extension'])) {
        if (part['url'] === 'equipmentType')
          addConcepts(draft, 'equipment-type', part['valueCodeableConcept']);
      }
    }
  }
}

function addHealthcareService(draft: Draft, resource: Resource): void {
  addConcepts(draft, 'service-category', resource['category']);
  addConcepts(draft, 'service-type', resource['type']);
  addConcepts(draft, 'specialty', resource['specialty']);
  addConcepts(draft, 'characteristic', resource['characteristic']);
  addRef(draft, 'organization', resource['providedBy']);
  addRef(draft, 'location', resource['location']);
}

const byType: Readonly<Record<string, (draft: Draft, resource: Resource) => void>> = {
  HealthcareService: addHealthcareService,
  Location: addLocation,
  Organization: (draft, resource) => {
    addConcepts(draft, 'type', resource['type']);
    addRef(draft, 'partof', resource['partOf']);
    addAddress(draft, resource['address']);
  },
  PractitionerRole: (draft, resource) => {
    addConcepts(draft, 'specialty', resource['specialty']);
    addConcepts(draft, 'role', resource['code']);
    addRef(draft, 'service', resource['healthcareService']);
    addRef(draft, 'practitioner', resource['practitioner']);
  },
  Task: (draft, resource) => {
    addToken(draft, 'status', resource['status']);
    addConcepts(draft, 'business-status', resource['businessStatus']);
    addConcepts(draft, 'code', resource['code']);
    addRef(draft, 'focus', resource['focus']);
    addRef(draft, 'requester', resource['requester']);
    addDate(draft, 'authored-on', resource['authoredOn']);
    addDate(draft, 'modified', resource['lastModified']);
  },
  Questionnaire: (draft, resource) => {
    addToken(draft, 'status', resource['status']);
    addText(draft, 'url', resource['url']);
    addText(draft, 'title', resource['title']);
    addConcepts(
      draft,
      'context',
      objects(resource['useContext']).map((use) => use['valueCodeableConcept'] ?? null),
    );
  },
  QuestionnaireResponse: (draft, resource) => {
    addToken(draft, 'status', resource['status']);
    addText(draft, 'questionnaire', resource['questionnaire']);
    addRef(draft, 'author', resource['author']);
    addRef(draft, 'subject', resource['subject']);
    addDate(draft, 'authored', resource['authored']);
  },
  DocumentReference: (draft, resource) => {
    addToken(draft, 'status', resource['status']);
    addConcepts(draft, 'category', resource['category']);
    addConcepts(draft, 'type', resource['type']);
    addDate(draft, 'date', resource['date']);
    const period = asObject(asObject(resource['context'])['period']);
    addDate(draft, 'period', period['start']);
  },
  Endpoint: (draft, resource) => {
    addToken(draft, 'status', resource['status']);
    addCoding(draft, 'connection-type', asObject(resource['connectionType']));
  },
};

/** Reads from a resource all that the search parameters of this server look at. Never fails on an odd shape. */
export function essentialsOf(resource: Resource): Essentials {
  const draft: Draft = { tokens: {}, strings: {}, refs: {}, dates: {}, numbers: {} };
  for (const tag of objects(asObject(resource['meta'])['tag'])) addCoding(draft, '_tag', tag);
  for (const identifier of objects(resource['identifier'])) {
    const value = asText(identifier['value']);
    if (value !== undefined)
      push(draft.tokens, 'identifier', `${asText(identifier['system']) ?? ''}|${value}`);
  }
  for (const name of asArray(resource['name'])) {
    if (typeof name === 'string') addText(draft, 'name', name);
    else {
      const { family, given } = asObject(name);
      addText(draft, 'name', family);
      addText(draft, 'name', given);
    }
  }
  byType[resource.resourceType]?.(draft, resource);
  return draft;
}
