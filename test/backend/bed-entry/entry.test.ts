import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../main/backend/work/audit.ts';
import { workFile } from '../../../main/backend/work/open-work.ts';
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

describe('my units', () => {
  it('are those of one’s establishments, with their figures and due times', async () => {
    const { rows, person, dueTimes } = await post.units();
    expect(person.profile).toBe('referent');
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect(dueTimes).toEqual([420, 840, 1200]);
    const row = rows.find(({ locationId }) => locationId === place);
    expect(row).toMatchObject({ installed: 20, sending: null, blocked: null });
    expect(row?.cells).toMatchObject({ availableAny: { count: 4, pending: false }, occupied: { count: 12 } });
    expect(await post.call('bedEntry.access', {})).toEqual({ allowed: true, waiting: 0 });
  });

  it('are nobody’s where nobody is signed in', async () => {
    using other = temporaryFolder();
    await using alone = await openPost(other.path, region.url, {
      region: { id: 'test', name: 'Région de test', baseUrl: region.url },
    });
    expect(await alone.call('bedEntry.access', {})).toEqual({ allowed: false, waiting: 0 });
    expect((await alone.refusal('bedEntry.units', {})).code).toBe('unauthenticated');
    const save = { locationId: place, figures: { occupied: 1 }, base: {} };
    expect((await alone.refusal('bedEntry.save', save)).code).toBe('unauthenticated');
  });

  it('are the only ones that can be entered', async () => {
    const { rows } = await post.units();
    const mine = new Set(rows.map(({ locationId }) => locationId));
    const foreign = region.control.bedLocationIds(['121', '262']).find((id) => !mine.has(id)) ?? '';
    expect(foreign).not.toBe('');
    const save = { locationId: foreign, figures: { occupied: 1 }, base: {} };
    expect((await post.refusal('bedEntry.save', save)).code).toBe('forbidden');
    expect((await post.refusal('bedEntry.unchanged', { locationIds: [foreign] })).code).toBe('forbidden');
    expect(patches(region)).toEqual([]);
  });
});

