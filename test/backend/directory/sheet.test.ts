import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  GoneSheet,
  HealthcareServiceSheet,
  OrganizationSheet,
  PractitionerRoleSheet,
  SheetKind,
} from '../../../shared/contract/directory.ts';
import { AppError } from '../../../shared/errors.ts';
import { viewerOf } from '../../../main/backend/viewer.ts';
import { coded, DirectoryRegion, offer, organization, telecom, type Json } from './region.ts';

const SD = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';

let region: DirectoryRegion;
beforeEach(() => {
  region = new DirectoryRegion();
});
afterEach(() => {
  region.close();
});

const sheet = (kind: SheetKind, id: string) => region.feature.handlers['directory.sheet']({ kind, id });
const organizationSheet = (id: string) => sheet('organization', id) as OrganizationSheet;
const unitSheet = (id: string) => sheet('healthcareService', id) as HealthcareServiceSheet;
const roleSheet = (id: string) => sheet('practitionerRole', id) as PractitionerRoleSheet;

function gone(kind: SheetKind, id: string): GoneSheet {
  try {
    sheet(kind, id);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not_found')
      return thrown.details as unknown as GoneSheet;
    throw thrown;
  }
  throw new Error('found');
}

/** A contact of an organization at a confidentiality level. */
const contact = (name: string, level: string, phone: Json, purpose = '01'): Json => ({
  name: { text: name },
  purpose: coded('TRE_R287-NatureContact', purpose),
  telecom: [phone],
  extension: [
    {
      url: `${SD}ror-confidentiality-level`,
      valueCodeableConcept: coded('TRE_R283-NiveauConfidentialite', level),
    },
  ],
});

describe('confidentiality', () => {
  beforeEach(() => {
    region.put(
      organization('eg', 'EG', null, {
        contact: [
          contact('Standard', '1', telecom('0140000001', '1'), '06'),
          contact('Cadre', '2', telecom('0140000002', '2')),
          contact('Régulation', '3', telecom('0140000003', '3')),
          contact('Mixte', '1', telecom('0140000004', '3')),
        ],
        telecom: [telecom('0140000005', null), telecom('0140000006', '2')],
      }),
    );
  });

  test.each([
    ['mur', ['0140000001'], 5],
    ['urgences', ['0140000001', '0140000002', '0140000006'], 3],
    ['samu', ['0140000001', '0140000002', '0140000003', '0140000004', '0140000005', '0140000006'], 0],
  ] as const)('a %s receives nothing above its level', (profile, numbers, hidden) => {
    region.viewer = viewerOf(profile);
    const sent = organizationSheet('eg');
    const text = JSON.stringify(sent);
    for (let last = 1; last <= 6; last += 1)
      expect(text.includes(`014000000${last}`)).toBe(
        (numbers as readonly string[]).includes(`014000000${last}`),
      );
    expect(sent.hiddenContacts).toBe(hidden);
  });

  test('numbers of what could not be read never leave the backend', () => {
    const unknown = { url: 'https://region.invalid/astreinte', valueString: '0140009999' };
    region.put(organization('eg', 'EG', null, { extension: [unknown] }));
    const sent = organizationSheet('eg');
    expect(sent.notUnderstood).toEqual([{ path: 'Organization.extension[0]', reason: 'unknown_extension' }]);
    expect(JSON.stringify(sent)).not.toContain('0140009999');
  });

  test('the phone of a unit without one is its parent’s, and says so', () => {
    region.put(organization('s', 'SERVICE', 'eg'), offer('uo', 's'));
    expect(unitSheet('uo').phone).toMatchObject({ value: '0140000001', of: { id: 'eg', level: 'EG' } });
    region.put(organization('eg', 'EG', null, { telecom: [telecom('0140000003', '3')] }));
    expect(unitSheet('uo').phone).toBeNull();
  });
});

