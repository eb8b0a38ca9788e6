export type ParamKind = 'id' | 'updated' | 'token' | 'string' | 'date' | 'number' | 'reference' | 'near';

const common: Readonly<Record<string, ParamKind>> = {
  _id: 'id',
  _lastUpdated: 'updated',
  _tag: 'token',
  identifier: 'token',
  name: 'string',
};
const address: Readonly<Record<string, ParamKind>> = {
  'address-postalcode': 'string',
  'address-city': 'string',
};

/** Search parameters by type (ror-fhir §7), then those of the standard resources beside the directory. */
const params: Readonly<Record<string, Readonly<Record<string, ParamKind>>>> = {
  HealthcareService: {
    'service-category': 'token',
    'service-type': 'token',
    specialty: 'token',
    characteristic: 'token',
    organization: 'reference',
    location: 'reference',
  },
  Location: {
    ...address,
    type: 'token',
    status: 'token',
    'operational-status': 'token',
    'commune-cog': 'token',
    'equipment-type': 'token',
    'capacity-type': 'token',
    'capacity-status': 'token',
    'temporality-capacity': 'token',
    'gender-capacity-available': 'token',
    'capacity-closing-type': 'token',
    'additional-bed-type': 'token',
    'crisis-type': 'token',
    'temporary-assignement': 'token',
    'nb-capacity': 'number',
    'capacity-update-date': 'date',
    organization: 'reference',
    partof: 'reference',
    near: 'near',
  },
  Organization: { ...address, type: 'token', partof: 'reference' },
  PractitionerRole: { specialty: 'token', role: 'token', service: 'reference', practitioner: 'reference' },
  Practitioner: {},
  Task: {
    status: 'token',
    'business-status': 'token',
    code: 'token',
    focus: 'reference',
    requester: 'reference',
    'authored-on': 'date',
    modified: 'date',
  },
  Questionnaire: { status: 'token', url: 'string', title: 'string', context: 'token' },
  QuestionnaireResponse: {
    status: 'token',
    questionnaire: 'string',
    author: 'reference',
    subject: 'reference',
    authored: 'date',
  },
  DocumentReference: { status: 'token', category: 'token', type: 'token', date: 'date', period: 'date' },
  Binary: {},
  Endpoint: { status: 'token', 'connection-type': 'token' },
};
const known = new Map(Object.entries(params).map(([type, own]) => [type, { ...common, ...own }] as const));

/** Types this server holds. */
export const resourceTypes: readonly string[] = Object.keys(params);

/** Search parameters of a type; empty for an unknown type. */
export function paramKinds(type: string): Readonly<Record<string, ParamKind>> {
  return known.get(type) ?? {};
}

const targets: Readonly<Record<string, string>> = {
  organization: 'Organization',
  location: 'Location',
  practitioner: 'Practitioner',
  service: 'HealthcareService',
};

/** The type a bare id of a reference parameter means. */
export function targetOf(type: string, param: string): string {
  return param === 'partof' ? type : (targets[param] ?? type);
}
