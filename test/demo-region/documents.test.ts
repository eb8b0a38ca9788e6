import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRegion, Resource } from '../../main/demo-region/index.ts';
import { smallRegion } from '../support/demo-region.ts';
import { getBundle, getResource, resources, text } from './http.ts';

let region: DemoRegion;
let clock = Date.parse('2026-11-20T10:00:00Z');
beforeAll(async () => {
  region = await smallRegion({ now: () => clock });
});
afterAll(() => region.stop());

describe('documents', () => {
  const rotas = async (): Promise<Resource[]> =>
    resources(await getBundle(`${region.url}/DocumentReference?category=garde-regionale&_sort=-date`));

  it('publishes one valid PDF a day, with its hash and its validity', async () => {
    const found = await rotas();
    expect(found).toHaveLength(8);
    for (const rota of found) {
      const [{ attachment }] = rota['content'] as [
        { attachment: { url: string; hash: string; size: number; contentType: string } },
      ];
      const binary = await getResource(`${region.url}/${attachment.url}`);
      const bytes = Buffer.from(text(binary['data']), 'base64');
      expect(createHash('sha1').update(bytes).digest('base64')).toBe(attachment.hash);
      expect(bytes.length).toBe(attachment.size);
      const written = bytes.toString('latin1');
      expect(written).toMatch(/^%PDF-1\.4/u);
      const start = Number(/startxref\n(\d+)/u.exec(written)?.[1]);
      expect(written.slice(start, start + 4)).toBe('xref');
      const offsets = [...written.slice(start).matchAll(/^(\d{10}) 00000 n/gmu)].map(([, offset]) =>
        Number(offset),
      );
      offsets.forEach((offset, index) =>
        expect(written.slice(offset)).toMatch(new RegExp(`^${String(index + 1)} 0 obj`, 'u')),
      );
      const { period } = rota['context'] as { period: { start: string; end: string } };
      expect(period.start.slice(11, 16)).toBe('07:30');
      expect(Date.parse(period.end) - Date.parse(period.start)).toBe(86_400_000);
    }
  });

  it('publishes the next day by itself', async () => {
    const before = (await rotas()).map(({ id }) => id);
    clock += 86_400_000;
    const after = (await rotas()).map(({ id }) => id);
    expect(after.filter((id) => !before.includes(id))).toEqual(['garde-2026-11-22']);
  });

  it('publishes urgent information, guides and linked applications', async () => {
    for (const category of ['information-urgente', 'guide', 'newsletter', 'tutoriel']) {
      expect(
        (await getBundle(`${region.url}/DocumentReference?category=${category}`)).total,
        category,
      ).toBeGreaterThan(0);
    }
    expect(resources(await getBundle(`${region.url}/Endpoint`)).map(({ name }) => name)).toContain(
      'ViaTrajectoire',
    );
  });
});
