import type { Database } from 'better-sqlite3';
import type {
  DirectoryRecord,
  DirectoryResourceType,
  HealthcareService,
  Location,
  Organization,
  PractitionerRole,
} from '../../../../shared/domain/entities.ts';
import { departmentOf } from './department.ts';
import { phonesJson } from './phones.ts';
import type { Moved } from './placement.ts';
import { ManyRows, putStatement, type Value } from './statements.ts';
import type { Tree } from './tree.ts';

/**
 * Version of the rows made from a resource. Raise it when the mapping or the columns change: resources stored under
 * an older version are mapped again when a full pull next brings them, even if their bytes did not change.
 */
export const rowsVersion = 2;

const instant = (text: string | null): number | null => {
  if (text === null) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
};

const tables: Readonly<Record<DirectoryResourceType, readonly (readonly [table: string, key: string])[]>> = {
  Organization: [['organization', 'id']],
  HealthcareService: [
    ['healthcare_service', 'id'],
    ['healthcare_service_location', 'healthcare_service_id'],
  ],
  Location: [
    ['location', 'id'],
    ['capacity', 'location_id'],
  ],
  Practitioner: [['practitioner', 'id']],
  PractitionerRole: [['practitioner_role', 'id']],
};

/** Writes the rows derived from one record and keeps the tree in step. Runs inside the caller's transaction. */
export class RowWriter {
  readonly #tree: Tree;
  readonly #organization;
  readonly #service;
  readonly #serviceLocations;
  readonly #location;
  readonly #capacities;
  readonly #practitioner;
  readonly #role;
  readonly #clear: ReadonlyMap<string, readonly { run(id: string): unknown }[]>;

