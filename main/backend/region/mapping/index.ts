import { createHash } from 'node:crypto';
import type {
  DirectoryRecord,
  DirectoryResourceType,
  NotUnderstood,
} from '../../../../shared/domain/entities.ts';
import { mapHealthcareService } from './healthcare-service.ts';
import { mapLocation } from './location.ts';
import { isObject, Notes } from './notes.ts';
import type { Holder } from './notes.ts';
import { mapOrganization } from './organization.ts';
import { mapPractitioner, mapPractitionerRole } from './practitioners.ts';

/** Why a document is no directory record. `other_resource`: FHIR, but not one of the five directory types. */
export type NotKeptReason = 'not_an_object' | 'no_resource_type' | 'other_resource';

export type MapResult =
  | {
      readonly kept: true;
      readonly record: DirectoryRecord;
      readonly notUnderstood: readonly NotUnderstood[];
    }
  | {
      readonly kept: false;
      readonly resourceType: string | null;
      readonly id: string | null;
      readonly reason: NotKeptReason;
      readonly notUnderstood: readonly NotUnderstood[];
    };

type Mapper = (resource: Holder, id: string, notes: Notes) => DirectoryRecord;

const mappers: ReadonlyMap<string, Mapper> = new Map<DirectoryResourceType, Mapper>([
  ['Organization', mapOrganization],
  ['HealthcareService', mapHealthcareService],
  ['Location', mapLocation],
  ['Practitioner', mapPractitioner],
  ['PractitionerRole', mapPractitionerRole],
]);

/**
 * Makes a domain record of one parsed FHIR resource, tolerant to everything of ror-fhir.md and its pitfalls. Never
 * throws, and never loses a directory resource: what it cannot place is left out of the record and reported with its
 * path. A resource without id gets one made of its content, so that the same body always gives the same record.
 */
export function mapResource(resource: unknown): MapResult {
  if (!isObject(resource))
    return { kept: false, resourceType: null, id: null, reason: 'not_an_object', notUnderstood: [] };
  const { resourceType } = resource;
  const mapper = typeof resourceType === 'string' ? mappers.get(resourceType) : undefined;
  if (mapper === undefined || typeof resourceType !== 'string') {
    const known = typeof resourceType === 'string' && resourceType !== '';
    return {
      kept: false,
      resourceType: known ? resourceType : null,
      id: typeof resource.id === 'string' ? resource.id : null,
      reason: known ? 'other_resource' : 'no_resource_type',
      notUnderstood: [],
    };
  }
  const notes = new Notes();
  const id = idOf(resource, notes);
  try {
    const record = mapper(resource, id, notes);
    return { kept: true, record, notUnderstood: notes.resolve(resource, resourceType) };
  } catch {
    // No JSON value is known to come here; a resource that does is kept bare rather than stop an import.
    const record = mapper({ resourceType, id }, id, new Notes());
    return { kept: true, record, notUnderstood: [{ path: resourceType, reason: 'wrong_shape', sample: '' }] };
  }
}

function idOf(resource: Holder, notes: Notes): string {
  const { id } = resource;
  if (typeof id === 'string' && id.trim() !== '') return id;
  if (typeof id === 'number') return String(id);
  notes.add('missing_required', resource, 'id');
  return `sans-id-${contentHash(resource)}`;
}

/** A digest of the whole content but `meta`: two bodies share it only when they say the same thing. */
function contentHash(resource: Holder): string {
  let content: string;
  try {
    content = JSON.stringify({ ...resource, meta: undefined });
  } catch {
    content = Object.keys(resource).join(); // nested too deep to be written: the best that can be said of it
  }
  return createHash('sha256').update(content).digest('hex').slice(0, 20);
}
