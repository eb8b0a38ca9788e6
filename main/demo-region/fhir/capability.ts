import type { JsonObject } from '../json.ts';
import { paramKinds, resourceTypes } from './params.ts';

const interactions: Readonly<Record<string, readonly string[]>> = {
  Location: ['read', 'search-type', 'patch'],
  Task: ['read', 'search-type', 'create', 'update', 'patch'],
  QuestionnaireResponse: ['read', 'search-type', 'update'],
};
const kindNames = { id: 'token', updated: 'date', near: 'special' } as const;
const includes: Readonly<Record<string, readonly string[]>> = {
  HealthcareService: [
    'HealthcareService:organization',
    'HealthcareService:location',
    'Organization:partof',
    'PractitionerRole:practitioner',
  ],
  Location: ['Location:organization'],
  Organization: ['Organization:partof'],
  PractitionerRole: ['PractitionerRole:practitioner', 'PractitionerRole:service'],
};
const revIncludes: Readonly<Record<string, readonly string[]>> = {
  HealthcareService: ['PractitionerRole:service', 'Task:focus'],
  Location: ['HealthcareService:location', 'Task:focus'],
  Organization: ['HealthcareService:organization', 'Task:focus'],
};

/** What the region declares: clients switch PDSES, documents and anomalies on from this. */
export function capabilityStatement(base: string, regionName: string, at: number): JsonObject {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(at).toISOString(),
    kind: 'instance',
    publisher: regionName,
    contact: [
      {
        name: 'Assistance du répertoire (fictive)',
        telecom: [
          { system: 'phone', value: '01 99 00 15 15' },
          { system: 'email', value: 'assistance@region-demonstration.invalid' },
        ],
      },
    ],
    implementation: { description: `${regionName} – établissements inventés`, url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    patchFormat: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        resource: resourceTypes.map((type) => ({
          type,
          interaction: (interactions[type] ?? ['read', 'search-type']).map((code) => ({ code })),
          ...(type === 'Location' ? { conditionalUpdate: false } : {}),
          ...(type === 'QuestionnaireResponse' ? { updateCreate: true } : {}),
          versioning: 'versioned',
          ...(includes[type] === undefined ? {} : { searchInclude: [...includes[type]] }),
          ...(revIncludes[type] === undefined ? {} : { searchRevInclude: [...revIncludes[type]] }),
          searchParam: Object.entries(paramKinds(type)).map(([name, kind]) => ({
            name,
            type: kind in kindNames ? kindNames[kind as keyof typeof kindNames] : kind,
          })),
        })),
        operation: [
          { name: 'export', definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export' },
        ],
      },
    ],
  };
}
