import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRegion } from '../../main/demo-region/index.ts';
import { smallRegion } from '../support/demo-region.ts';
import { exportFiles, getJson, resources } from './http.ts';

let region: DemoRegion;
beforeAll(async () => {
  region = await smallRegion({ exportSlice: 100, exportPolls: 2 });
});
afterAll(() => region.stop());

const query =
  '_outputFormat=application/fhir%2Bjson&_type=HealthcareService&includeAssociatedData=_myCompleteExtract';
const tag = (code: string): string =>
  `&_typeFilter=${encodeURIComponent(`HealthcareService?_tag=https://mos.esante.gouv.fr/NOS/TRE_R30-RegionOM/FHIR/TRE-R30-RegionOM|${code}`)}`;

describe('$export', () => {
  it('says "in progress" before the manifest, then serves every offer with what it is linked to', async () => {
    const { manifest, files, polls } = await exportFiles(region.url, query);
    expect(polls).toBe(3);
    expect(manifest.output.map(({ count }) => count)).toEqual([100, 100, 100]);
    expect(manifest.output.every(({ url }) => url.endsWith('.json'))).toBe(true);
    const offers = new Set<string>();
    for (const file of files) {
      const all = resources(file);
      const known = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`));
      expect(known.size).toBe(all.length);
      for (const { resourceType, id, providedBy, location, partOf } of all) {
        if (resourceType === 'HealthcareService') {
          offers.add(id);
          const links = [providedBy, ...((location ?? []) as unknown[])] as { reference: string }[];
          for (const { reference } of links) expect(known).toContain(reference);
        }
        if (partOf !== undefined) expect(known).toContain((partOf as { reference: string }).reference);
      }
    }
    expect(offers.size).toBe(300);
  });

  it('filters by region and refuses ndjson', async () => {
    expect(
      (await exportFiles(region.url, query + tag('11'))).files
        .flatMap((file) => resources(file))
        .filter(({ resourceType }) => resourceType === 'HealthcareService'),
    ).toHaveLength(300);
    expect((await exportFiles(region.url, query + tag('24'))).files).toEqual([]);
    const refused = await fetch(
      `${region.url}/$export?_outputFormat=application/fhir%2Bndjson&_type=HealthcareService`,
    );
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('forgets a cancelled export', async () => {
    const kickOff = await fetch(`${region.url}/$export?${query}`);
    const status = kickOff.headers.get('content-location') ?? '';
    expect((await fetch(status, { method: 'DELETE' })).status).toBe(202);
    expect((await fetch(status)).status).toBe(404);
    expect(await getJson(status)).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});
