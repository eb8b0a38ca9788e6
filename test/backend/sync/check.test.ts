import { expect, it } from 'vitest';
import { runCheck } from '../../../main/backend/sync/check.ts';
import { ingestWorkerEntry, temporaryFolder } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

const options = (profileDir: string, url: string) => ({
  profileDir,
  region: { id: 'test', name: 'Région de test', baseUrl: url },
  ingestWorker: ingestWorkerEntry,
});

it('reports the main job from the region to the board', async () => {
  await using region = await smallRegion();
  using folder = temporaryFolder();
  const report = await runCheck({
    ...options(folder.path, region.url),
    changeBeds: () => {
      region.control.updateBeds(10);
      return Promise.resolve();
    },
  });
  expect(report).toMatchObject({ offers: 300, changed: 10 });
  expect(report.locations).toBeGreaterThan(100);
  expect(report.organizations).toBeGreaterThan(50);
  expect(Object.keys(report.beds)).toContain('rea');
  expect(report.notUnderstood).toBeGreaterThanOrEqual(0);
  for (const seconds of Object.values(report.seconds)) expect(seconds).toBeGreaterThanOrEqual(0);
});

it('rejects with the reason when the region is down', async () => {
  using folder = temporaryFolder();
  const check = runCheck({ ...options(folder.path, 'http://127.0.0.1:9/fhir'), changeBeds: () => Promise.resolve() });
  await expect(check).rejects.toMatchObject({ code: 'region_unreachable' });
});
