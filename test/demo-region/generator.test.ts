import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateRegion } from '../../main/demo-region/generate/region.ts';
import { capacityRows, rowCode, rowCount } from '../../main/demo-region/generate/capacity.ts';
import { communes } from '../../main/demo-region/generate/communes.ts';
import { Store, type Entry } from '../../main/demo-region/store.ts';

const now = Date.parse('2026-11-20T10:00:00Z');

function make(seed: number, offers = 2000): Store {
  const store = new Store();
  generateRegion(store, { offers, seed, now });
  return store;
}

function digest(store: Store): string {
  const hash = createHash('sha256');
  for (const type of store.types()) for (const { body } of store.list(type)) hash.update(body);
  return hash.digest('hex');
}

const codeOf = (token: string | undefined): string => token?.slice(token.indexOf('|') + 1) ?? '';
const category = (entry: Entry): string => codeOf(entry.essentials.tokens['service-category']?.[0]);
const critical = ['121', '287', '308', '262', '263', '264', '122', '123', '139', '124', '286', '254'];

describe('the generated region', () => {
  let store: Store;
  const offers = (): Entry[] => [...store.list('HealthcareService')];
  beforeAll(() => {
    store = make(7);
  });

  it('is the same bytes for the same seed and moment, others for another seed', () => {
    expect(digest(make(7))).toBe(digest(store));
    expect(digest(make(8))).not.toBe(digest(store));
  });

  it.each([1, 40, 300, 2000])('has exactly the number of offers asked: %i', (count) => {
    expect(make(3, count).size('HealthcareService')).toBe(count);
  });

  it('has every critical-care type, about one offer in twenty', () => {
    const found = offers()
      .map(category)
      .filter((code) => critical.includes(code));
    expect(new Set(found)).toEqual(new Set(critical));
    expect(found.length / offers().length).toBeGreaterThan(0.04);
    expect(found.length / offers().length).toBeLessThan(0.06);
  });

  it('has several réanimations, USIC and USINV in each département and two to four burns units', () => {
    for (const department of ['75', '77', '78', '91', '92', '93', '94', '95']) {
      for (const type of ['121', '262', '263']) {
        const here = offers().filter(
          (offer) =>
            category(offer) === type &&
            offer.essentials.refs['location']?.some((ref) =>
              store.at(ref)?.essentials.strings['address-postalcode']?.[0]?.startsWith(department),
            ),
        );
        expect(here.length, `${type} in ${department}`).toBeGreaterThanOrEqual(2);
      }
    }
    const burns = offers().filter((offer) => category(offer) === '308').length;
    expect(burns).toBeGreaterThanOrEqual(2);
    expect(burns).toBeLessThanOrEqual(4);
  });

  it('gives every critical-care offer a place, most with current bed counts', () => {
    const places = offers()
      .filter((offer) => critical.includes(category(offer)))
      .map((offer) => store.at(offer.essentials.refs['location']?.[0] ?? ''));
    expect(places).not.toContain(undefined);
    const counted = places.filter(
      (place) => place !== undefined && capacityRows(store.read(place)).length > 1,
    );
    expect(counted.length / places.length).toBeGreaterThan(0.85);
  });

  it('keeps bed counts coherent, but for the few that are deliberately absurd', () => {
    let [checked, absurd] = [0, 0];
    for (const entry of store.list('Location')) {
      const rows = capacityRows(store.read(entry)).filter(
        (row) =>
          rowCode(row, 'temporalityCapacity') === '01' && rowCode(row, 'temporaryAssignement') === '01',
      );
      const sum = (status: string): number =>
        rows
          .filter((row) => rowCode(row, 'capacityStatus') === status)
          .reduce((total, row) => total + rowCount(row), 0);
      if (rows.length === 0) continue;
      checked += 1;
      if (sum('02') + sum('03') + sum('04') + sum('05') > sum('01') || rows.some((row) => rowCount(row) < 0))
        absurd += 1;
    }
    expect(checked).toBeGreaterThan(400);
    expect(absurd / checked).toBeLessThan(0.02);
  });

  it('places every Location on a real commune and only rings fictional numbers', () => {
    const known = new Set(communes.map(({ cog }) => cog));
    const text = [...store.types()].flatMap((type) =>
      [...store.list(type)].map(({ body }) => body.toString()),
    );
    for (const entry of store.list('Location')) {
      const cog = codeOf(entry.essentials.tokens['commune-cog']?.[0]);
      expect(known.has(cog), cog).toBe(true);
    }
    const phones = text.flatMap((body) =>
      [...body.matchAll(/"(0\d(?:[ .]?\d\d){4})"/gu)].map(([, number]) =>
        (number ?? '').replace(/[ .]/gu, ''),
      ),
    );
    expect(phones.length).toBeGreaterThan(1000);
    expect(phones.filter((number) => !/^(019900|026191|035301|046571|053649|063998)/u.test(number))).toEqual(
      [],
    );
  });

  it('holds the oddities a directory has', () => {
    const locations = [...store.list('Location')];
    const shared = locations.filter(
      ({ ref }) => store.referrers(ref, 'HealthcareService', 'location').length > 1,
    );
    expect(shared.length / locations.length).toBeGreaterThan(0.04);
    expect(locations.filter(({ essentials }) => essentials.position === undefined).length).toBeGreaterThan(
      10,
    );
    expect(
      locations.filter(({ essentials }) => (essentials.position?.latitude ?? 48) < 40).length,
    ).toBeGreaterThan(0);
    const bodies = offers().map(({ body }) => body.toString());
    expect(bodies.filter((body) => /sensitive-unit","valueBoolean":true/u.test(body)).length).toBeGreaterThan(
      1,
    );
    expect(bodies.filter((body) => body.includes('closingReopeningDate')).length).toBeGreaterThan(5);
    expect(
      [...store.list('Organization')].filter(({ essentials }) =>
        essentials.refs['partof']?.some((ref) => store.at(ref) === undefined),
      ).length,
    ).toBeGreaterThan(1);
    const cycle = [...store.list('Organization')].filter((entry) => {
      const [up] = entry.essentials.refs['partof'] ?? [];
      return up !== undefined && store.at(up)?.essentials.refs['partof']?.includes(entry.ref);
    });
    expect(cycle).toHaveLength(2);
  });
});
