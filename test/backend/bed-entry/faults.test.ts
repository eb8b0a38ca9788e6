import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemoRegion } from '../../../main/demo-region/index.ts';
import { smallRegion } from '../../support/demo-region.ts';
import { temporaryFolder, until } from '../../support/backend.ts';
import { heldBy, openPost, patches, type Post } from './post.ts';

let region: DemoRegion;
let folder: ReturnType<typeof temporaryFolder>;
let post: Post;
let place: string;
const free = { capacityStatus: '02', genderCapacityAvailable: '04' };

beforeAll(async () => {
  region = await smallRegion();
  folder = temporaryFolder();
  post = await openPost(folder.path, region.url);
});
afterAll(async () => {
  await post[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
  await region.stop();
});
let next = 0;
beforeEach(async () => {
  const { rows } = await post.units();
  const row = rows.filter(({ blocked }) => blocked === null)[next++];
  if (row === undefined) throw new Error('no unit left');
  place = row.locationId;
  region.control.setCapacity(place, {
    installed: 20,
    available: 4,
    occupied: 12,
    at: Date.now() - 3_600_000,
  });
  await post.test.backend.sync('beds');
  region.control.clearRequests();
});
afterEach(() => {
  region.control.clearFault();
});

describe('faults of the region', () => {
  it('no network: kept, shown as waiting, sent once when it is back', async () => {
    region.control.setFault('down');
    await post.enter(place, { availableAny: 3 });
    await until('a failed attempt', async () => (await post.row(place)).sending?.problem !== null);
    const row = await post.row(place);
    expect(row.sending).toMatchObject({ state: 'waiting', problem: { code: 'region_unreachable' } });
    expect(row.cells.availableAny).toMatchObject({ count: 3, pending: true });
    // A second entry meanwhile takes the first over.
    await post.enter(place, { occupied: 10 });
    expect((await post.call('bedEntry.access', {})).waiting).toBe(1);
    region.control.clearFault();
    await post.settled(place, 'sent');
    expect(heldBy(region, place, free)[0]?.count).toBe(3);
    expect(heldBy(region, place, { capacityStatus: '03' })[0]?.count).toBe(10);
    expect(patches(region).filter((status) => status === 200)).toHaveLength(1);
  });

  it('an answer lost after the region wrote it: asked, not sent again', async () => {
    region.control.setFault('truncated@/Location\\?identifier#1');
    await post.enter(place, { availableAny: 2 });
    await post.settled(place, 'sent');
    expect(heldBy(region, place, free)).toMatchObject([{ count: 2 }]);
    expect(patches(region)).toHaveLength(1);
  });

  it('an entry made while the one before is on its way is sent after it, without a conflict with itself', async () => {
    region.control.setFault('slow:400@/Location\\?identifier#1');
    await post.enter(place, { availableAny: 3, reserved: 1 });
    await until('the first one to leave', () => patches(region).length === 1);
    await post.enter(place, { availableAny: 1, occupied: 9 });
    await until('both', () => heldBy(region, place, { capacityStatus: '03' })[0]?.count === 9);
    await post.settled(place, 'sent');
    expect(heldBy(region, place, free)[0]?.count).toBe(1);
    expect(heldBy(region, place, { capacityStatus: '04' })[0]?.count).toBe(1);
    expect((await post.call('bedEntry.access', {})).waiting).toBe(0);
  });

  it.each(['status:503@/Location#2', 'html@/Location#2', 'status:429@/Location#1'])(
    '%s: tried again by itself',
    async (fault) => {
      region.control.setFault(fault);
      await post.enter(place, { availableAny: 2 });
      await post.settled(place, 'sent');
      expect(heldBy(region, place, free)[0]?.count).toBe(2);
    },
  );

  it('an identifier the region does not know: refused in words, kept, and sent when it is put right', async () => {
    const resource = region.control.getResource('Location', place);
    if (resource === undefined) throw new Error('no Location');
    const identifiers = resource['identifier'] as unknown as { value: string }[];
    const renamed = identifiers.map((each) => ({ ...each, value: `${each.value}-autre` }));
    region.control.addRawResource({ ...resource, identifier: renamed });
    const jobId = await post.enter(place, { availableAny: 5 });
    const row = await post.settled(place, 'refused');
    expect(row.sending?.problem).toMatchObject({ code: 'capacity_unknown_location' });
    expect(row.sending?.problem?.message).toContain('GRADeS');
    region.control.addRawResource(resource);
    await post.call('bedEntry.resolve', { jobId, keep: 'mine' });
    await post.settled(place, 'sent');
    expect(heldBy(region, place, free)[0]?.count).toBe(5);
  });
});