describe('an entry', () => {
  it('replaces the figures at the region, in one request, as entered by hand', async () => {
    await post.enter(place, { availableAny: 2, occupied: 14 });
    const row = await post.settled(place, 'sent');
    expect(patches(region)).toEqual([200]);
    const [held] = heldBy(region, place, free);
    expect(held).toMatchObject({ count: 2, source: '01' });
    expect(heldBy(region, place, { capacityStatus: '03' })[0]?.count).toBe(14);
    expect(row.cells.availableAny).toMatchObject({ count: 2, pending: false });
    expect(Date.parse(row.cells.availableAny?.updatedAt ?? '')).toBe(held?.at);
    expect(heldBy(region, place, { capacityStatus: '01' })[0]?.count).toBe(20);
  });

  it('adds a figure the region does not hold, after trying to replace it', async () => {
    const before = heldBy(region, place, { capacityStatus: '06', additionalBedType: '02' });
    await post.enter(place, { supplementaryWithoutStaff: 3, availableAny: 1 });
    await post.settled(place, 'sent');
    expect(heldBy(region, place, { capacityStatus: '06', additionalBedType: '02' })[0]?.count).toBe(3);
    expect(heldBy(region, place, free)[0]?.count).toBe(1);
    if (before.length === 0) expect(patches(region)).toContain(404);
    expect(patches(region).at(-1)).toBe(200);
  });

  it('carries a closure with its kind and comment, and keeps the comment when only the number changes', async () => {
    const closed = { capacityStatus: '05', capacityClosingType: '02' };
    await post.call('bedEntry.save', {
      locationId: place,
      figures: { closedNotReopenable: 2 },
      comments: { closedNotReopenable: 'Travaux' },
      base: { closedNotReopenable: null },
    });
    await post.settled(place, 'sent');
    expect(heldBy(region, place, closed)[0]).toMatchObject({ count: 2, comment: 'Travaux' });
    await post.enter(place, { closedNotReopenable: 1 });
    await until('the second entry', () => heldBy(region, place, closed)[0]?.count === 1);
    expect(heldBy(region, place, closed)[0]?.comment).toBe('Travaux');
  });

  it('of a number that is none of beds is refused before anything is queued', async () => {
    for (const count of [-1, 1.5, 9999]) {
      const save = { locationId: place, figures: { occupied: count }, base: {} };
      expect((await post.refusal('bedEntry.save', save)).code).toBe('invalid_params');
    }
    expect((await post.row(place)).sending).toBeNull();
    expect((await post.call('bedEntry.queue', {})).jobs).toEqual([]);
  });

  it('made twice by a double click is one job and one request', async () => {
    const base = {
      occupied: { count: 12, updatedAt: (await post.row(place)).cells.occupied?.updatedAt ?? null },
    };
    const save = { locationId: place, figures: { occupied: 15 }, base };
    const [first, second] = await Promise.all([
      post.call('bedEntry.save', save),
      post.call('bedEntry.save', save),
    ]);
    await post.settled(place, 'sent');
    const third = await post.call('bedEntry.save', save);
    expect(new Set([first.jobId, second.jobId, third.jobId]).size).toBe(1);
    expect(patches(region)).toEqual([200]);
  });

  it('unchanged sends the same numbers with a new date, once', async () => {
    const before = heldBy(region, place, free)[0]?.at ?? 0;
    const [first, second] = await Promise.all([
      post.call('bedEntry.unchanged', { locationIds: [place] }),
      post.call('bedEntry.unchanged', { locationIds: [place] }),
    ]);
    expect(first).toEqual({ confirmed: [place], skipped: [] });
    expect(second.skipped.map(({ locationId }) => locationId)).toEqual([place]);
    await post.settled(place, 'sent');
    const [held] = heldBy(region, place, free);
    expect(held?.count).toBe(4);
    expect(held?.at).toBeGreaterThan(before);
    expect(patches(region)).toEqual([200]);
  });

  it('is announced and written in the audit log, without its figures', async () => {
    const jobId = await post.enter(place, { occupied: 11 });
    await post.settled(place, 'sent');
    const told = post.test.events.filter(({ name }) => name === 'bedEntry.changed');
    expect(told.map(({ payload }) => payload)).toContainEqual({ jobId, locationId: place, state: 'sent' });
    const work = new SqliteDatabase(workFile(folder.path), { readonly: true });
    const audit = new AuditLog(work, Date.now);
    const last = [...audit.read()].at(-1);
    expect(audit.verify().brokenAt).toBeNull();
    const sealed = work.prepare('SELECT payload FROM job WHERE id = ?').pluck().get(jobId) as Buffer;
    work.close();
    expect(last).toMatchObject({ action: 'beds_sent', outcome: 'done', target: place, profile: 'referent' });
    expect(last?.details).toEqual({ job: jobId });
    expect(sealed.toString('latin1')).not.toContain('occupied');
  });
});

describe('two posts on one unit', () => {
  it('a newer figure is never overwritten: both are shown and a person chooses', async () => {
    using other = temporaryFolder();
    await using second = await openPost(other.path, region.url);
    // Both look at the same figure; the second enters first.
    const seen = (await post.row(place)).cells.availableAny;
    await second.enter(place, { availableAny: 7 });
    await second.settled(place, 'sent');
    const jobId = await post.enter(place, { availableAny: 1 });
    expect(seen?.count).toBe(4);
    const row = await post.settled(place, 'conflict');
    expect(heldBy(region, place, free)[0]?.count).toBe(7);
    expect(row.sending?.disagreements).toMatchObject([
      { key: 'availableAny', mine: 1, theirs: { count: 7 } },
    ]);
    expect((await post.call('bedEntry.queue', {})).jobs).toHaveLength(1);
    expect((await post.call('bedEntry.unchanged', { locationIds: [place] })).skipped).toHaveLength(1);

    await post.call('bedEntry.resolve', { jobId, keep: 'mine' });
    await post.settled(place, 'sent');
    expect(heldBy(region, place, free)[0]?.count).toBe(1);
    expect((await post.refusal('bedEntry.resolve', { jobId, keep: 'mine' })).code).toBe('not_found');
  });

  it('keeping theirs gives mine up and leaves the region alone', async () => {
    region.control.setCapacity(place, { available: 9 });
    const jobId = await post.enter(place, { availableAny: 1 });
    await post.settled(place, 'conflict');
    await post.call('bedEntry.resolve', { jobId, keep: 'theirs' });
    await post.test.backend.sync('beds');
    const row = await post.row(place);
    expect(row.sending).toBeNull();
    expect(row.cells.availableAny).toMatchObject({ count: 9, pending: false });
    expect(heldBy(region, place, free)[0]?.count).toBe(9);
    expect(patches(region)).toEqual([]);
  });
});