  constructor(database: Database, tree: Tree) {
    this.#tree = tree;
    this.#organization = putStatement(database, 'organization', [
      ...[
        'id',
        'level',
        'name',
        'finess',
        'part_of',
        'category',
        'commune',
        'city',
        'postal_code',
        'latitude',
        'longitude',
      ],
      ...['opened_on', 'closed_on', 'phones', 'own_department', 'ej_id', 'eg_id', 'department'],
    ]);
    this.#service = putStatement(database, 'healthcare_service', [
      ...[
        'id',
        'identifier',
        'name',
        'provided_by',
        'offer_type',
        'field_of_activity',
        'age_low',
        'age_high',
        'sensitive',
      ],
      ...[
        'closed_from',
        'reopens_on',
        'phones',
        'eg_id',
        'ej_id',
        'department',
        'care_modes',
        'psychiatric_sectors',
      ],
    ]);
    this.#serviceLocations = new ManyRows(
      database,
      'healthcare_service_location',
      ['healthcare_service_id', 'location_id', 'ord'],
      8,
    );
    this.#location = putStatement(database, 'location', [
      ...['id', 'identifier', 'external_id', 'name', 'commune', 'department', 'latitude', 'longitude'],
      ...['managing_organization', 'operational_status'],
    ]);
    this.#capacities = new ManyRows(database, 'capacity', [
      ...['location_id', 'ord', 'type', 'status', 'temporality', 'count', 'source', 'gender', 'updated_at'],
      ...['closing_type', 'additional_bed_type', 'crisis', 'assignment', 'comment'],
    ]);
    this.#practitioner = putStatement(database, 'practitioner', ['id', 'family', 'given']);
    this.#role = putStatement(database, 'practitioner_role', [
      ...['id', 'practitioner_id', 'healthcare_service_id', 'last_name', 'first_name', 'profession'],
    ]);
    this.#clear = new Map(
      Object.entries(tables).map(([type, list]) => [
        type,
        list.map(([table, key]) => database.prepare<[string]>(`DELETE FROM ${table} WHERE ${key} = ?`)),
      ]),
    );
  }

  /** Writes a record; `existed` when rows of an earlier version may be there. */
  write(record: DirectoryRecord, existed: boolean, moved: Moved): void {
    switch (record.resourceType) {
      case 'Organization':
        this.#writeOrganization(record, moved);
        break;
      case 'HealthcareService':
        this.#writeService(record, existed);
        break;
      case 'Location':
        this.#writeLocation(record, existed, moved);
        break;
      case 'Practitioner':
        this.#practitioner.run(record.id, record.family, record.given);
        break;
      case 'PractitionerRole':
        this.#writeRole(record);
        break;
    }
  }

  /** Deletes the rows of a resource that left the region. Its capacity history stays. */
  remove(type: string, id: string, moved: Moved): void {
    for (const statement of this.#clear.get(type) ?? []) statement.run(id);
    if (type === 'Organization') {
      this.#tree.removeOrganization(id);
      moved.organizations.add(id);
    } else if (type === 'Location') {
      this.#tree.removeLocation(id);
      moved.locations.add(id);
    }
  }

  #writeOrganization(record: Organization, moved: Moved): void {
    const { id, level, partOf, address } = record;
    const own = departmentOf(address?.communeCode ?? null, address?.postalCode ?? null);
    if (this.#tree.putOrganization(id, level, partOf, own)) moved.organizations.add(id);
    const place = this.#tree.placeOrganization(id);
    const category = record.types.find((type) => type.system === 'TRE_R66') ?? record.types[0];
    this.#organization.run(
      ...[id, level, record.alias ?? record.name, record.finess, partOf, category?.code ?? null],
      ...[address?.communeCode ?? null, address?.city ?? null, address?.postalCode ?? null],
      ...[record.position?.latitude ?? null, record.position?.longitude ?? null],
      ...[record.period?.start ?? null, record.period?.end ?? null],
      ...[phonesJson(record.contacts, record.telecoms), own, place.ejId, place.egId, place.department],
    );
  }

  #writeService(record: HealthcareService, existed: boolean): void {
    const { id } = record;
    const place = this.#tree.placeService(record.providedBy, record.locations);
    const closure = record.notAvailable.find((each) => each.closure)?.during;
    this.#service.run(
      ...[id, record.identifier, record.name, record.providedBy],
      ...[record.offerType?.code ?? null, record.fieldOfActivity?.code ?? null],
      ...[record.ageRange?.low ?? null, record.ageRange?.high ?? null, record.sensitive ? 1 : 0],
      ...[closure?.start ?? null, closure?.end ?? null, phonesJson(record.contacts, record.telecoms)],
      ...[place.egId, place.ejId, place.department],
      ...[
        JSON.stringify(record.careModes.map(({ code }) => code)),
        JSON.stringify(record.psychiatricSectors),
      ],
    );
    if (existed) this.#clear.get('HealthcareService')?.[1]?.run(id);
    const values: Value[] = [];
    record.locations.forEach((location, ord) => values.push(id, location, ord));
    this.#serviceLocations.insert(values);
  }

  #writeLocation(record: Location, existed: boolean, moved: Moved): void {
    const { id } = record;
    const commune = record.commune?.code ?? record.address?.communeCode ?? null;
    const department = departmentOf(commune, record.address?.postalCode ?? null);
    if (this.#tree.putLocation(id, department)) moved.locations.add(id);
    this.#location.run(
      ...[id, record.identifier, record.externalId, record.name ?? record.externalName, commune, department],
      ...[record.position?.latitude ?? null, record.position?.longitude ?? null],
      ...[record.managingOrganization, record.operationalStatus?.code ?? null],
    );
    if (existed) this.#clear.get('Location')?.[1]?.run(id);
    const values: Value[] = [];
    record.capacities.forEach((each, ord) =>
      values.push(
        ...[
          id,
          ord,
          each.type?.code ?? null,
          each.status?.code ?? null,
          each.temporality?.code ?? null,
          each.count,
        ],
        ...[
          each.source?.code ?? null,
          each.gender?.code ?? null,
          instant(each.updatedAt),
          each.closingType?.code ?? null,
        ],
        ...[
          each.additionalBedType?.code ?? null,
          each.crisis?.code ?? null,
          each.assignment?.code ?? null,
          each.comment,
        ],
      ),
    );
    this.#capacities.insert(values);
  }

  #writeRole(record: PractitionerRole): void {
    this.#role.run(
      ...[record.id, record.practitioner, record.healthcareServices[0] ?? null],
      ...[record.exerciseName.last, record.exerciseName.first, record.profession?.code ?? null],
    );
  }
}

/** Types whose rows this writer knows; other resources of a pull are kept as sent only if asked for. */
export const isDirectoryType = (type: string): type is DirectoryResourceType => Object.hasOwn(tables, type);

/** Epoch ms of a FHIR instant, or null. */
export { instant };
