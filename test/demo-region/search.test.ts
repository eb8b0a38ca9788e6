import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRegion } from '../../main/demo-region/index.ts';
import { smallRegion } from '../support/demo-region.ts';
import { allPages, getBundle, getJson, getResource, resources, text } from './http.ts';

let region: DemoRegion;
beforeAll(async () => {
  region = await smallRegion();
});
afterAll(() => region.stop());

const nos = (name: string): string => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
const find = (query: string): ReturnType<typeof getBundle> => getBundle(`${region.url}/${query}`);

describe('metadata', () => {
  it('declares every resource the application can use', async () => {
    const statement = await getResource(`${region.url}/metadata`);
    expect(statement.resourceType).toBe('CapabilityStatement');
    const text = JSON.stringify(statement);
    for (const type of [
      'HealthcareService',
      'Location',
      'Organization',
      'PractitionerRole',
      'Practitioner',
      'Task',
      'Questionnaire',
      'QuestionnaireResponse',
      'DocumentReference',
      'Binary',
      'Endpoint',
    ]) {
      expect(text).toContain(`"type":"${type}"`);
    }
    expect(text).toContain('"name":"export"');
  });
});

describe('paging', () => {
  it('answers 200 at most by page, with the total, and reaches each match once', async () => {
    const pages = await allPages(`${region.url}/HealthcareService`);
    expect(pages.map((page) => page.entry?.length)).toEqual([200, 100]);
    expect(pages.map((page) => page.total)).toEqual([300, 300]);
    expect(new Set(pages.flatMap((page) => resources(page)).map(({ id }) => id)).size).toBe(300);
    expect((await find('HealthcareService?_count=5000')).entry).toHaveLength(200);
  });

  it('answers an empty search without entry', async () => {
    const empty = await find('HealthcareService?name=introuvable');
    expect(empty.total).toBe(0);
    expect(empty).not.toHaveProperty('entry');
  });

  it('sorts by date of change', async () => {
    const dates = resources(await find('Location?_sort=-_lastUpdated&_count=50')).map((item) =>
      JSON.stringify(item['meta']).slice(16, 40),
    );
    expect(dates).toEqual([...dates].sort().reverse());
  });
});