describe('sensitive units', () => {
  beforeEach(() => {
    region.put(
      organization('eg', 'EG', null),
      offer('secret', 'eg', { sensitive: true }),
      offer('open', 'eg'),
      { resourceType: 'Practitioner', id: 'p', name: [{ family: 'Doe' }] },
      role('only-secret', 'p', 'secret'),
      role('open-role', 'p', 'open'),
    );
  });

  test('do not exist for who may not see them, nor does who works only there', () => {
    expect(gone('healthcareService', 'secret')).toEqual({
      ...{ kind: 'healthcareService', id: 'secret', name: null, parent: null },
    });
    expect(gone('practitionerRole', 'only-secret').name).toBeNull();
    expect(organizationSheet('eg').children.total).toBe(1);
    expect(unitSheet('open').siblings.total).toBe(0);
    expect(roleSheet('open-role').situations).toEqual([]);
  });

  test('are whole for a SAMU', () => {
    region.viewer = viewerOf('samu');
    expect(unitSheet('secret').siblings.first.map(({ id }) => id)).toEqual(['open']);
    expect(roleSheet('open-role').situations.map(({ id, unit }) => [id, unit?.id])).toEqual([
      ['only-secret', 'secret'],
    ]);
  });

  test('leave no trace when they leave the region', () => {
    region.remove({ type: 'HealthcareService', id: 'secret' });
    expect(gone('healthcareService', 'secret')).toMatchObject({ name: null, parent: null });
  });
});

function role(id: string, practitioner: string, unit: string, more: Json = {}): Json {
  return {
    resourceType: 'PractitionerRole',
    id,
    practitioner: { reference: `Practitioner/${practitioner}` },
    healthcareService: [{ reference: `HealthcareService/${unit}` }],
    extension: [
      {
        url: `${SD}ror-practitionerrole-name`,
        extension: [
          { url: 'exerciseTitle', valueString: 'Dr' },
          { url: 'exerciseLastName', valueString: id },
        ],
      },
    ],
    ...more,
  };
}

describe('surroundings', () => {
  beforeEach(() => {
    region.put(
      organization('ej', 'EJ', null),
      organization('eg', 'EG', 'ej'),
      organization('pole', 'POLE', 'eg'),
      organization('uf', 'UF', 'pole'),
      offer('a', 'uf'),
      offer('b', 'uf', { closed: '2026-01-01' }),
      offer('c', 'pole'),
    );
  });

  test('parents go from the legal entity down', () => {
    expect(unitSheet('a').parents.map(({ id }) => id)).toEqual(['ej', 'eg', 'pole', 'uf']);
    expect(organizationSheet('uf').parents.map(({ id }) => id)).toEqual(['ej', 'eg', 'pole']);
    expect(organizationSheet('ej').parents).toEqual([]);
  });

  test('children and siblings are counted by level', () => {
    const pole = organizationSheet('pole');
    expect(pole.children).toMatchObject({ total: 2, byLevel: { UF: 1, UO: 1 } });
    expect(pole.units).toBe(3);
    expect(unitSheet('a').siblings.first).toEqual([
      { kind: 'healthcareService', id: 'b', level: 'UO', name: 'Unité b', city: null, closed: true },
    ]);
  });

  test('two hundred children are named and all are counted', () => {
    region.put(...Array.from({ length: 260 }, (_, index) => offer(`x${index}`, 'eg')));
    const { children } = organizationSheet('eg');
    expect(children.total).toBe(261);
    expect(children.first).toHaveLength(200);
  });

  test('a sheet whose chain does not reach the top says why', () => {
    region.put(organization('lost', 'POLE', 'absent'), offer('low', 'lost'), offer('bare', null));
    expect(organizationSheet('lost').astray).toBe('parent_not_sent');
    expect(unitSheet('low')).toMatchObject({ astray: 'parent_not_sent', parents: [{ id: 'lost' }] });
    expect(unitSheet('bare')).toMatchObject({ astray: 'no_parent', parents: [] });
    expect(unitSheet('a').astray).toBeNull();
  });
});

