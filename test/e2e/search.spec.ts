import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The search as a person sees it: found by role and by name. */
class SearchScreen {
  readonly page: Page;
  readonly line: Locator;
  readonly suggestions: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.line = page.getByRole('combobox', { name: /^Rechercher une unité/ });
    this.suggestions = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    this.rows = page.locator('tr[data-index]');
  }

  /** Opens a one-time address; waits until the region was read and its index is complete. */
  async enter(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.line).toBeVisible({ timeout: 45_000 });
    await this.goTo('/recherche?q=urgences');
    await expect(this.rows.first()).toBeVisible({ timeout: 45_000 });
    await expect(this.page.getByText('Index de recherche en construction')).toHaveCount(0, {
      timeout: 45_000,
    });
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
    await expect(this.line).toBeVisible();
  }

  async faults(): Promise<readonly unknown[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) }));
  }
}

test('from any screen to a sheet, with the keyboard alone', async ({ host, page }) => {
  const search = new SearchScreen(page);
  await search.enter(await host.newAddress());
  await search.goTo('/lits');
  await page.keyboard.press('Control+k');
  await expect(search.line).toBeFocused();
  await page.keyboard.type('réanimation');
  await expect(search.suggestions.first()).toContainText(/r[ée]animation/i);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fiche\/healthcareService\//);
});

test('results narrowed with the keyboard, phone copied, sheet opened and left', async ({
  host,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const search = new SearchScreen(page);
  await search.enter(await host.newAddress());
  await search.goTo('/lits');
  await page.keyboard.press('/');
  await page.keyboard.type('urgences');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/recherche\?q=urgences/);
  await expect(search.rows.first().getByRole('link').first()).toBeFocused();
  const counted = page.getByRole('checkbox', { name: /^Ouvert maintenant/ });
  const label = (await counted.locator('xpath=..').innerText()).replaceAll(/\D/g, '');
  await counted.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/ouvert=true/);
  await expect(page.getByRole('link', { name: new RegExp(`^${label}\\sunités?$`) })).toBeVisible();
  const withPhone = search.rows.filter({ has: page.locator('a[href^="tel:"]') }).first();
  await withPhone.getByRole('link').first().focus();
  await page.keyboard.press('c');
  await expect(withPhone.getByText('copié')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d\d( \d\d){4}$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fiche\//);
  await page.goBack();
  await expect(page).toHaveURL(/ouvert=true/);
  await expect(search.rows.first()).toBeVisible();
});

test('distances from a place of care, sorted, kept after a reload', async ({ host, page }) => {
  const search = new SearchScreen(page);
  await search.enter(await host.newAddress());
  await page.getByRole('button', { name: /Lieu de prise en charge/ }).click();
  await page.getByRole('combobox', { name: 'Commune, code postal ou établissement' }).fill('94000');
  await page
    .getByRole('option', { name: /Créteil/ })
    .first()
    .click();
  await expect(page.getByText('Distances à vol d’oiseau depuis Créteil (94)')).toBeVisible();
  await page.getByText('Distance', { exact: true }).first().click();
  await page.reload();
  await expect(page.getByRole('button', { name: /Créteil \(94\)/ })).toBeVisible();
  await expect(search.rows.first()).toContainText(/\d\s(?:km|m)/);
});

test('hostile texts find nothing or something, never an error', async ({ host, page }) => {
  const search = new SearchScreen(page);
  await search.enter(await host.newAddress());
  for (const text of ['<img src=x onerror=alert(1)>', '"*NEAR(réa', '🏥🚑', "'; DROP TABLE resource; --"]) {
    await search.line.fill(text);
    await expect(search.suggestions.last()).toContainText('Tous les résultats');
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/\/recherche\?q=/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Recherche');
    await expect(page.getByText('Cet écran n’a pas pu être affiché')).toHaveCount(0);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility fault in the search, ${colorScheme}`, async ({ host, page }) => {
    await page.emulateMedia({ colorScheme });
    const search = new SearchScreen(page);
    await search.enter(await host.newAddress());
    expect(await search.faults()).toEqual([]);
    await search.line.fill('réa');
    await expect(search.suggestions.first()).toBeVisible();
    expect(await search.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await search.goTo('/recherche?q=urgences&vue=etablissements');
    await expect(search.rows.first()).toBeVisible();
    expect(await search.faults()).toEqual([]);
    await search.goTo('/recherche?q=zzzzzz');
    await expect(page.getByText('Aucune unité ne répond')).toBeVisible();
    expect(await search.faults()).toEqual([]);
    await search.goTo('/recherche');
    await expect(page.getByRole('heading', { name: 'On peut chercher' })).toBeVisible();
    expect(await search.faults()).toEqual([]);
  });
}