describe('criteria', () => {
  it('finds by id, several at once', async () => {
    const [first, second] = resources(await find('Location?_count=2'));
    const found = await find(`Location?_id=${first?.id ?? ''},${second?.id ?? ''}`);
    expect(resources(found).map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });

  it('finds an organisation by FINESS and by idNatStruct', async () => {
    const organization = resources(
      await find(`Organization?type=${nos('TRE_R66-CategorieEtablissement')}%7C355&_count=1`),
    )[0];
    const values = (organization?.['identifier'] as { value: string }[]).map(({ value }) => value);
    for (const value of values)
      expect(resources(await find(`Organization?identifier=${value}`)).map(({ id }) => id)).toContain(
        organization?.id,
      );
  });

  it('finds by offer type with or without its nomenclature, and by several', async () => {
    const plain = await find('HealthcareService?service-category=121');
    const full = await find(
      `HealthcareService?service-category=${encodeURIComponent(`${nos('TRE_R244-CategorieOrganisation')}|121`)}`,
    );
    expect(plain.total).toBeGreaterThan(10);
    expect(full.total).toBe(plain.total);
    const usic = await find('HealthcareService?service-category=262');
    expect((await find('HealthcareService?service-category=121,262')).total).toBe(
      (plain.total ?? 0) + (usic.total ?? 0),
    );
    expect((await find('HealthcareService?service-category:not=121')).total).toBe(300 - (plain.total ?? 0));
  });

  it('combines service-type, specialty and characteristic', async () => {
    const query = `HealthcareService?service-type=01&characteristic=${encodeURIComponent(`${nos('TRE_R213-ModePriseEnCharge')}|28`)}`;
    const found = await find(query);
    expect(found.total).toBeGreaterThan(0);
    for (const offer of resources(found)) expect(JSON.stringify(offer['characteristic'])).toContain('"28"');
    const cardiology = await find('HealthcareService?specialty=013');
    expect(cardiology.total).toBeGreaterThan(0);
  });

  it('ignores case and accents in names, from the start or anywhere', async () => {
    const contains = await find('HealthcareService?name:contains=REANIMATION');
    const starts = await find('HealthcareService?name=réanimation');
    expect(contains.total).toBeGreaterThanOrEqual(starts.total ?? 0);
    expect(starts.total).toBeGreaterThan(0);
    for (const { name } of resources(starts))
      expect(text(name).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()).toMatch(/^reanimation/u);
  });

  it('finds Locations by département, by status and by type', async () => {
    const found = await find('Location?address-postalcode=75,92&status=active&type=001');
    expect(found.total).toBeGreaterThan(5);
    for (const location of resources(found))
      expect(JSON.stringify(location['address'])).toMatch(/"postalCode":"(75|92)/u);
  });

  it('finds by date of change with each comparison', async () => {
    const middle = encodeURIComponent(new Date(Date.now() - 86_400_000).toISOString());
    const total = async (query: string): Promise<number> =>
      (await find(`Location?_summary=count&${query}`)).total ?? -1;
    const all = await total('');
    const recent = await total(`_lastUpdated=ge${middle}`);
    expect(recent).toBeGreaterThan(0);
    expect(recent).toBeLessThan(all);
    expect(await total(`_lastUpdated=gt${middle}`)).toBe(recent);
    expect(await total(`_lastUpdated=lt${middle}`)).toBe(all - recent);
    expect(await total(`_lastUpdated=le${middle}&_lastUpdated=ge${middle}`)).toBe(0);
    expect(await total(`_lastUpdated=ge2000-01-01`)).toBe(all);
  });

  it('finds by region tag', async () => {
    const tag = (code: string): string => encodeURIComponent(`${nos('TRE_R30-RegionOM')}|${code}`);
    expect((await find(`HealthcareService?_tag=${tag('11')}`)).total).toBe(300);
    expect((await find(`HealthcareService?_tag=${tag('24')}`)).total).toBe(0);
  });

  it('finds offers of an establishment through its internal organisations', async () => {
    const [eg] = resources(
      await find(`Organization?type=${nos('TRE_R66-CategorieEtablissement')}%7C101&_count=1`),
    );
    const idNatStruct = (eg?.['identifier'] as { value: string }[])[0]?.value ?? '';
    const above = await find(`HealthcareService?organization.identifier:above=${idNatStruct}`);
    const direct = await find(`HealthcareService?organization.identifier=${idNatStruct}`);
    expect(above.total).toBeGreaterThan(direct.total ?? 0);
  });

  it('finds Locations through their offers, by distance and by beds', async () => {
    const [offer] = resources(await find('HealthcareService?service-category=262&_count=1'));
    const identifier = (offer?.['identifier'] as { value: string }[])[0]?.value ?? '';
    const places = await find(`Location?_has:HealthcareService:location:identifier=${identifier}`);
    expect(places.total).toBe((offer?.['location'] as unknown[]).length);
    const close = await find('Location?near=48.86%7C2.34%7C10%7Ckm');
    expect(close.total).toBeGreaterThan(5);
    expect(close.total).toBeLessThan((await find('Location?_summary=count')).total ?? 0);
    const free = await find(
      'HealthcareService?service-category=121&location.capacity-status=02&location.nb-capacity=gt0',
    );
    expect(free.total).toBeGreaterThan(0);
  });

  it.each([
    'Location?inconnu=1',
    'Location?_filter=(a eq b)',
    'Location?_lastUpdated=geoups',
    'Location?_include=Location:nothing',
    'Location?_sort=couleur',
  ])('refuses what it does not understand: %s', async (query) => {
    const answer = await fetch(`${region.url}/${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

describe('includes', () => {
  const ids = (bundle: Awaited<ReturnType<typeof getBundle>>): string[] =>
    (bundle.entry ?? []).map(({ resource }) => `${resource.resourceType}/${resource.id}`);

  it('brings the complete set with the tail of the guide, each once', async () => {
    const tail =
      '_include=HealthcareService:organization&_include:iterate=Organization:partof&_include=HealthcareService:location&_revinclude=PractitionerRole:service&_include=PractitionerRole:practitioner';
    const bundle = await find(`HealthcareService?_count=200&${tail}`);
    const all = ids(bundle);
    expect(new Set(all).size).toBe(all.length);
    expect(bundle.total).toBe(300);
    expect(resources(bundle, 'match')).toHaveLength(200);
    const types = new Set(resources(bundle, 'include').map(({ resourceType }) => resourceType));
    expect(types).toEqual(new Set(['Organization', 'Location', 'PractitionerRole', 'Practitioner']));
    const known = new Set(all);
    const organizations = resources(bundle).filter(({ resourceType }) => resourceType === 'Organization');
    for (const { partOf } of organizations)
      if (partOf !== undefined) expect(known).toContain((partOf as { reference: string }).reference);
  });

  it('brings the offers of changed Locations', async () => {
    const bundle = await find('Location?_revinclude=HealthcareService:location&_count=20');
    const places = new Set(resources(bundle, 'match').map(({ id }) => `Location/${id}`));
    const offers = resources(bundle, 'include');
    expect(offers.length).toBeGreaterThan(10);
    for (const offer of offers)
      expect(
        (offer['location'] as { reference: string }[]).some(({ reference }) => places.has(reference)),
      ).toBe(true);
  });
});

describe('read', () => {
  it('gives version headers and answers 304 to the same version', async () => {
    const [location] = resources(await find('Location?_count=1'));
    const url = `${region.url}/Location/${location?.id ?? ''}`;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"\d+"$/u);
    expect(Date.parse(first.headers.get('last-modified') ?? '')).not.toBeNaN();
    expect(await first.json()).toEqual(location);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    region.control.setCapacity(location?.id ?? '', { installed: 12 });
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('answers 404 to an unknown resource or type', async () => {
    expect((await fetch(`${region.url}/Location/0`)).status).toBe(404);
    expect((await fetch(`${region.url}/Patient`)).status).toBe(404);
    expect(await getJson(`${region.url}/Location/0`)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'not-found' }],
    });
  });
});
