import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { unknownParentKey, type TreeNode } from '../../../shared/contract/directory.ts';
import { directoryFilters } from '../../../shared/domain/directory-filters.ts';
import { viewerOf } from '../../../main/backend/viewer.ts';
import { DirectoryRegion, offer, organization, type Json } from './region.ts';

let region: DirectoryRegion;
beforeEach(() => {
  region = new DirectoryRegion();
});
afterEach(() => {
  region.close();
});

const keys = (nodes: readonly TreeNode[]): string[] => nodes.map(({ key }) => key);
const all = directoryFilters.parse({ closed: true });

/** Every key met by opening everything, in the order met. */
function walk(from: string | null = null, depth = 0): string[] {
  if (depth > 60) throw new Error('the tree has no end');
  return region.children(from, { closed: true }).flatMap((node) => {
    const below = walk(node.key, depth + 1);
    expect(node.children, `children announced by ${node.key}`).toBe(
      region.children(node.key, { closed: true }).length,
    );
    expect(node.units, `units announced by ${node.key}`).toBe(
      below.filter((key) => key.startsWith('healthcareService:')).length,
    );
    return [node.key, ...below];
  });
}

describe('levels', () => {
  test('EJ > EG > pôle > service > UF > UO, each under its own parent', () => {
    region.put(
      organization('ej', 'EJ', null),
      organization('eg', 'EG', 'ej'),
      organization('pole', 'POLE', 'eg'),
      organization('service', 'SERVICE', 'pole'),
      organization('uf', 'UF', 'service'),
      offer('uo', 'uf'),
    );
    expect(walk()).toEqual([
      'organization:ej',
      'organization:eg',
      'organization:pole',
      'organization:service',
      'organization:uf',
      'healthcareService:uo',
    ]);
  });

  test('missing levels are tolerated: a unit straight under an EJ, an EG without EJ', () => {
    region.put(
      organization('ej', 'EJ', null),
      offer('a', 'ej'),
      organization('eg', 'EG', null),
      offer('b', 'eg'),
    );
    expect(keys(region.children(null))).toEqual(['organization:ej', 'organization:eg']);
    expect(keys(region.children('organization:ej'))).toEqual(['healthcareService:a']);
    expect(keys(region.children('organization:eg'))).toEqual(['healthcareService:b']);
  });

  test('siblings go by level, then by name as people read it', () => {
    region.put(
      organization('eg', 'EG', null),
      offer('u', 'eg', { name: 'Accueil' }),
      organization('s2', 'SERVICE', 'eg', { name: 'Urgences' }),
      organization('s1', 'SERVICE', 'eg', { name: 'Éléments 10' }),
      organization('s0', 'SERVICE', 'eg', { name: 'éléments 2' }),
      organization('p', 'POLE', 'eg', { name: 'Zone' }),
    );
    expect(keys(region.children('organization:eg'))).toEqual([
      'organization:p',
      'organization:s0',
      'organization:s1',
      'organization:s2',
      'healthcareService:u',
    ]);
  });
});