describe('a sheet that vanished', () => {
  test('offers the nearest parent still there', () => {
    region.put(
      organization('ej', 'EJ', null),
      organization('eg', 'EG', 'ej'),
      organization('pole', 'POLE', 'eg'),
      offer('uo', 'pole'),
      role('r', 'p', 'uo'),
    );
    region.remove({ type: 'HealthcareService', id: 'uo' }, { type: 'Organization', id: 'pole' });
    expect(gone('healthcareService', 'uo')).toMatchObject({
      name: 'Unité uo',
      parent: { kind: 'organization', id: 'eg' },
    });
    region.remove({ type: 'PractitionerRole', id: 'r' });
    expect(gone('practitionerRole', 'r')).toMatchObject({ name: 'r', parent: { id: 'eg' } });
    region.put(offer('uo', 'eg'));
    expect(unitSheet('uo').name).toBe('Unité uo');
  });

  test('that was never there offers nothing', () => {
    for (const kind of ['organization', 'healthcareService', 'practitionerRole'] as const)
      expect(gone(kind, 'ailleurs')).toEqual({ kind, id: 'ailleurs', name: null, parent: null });
  });
});

describe('content', () => {
  test('codes without label take the one the region said elsewhere, or stay as sent', () => {
    const equipment = (code: string, display?: string): Json => ({
      resourceType: 'Location',
      id: `l-${code}`,
      meta: { lastUpdated: '2026-03-01T08:00:00Z' },
      extension: [
        {
          url: `${SD}ror-location-equipment`,
          extension: [
            { url: 'equipmentType', valueCodeableConcept: coded('TRE_R212-Equipement', code, display) },
          ],
        },
      ],
    });
    region.put(
      organization('eg', 'EG', null),
      equipment('089', 'Scanner'),
      { ...equipment('089'), id: 'bare' },
      equipment('777'),
      offer('uo', 'eg', { location: ['bare', 'l-777'].map((id) => ({ reference: `Location/${id}` })) }),
    );
    expect(unitSheet('uo').locations.map(({ equipment }) => equipment[0]?.type)).toEqual([
      { system: 'TRE_R212', code: '089', display: 'Scanner' },
      { system: 'TRE_R212', code: '777', display: null },
    ]);
  });

  test('professionals of a unit are named as at work, with the number they may be called at', () => {
    region.put(
      organization('eg', 'EG', null),
      offer('uo', 'eg'),
      { resourceType: 'Practitioner', id: 'p', name: [{ family: 'CIVIL', given: ['Ada'] }] },
      role('z', 'p', 'uo', { telecom: [telecom('0140000003', '3')] }),
      role('m', 'p', 'uo', { telecom: [telecom('0140000002', '2')], extension: [] }),
    );
    expect(unitSheet('uo').professionals).toMatchObject({
      total: 2,
      first: [
        { id: 'm', name: 'Ada CIVIL', phone: '0140000002' },
        { id: 'z', name: 'Dr Ada z', phone: null },
      ],
    });
    expect(roleSheet('m')).toMatchObject({
      units: [{ id: 'uo' }],
      parents: [{ id: 'eg' }, { id: 'uo' }],
      situations: [{ id: 'z', unit: { id: 'uo' } }],
    });
  });

  test('bed figures are told to exist and are left to their own sheet', () => {
    const place = (id: string, capacity: readonly Json[]): Json => ({
      resourceType: 'Location',
      id,
      extension: capacity,
    });
    region.put(
      organization('eg', 'EG', null),
      place('with', [
        {
          url: `${SD}ror-location-supported-capacity`,
          extension: [
            { url: 'nbCapacity', valueInteger: 3 },
            { url: 'capacityStatus', valueCodeableConcept: coded('TRE_R330-TypeStatutCapacite', '02') },
          ],
        },
      ]),
      place('without', []),
      offer('beds', 'eg', { location: [{ reference: 'Location/with' }] }),
      offer('none', 'eg', {
        location: [{ reference: 'Location/without' }, { reference: 'Location/absent' }],
      }),
    );
    expect(unitSheet('beds').hasBeds).toBe(true);
    expect(unitSheet('none').hasBeds).toBe(false);
    expect(unitSheet('none').locations.map(({ id }) => id)).toEqual(['without']);
    expect(unitSheet('beds').locations[0]).not.toHaveProperty('capacities');
  });

  test('names of any kind come through as sent', () => {
    const names = ['<script>alert(1)</script>', 'Unité \u202e cba', 'x'.repeat(5_000)];
    region.put(
      organization('eg', 'EG', null),
      ...names.map((name, index) => offer(`n${index}`, 'eg', { name })),
    );
    expect(names.map((_, index) => unitSheet(`n${index}`).name)).toEqual(names);
  });
});
