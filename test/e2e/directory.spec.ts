import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { JsonObject } from '../../main/demo-region/json.ts';
import { expect, test } from './fixtures.ts';
import type { HostProcess } from './host-process.ts';
import type { RegionProcess } from './region-process.ts';

/** Opens the tree in a session of its own; a first reading of the region may come before. */
async function enter(page: Page, host: HostProcess, path = '/repertoire'): Promise<void> {
  await page.goto(await host.newAddress());
  await expect(page.getByRole('grid').first()).toBeVisible({ timeout: 45_000 });
  await page.goto(new URL(path, page.url()).href);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** An offer of the region that nobody has to be allowed to see, with a name. */
async function someOffer(region: RegionProcess): Promise<{ readonly id: string; readonly name: string }> {
  const bundle = await region.read('HealthcareService?_count=50');
  const entries = (bundle['entry'] ?? []) as JsonObject[];
  for (const entry of entries) {
    const resource = entry['resource'] as JsonObject;
    const { id, name } = resource;
    if (typeof id !== 'string' || typeof name !== 'string') continue;
    if (!JSON.stringify(resource).includes('"valueBoolean":true')) return { id, name };
  }
  throw new Error('the region has no ordinary offer');
}

const active = (page: Page) => page.locator('[role="treeitem"][data-active]');

test('from the rail to a unit and its phone, with the keyboard alone', async ({ page, host }) => {
  await enter(page, host, '/lits');
  await page.getByRole('link', { name: 'Répertoire' }).focus();
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree', { name: 'Répertoire' });
  await expect(tree.getByRole('treeitem').first()).toBeVisible();
  await tree.focus();
  // Down to a first unit: open, step in, until a line has nothing below.
  for (let depth = 0; depth < 8; depth += 1) {
    const line = active(page);
    if ((await line.getAttribute('aria-expanded')) === null) break;
    const level = Number(await line.getAttribute('aria-level'));
    await page.keyboard.press('ArrowRight');
    await expect(line).toHaveAttribute('aria-expanded', 'true');
    await expect(tree.locator(`[aria-level="${level + 1}"]:not([aria-busy])`).first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(active(page)).toHaveAttribute('aria-level', String(level + 1));
  }
  await expect(active(page)).toHaveAttribute('data-level', 'UO');
  const name = await active(page).getByRole('link').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  await expect(page.getByRole('complementary', { name: 'Contacts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 2, name: 'Contient' })).toBeVisible();
});

test('a sheet says what the region says and leads to its place in the tree', async ({
  page,
  host,
  region,
}) => {
  const { id, name } = await someOffer(region);
  await enter(page, host, `/fiche/healthcareService/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.getByRole('link', { name: 'Voir dans l’annuaire' }).click();
  await expect(active(page)).toHaveAttribute('data-key', `healthcareService:${id}`);
  await expect(active(page)).toBeInViewport();
  await expect(page.getByRole('tree')).toBeFocused();
  // The tree is found again where it was left, by the rail and by a reload.
  await page.getByRole('link', { name: 'Lits', exact: true }).click();
  await page.getByRole('link', { name: 'Répertoire' }).click();
  await expect(active(page)).toHaveAttribute('data-key', `healthcareService:${id}`);
  await page.reload();
  await expect(active(page)).toHaveAttribute('data-key', `healthcareService:${id}`);
  await expect(active(page)).toBeInViewport();
});

test('a name typed opens the tree on it', async ({ page, host, region }) => {
  const { name } = await someOffer(region);
  await enter(page, host);
  await page.getByRole('combobox', { name: 'Trouver dans le répertoire' }).fill(name);
  await expect(page.getByRole('main').getByRole('option').first()).toContainText(name.slice(0, 40));
  await page.keyboard.press('Enter');
  await expect(active(page)).toContainText(name.slice(0, 40));
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the screens of the directory are accessible (${scheme})`, async ({ page, host, region }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const { id } = await someOffer(region);
    await enter(page, host);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Trouver dans le répertoire' }).fill('a');
    await expect(page.getByRole('main').getByRole('option').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Type d’unité/ }).click();
    await expect(
      page.getByRole('dialog', { name: 'Type d’unité' }).getByRole('checkbox').first(),
    ).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const path of [`/fiche/healthcareService/${id}`, '/fiche/organization/ailleurs']) {
      await page.goto(new URL(path, page.url()).href);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    }
    await page.goto(new URL(`/fiche/healthcareService/${id}`, page.url()).href);
    await page.getByRole('navigation', { name: 'Fil d’Ariane' }).getByRole('link').nth(1).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Contient' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
  });
}