describe('what hangs on nothing known', () => {
  test('is gathered under one root, with the reason', () => {
    region.put(
      organization('pole', 'POLE', null),
      organization('eg', 'EG', 'ej-not-sent'),
      offer('lost', 'nowhere'),
      offer('bare', null),
    );
    const [root, ...others] = region.children(null);
    expect(others).toEqual([]);
    expect(root).toMatchObject({ key: unknownParentKey, children: 4, units: 2 });
    expect(region.children(unknownParentKey).map(({ id, astray }) => [id, astray])).toEqual([
      ['eg', 'parent_not_sent'],
      ['pole', 'no_parent'],
      ['bare', 'no_parent'],
      ['lost', 'parent_not_sent'],
    ]);
  });

  test('a loop is cut at one place and nothing of it is lost', () => {
    region.put(
      organization('c', 'SERVICE', 'b'),
      organization('a', 'POLE', 'c'),
      organization('b', 'POLE', 'a'),
      organization('self', 'UF', 'self'),
      organization('branch', 'UF', 'b'),
      offer('uo', 'c'),
    );
    expect(walk()).toEqual([
      unknownParentKey,
      'organization:a',
      'organization:b',
      'organization:c',
      'healthcareService:uo',
      'organization:branch',
      'organization:self',
    ]);
    expect(region.children(unknownParentKey).map(({ id, astray }) => [id, astray])).toEqual([
      ['a', 'loop'],
      ['self', 'loop'],
    ]);
  });

  test('whatever the parents, every organization and unit is reachable exactly once', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `o${index}`);
    const parent = fc.option(fc.constantFrom(...ids, 'absent'), { nil: null });
    const shape = fc.record({
      organizations: fc.array(fc.tuple(fc.constantFrom('EJ', 'EG', 'POLE', 'UF'), parent), {
        minLength: 1,
        maxLength: 9,
      }),
      offers: fc.array(parent, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(shape, ({ organizations, offers }) => {
        region.close();
        region = new DirectoryRegion();
        const sent: Json[] = [
          ...organizations.map(([level, partOf], index) => organization(`o${index}`, level as 'EJ', partOf)),
          ...offers.map((by, index) => offer(`u${index}`, by)),
        ];
        region.put(...sent);
        const met = walk().filter((key) => key !== unknownParentKey);
        expect(met.toSorted()).toEqual(
          sent
            .map(({ resourceType, id }) =>
              resourceType === 'Organization'
                ? `organization:${String(id)}`
                : `healthcareService:${String(id)}`,
            )
            .toSorted(),
        );
        for (const key of met) {
          const [kind, id] = key.split(':') as ['organization' | 'healthcareService', string];
          const { steps } = region.feature.handlers['directory.path']({ kind, id, filters: all });
          expect(steps.at(-1)?.key).toBe(key);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('filters', () => {
  beforeEach(() => {
    const at = (postalCode: string): Json => ({ address: [{ postalCode, city: 'Commune' }] });
    region.put(
      organization('ej', 'EJ', null),
      organization('paris', 'EG', 'ej', at('75012')),
      organization('creteil', 'EG', 'ej', at('94000')),
      organization('vide', 'EG', 'ej', at('94000')),
      organization('fini', 'EG', 'ej', {
        ...at('75012'),
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/organization-period',
            valuePeriod: { end: '2020-01-01' },
          },
        ],
      }),
      offer('rea', 'paris', { type: '121' }),
      offer('psy', 'paris', { type: '16', field: '03' }),
      offer('usic', 'creteil', { type: '262' }),
      offer('closed', 'creteil', { type: '121', closed: '2026-01-01' }),
      offer('secret', 'creteil', { type: '121', sensitive: true }),
    );
  });

  test('closed places are left out unless asked, and are marked', () => {
    expect(keys(region.children('organization:creteil'))).toEqual(['healthcareService:usic']);
    const shown = region.children('organization:creteil', { closed: true });
    expect(shown.map(({ id, closed }) => [id, closed])).toEqual([
      ['closed', true],
      ['usic', false],
    ]);
    expect(keys(region.children('organization:ej'))).not.toContain('organization:fini');
    expect(region.children('organization:ej', { closed: true }).find(({ id }) => id === 'fini')?.closed).toBe(
      true,
    );
  });

  test('combine, and keep only what leads to a match', () => {
    expect(keys(region.children('organization:ej', { fields: ['03'] }))).toEqual(['organization:paris']);
    expect(keys(region.children('organization:paris', { fields: ['03'] }))).toEqual([
      'healthcareService:psy',
    ]);
    expect(region.children(null, { fields: ['03'], unitTypes: ['121'] })).toEqual([]);
    expect(keys(region.children('organization:ej', { departments: ['94'] }))).toEqual([
      'organization:creteil',
      'organization:vide',
    ]);
    expect(region.children(null, { unitTypes: ['121', '262'] })[0]).toMatchObject({ children: 2, units: 2 });
  });

  test('values come with the units each would keep under the other filters', () => {
    const facets = region.feature.handlers['directory.facets']({
      filters: directoryFilters.parse({ departments: ['75'] }),
    });
    expect(facets.departments.map(({ code, units }) => [code.code, units])).toEqual([
      ['75', 2],
      ['94', 1],
    ]);
    expect(facets.unitTypes.map(({ code, units }) => [code.code, units])).toEqual([
      ['16', 1],
      ['121', 1],
    ]);
    expect(facets).toMatchObject({ organizations: 5, units: 4 });
  });

  test('the way to a place that the filters leave out is told as such', () => {
    const path = (id: string, departments: string[]) =>
      region.feature.handlers['directory.path']({
        kind: 'healthcareService',
        id,
        filters: directoryFilters.parse({ departments }),
      });
    expect(path('usic', [])).toEqual({
      steps: [
        { key: 'organization:ej', index: 0 },
        { key: 'organization:creteil', index: 0 },
        { key: 'healthcareService:usic', index: 0 },
      ],
      hidden: false,
    });
    expect(path('usic', ['75']).hidden).toBe(true);
    expect(() => path('secret', [])).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  test('a sensitive unit is neither listed, counted nor found; a SAMU sees it', async () => {
    const found = async () =>
      (await region.feature.handlers['directory.find']({ text: 'secret', limit: 20 })).matches;
    expect(walk()).not.toContain('healthcareService:secret');
    expect(await found()).toEqual([]);
    region.viewer = viewerOf('samu');
    expect(walk()).toContain('healthcareService:secret');
    expect((await found()).map(({ id }) => id)).toEqual(['secret']);
  });
});

describe('type-ahead', () => {
  const find = (text: string) => region.feature.handlers['directory.find']({ text, limit: 10 });

  test('takes words in any order, without accents, and says where each match stands', async () => {
    region.put(
      organization('ej', 'EJ', null, { name: 'Groupe hospitalier' }),
      organization('eg', 'EG', 'ej', {
        name: 'Hôpital Saint-Éloi',
        address: [{ city: 'Créteil', postalCode: '94000' }],
      }),
      offer('uo', 'eg', { name: 'Réanimation médicale' }),
    );
    expect((await find('medicale rea')).matches).toEqual([
      {
        ...{ key: 'healthcareService:uo', kind: 'healthcareService', id: 'uo', level: 'UO' },
        ...{ name: 'Réanimation médicale', city: 'Créteil', department: '94' },
        within: ['Hôpital Saint-Éloi', 'Groupe hospitalier'],
      },
    ]);
    expect((await find('st eloi')).matches.map(({ id }) => id)).toEqual(['eg']);
    expect((await find('s')).matches.map(({ id }) => id)).toEqual(['eg']);
    expect((await find('med rea')).matches.map(({ id }) => id)).toEqual(['uo']);
    expect((await find('animation')).total).toBe(0);
  });

  test.each(['', '   ', '"', '* OR 1=1', 'NEAR(', '😀', "'; DROP TABLE organization; --", 'x'.repeat(500)])(
    'takes %j without error',
    async (text) => {
      region.put(organization('eg', 'EG', null));
      expect((await find(text)).total).toBe(0);
    },
  );
});

test('an answer follows the copy', () => {
  region.put(organization('ej', 'EJ', null), offer('a', 'ej'));
  expect(region.children(null)[0]).toMatchObject({ units: 1 });
  region.put(offer('b', 'ej'));
  expect(region.children(null)[0]).toMatchObject({ units: 2 });
  region.remove({ type: 'Organization', id: 'ej' });
  expect(keys(region.children(unknownParentKey))).toEqual(['healthcareService:a', 'healthcareService:b']);
});

test('a unit announced to close does so without anything arriving', () => {
  region.put(organization('ej', 'EJ', null), offer('a', 'ej', { closed: '2026-03-12' }));
  expect(keys(region.children('organization:ej'))).toEqual(['healthcareService:a']);
  region.now = Date.parse('2026-03-12T09:00:00Z');
  expect(region.children('organization:ej')).toEqual([]);
});

test('keys that lead nowhere have no children', () => {
  region.put(organization('ej', 'EJ', null));
  for (const key of ['organization:absent', 'healthcareService:x', 'nothing', ':', 'organization:'])
    expect(region.children(key)).toEqual([]);
});
