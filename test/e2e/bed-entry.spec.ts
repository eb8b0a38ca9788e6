import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { JsonObject } from '../../main/demo-region/json.ts';
import { expect, test } from './fixtures.ts';
import type { RegionProcess } from './region-process.ts';

/** The entry screen as a person sees it. */
class EntryPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Saisie des lits' });
    this.rows = this.grid.locator('tr[data-row]');
  }

  async enter(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('link', { name: 'Saisie des lits' }).click({ timeout: 45_000 });
    await expect(this.grid).toBeVisible();
  }

  cell(locationId: string, column: string): Locator {
    return this.grid.locator(`[data-cell="${locationId}|${column}"]`);
  }

  state(locationId: string): Locator {
    return this.grid.locator(`tr[data-row="${locationId}"] > td`).last();
  }

  async locationIds(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''));
  }
}

interface Part {
  readonly url: string;
  readonly valueInteger?: number;
  readonly valueCodeableConcept?: { readonly coding: readonly { readonly code: string }[] };
}

/** Beds available without distinction that the region itself holds for a Location. */
async function available(region: RegionProcess, locationId: string): Promise<number | undefined> {
  const location: JsonObject = await region.read(`Location/${locationId}`);
  const counts = (location['extension'] ?? []) as unknown as { extension?: Part[] }[];
  const found = counts.find(({ extension: parts = [] }) =>
    Object.entries({
      capacityStatus: '02',
      temporalityCapacity: '01',
      genderCapacityAvailable: '04',
      temporaryAssignement: '01',
    }).every(([url, code]) =>
      parts.some((part) => part.url === url && part.valueCodeableConcept?.coding[0]?.code === code),
    ),
  );
  return found?.extension?.find(({ url }) => url === 'nbCapacity')?.valueInteger;
}

test('twelve units in under a minute, with the keyboard alone', async ({ page, host, region }) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const ids = (await entry.locationIds()).slice(0, 12);
  expect(ids).toHaveLength(12);
  const began = Date.now();
  for (let tabs = 0; tabs < 60 && (await page.locator('[data-cell]:focus').count()) === 0; tabs++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Control+Home');
  // From the women's column to the one without distinction.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  for (const [index] of ids.entries()) {
    await page.keyboard.type(String(index % 3), { delay: 60 });
    await page.keyboard.press('Enter');
  }
  for (const id of ids) await expect(entry.state(id)).toContainText('envoyé');
  expect(Date.now() - began).toBeLessThan(60_000);
  for (const [index, id] of ids.entries()) expect(await available(region, id)).toBe(index % 3);
});

test('unchanged: a row by one key, an establishment by one command', async ({ page, host }) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const [first = '', second = ''] = await entry.locationIds();
  await entry.cell(first, 'availableAny').focus();
  await page.keyboard.press('=');
  await expect(entry.cell(second, 'availableAny')).toBeFocused();
  await expect(page.getByRole('status').last()).toContainText(/confirmée|viennent d’être saisis/);
  await page.keyboard.press('Control+=');
  await expect(page.getByRole('status').last()).toContainText(/confirmée|viennent d’être saisis/);
  for (const id of await entry.locationIds()) await expect(entry.state(id)).not.toContainText('à envoyer');
});

test('typing: Escape takes back, a wrong number is said, sums warn without stopping', async ({
  page,
  host,
}) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const [id = ''] = await entry.locationIds();
  const cell = entry.cell(id, 'reserved');
  const before = await cell.innerText();
  await cell.focus();
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  await expect(cell).toHaveText(before);
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('vérifiez');
  await page.keyboard.press('Escape');
  await page.keyboard.type('88');
  await page.keyboard.press('Tab');
  await expect(entry.cell(id, 'closed')).toBeFocused();
  await expect(entry.state(id)).toContainText('modifié');
  await expect(entry.state(id)).toContainText('Libres + occupés + réservés + fermés');
  await page.keyboard.press('Enter');
  await expect(entry.state(id)).toContainText('envoyé');
});

test('a closure with its kind and comment', async ({ page, host }) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const [, , id = ''] = await entry.locationIds();
  await entry.cell(id, 'closed').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Fermés, non réouvrables', { exact: true }).fill('2');
  await dialog.getByLabel(/^Fermés, non réouvrables\s: commentaire$/).fill('Travaux');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(entry.state(id)).toContainText('envoyé');
  await expect(entry.cell(id, 'closed')).toBeFocused();
});

test('without a network entries wait, and leave by themselves when it is back', async ({
  page,
  host,
  region,
}) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const [id = ''] = await entry.locationIds();
  const count = ((await available(region, id)) ?? 0) + 1;
  await region.setFault('down');
  try {
    await entry.cell(id, 'availableAny').focus();
    await page.keyboard.type(String(count));
    await page.keyboard.press('Enter');
    await expect(entry.state(id)).toContainText('à envoyer');
    await page.reload();
    await expect(entry.cell(id, 'availableAny')).toHaveText(String(count));
    await expect(entry.state(id)).toContainText('à envoyer');
  } finally {
    await region.clearFault();
  }
  await expect(entry.state(id)).toContainText('envoyé', { timeout: 30_000 });
  expect(await available(region, id)).toBe(count);
});

test('what was typed and not validated survives a reload', async ({ page, host, region }) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const [, id = ''] = await entry.locationIds();
  const count = ((await available(region, id)) ?? 0) + 1;
  await entry.cell(id, 'availableAny').focus();
  await page.keyboard.type(String(count));
  await page.keyboard.press('Tab');
  await expect(entry.state(id)).toContainText('modifié');
  await page.reload();
  await expect(entry.state(id)).toContainText('envoyé');
  expect(await available(region, id)).toBe(count);
});

test('two posts on one unit: both figures are shown and a person chooses', async ({ page, host, region }) => {
  const entry = new EntryPage(page);
  await entry.enter(await host.newAddress());
  const id = (await entry.locationIds()).at(-1) ?? '';
  await region.setCapacity(id, { installed: 30, available: 1 });
  await expect(entry.cell(id, 'availableAny')).toHaveText('1');
  await region.setFault('down');
  try {
    await region.setCapacity(id, { available: 5 });
    await entry.cell(id, 'availableAny').focus();
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await expect(entry.state(id)).toContainText('à envoyer');
  } finally {
    await region.clearFault();
  }
  await expect(entry.state(id)).toContainText('conflit', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Choisir…' }).click();
  const line = page.getByRole('dialog').getByRole('row', { name: /Libres, indéterminé/ });
  await expect(line.getByRole('cell')).toContainText(['2', '5']);
  expect(await available(region, id)).toBe(5);
  await page.getByRole('button', { name: 'Garder ma saisie' }).click();
  await expect(entry.state(id)).toContainText('envoyé');
  expect(await available(region, id)).toBe(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility fault on the entry screen, ${colorScheme}`, async ({ page, host }) => {
    await page.emulateMedia({ colorScheme });
    const entry = new EntryPage(page);
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })),
      ).toEqual([]);
    };
    await entry.enter(await host.newAddress());
    await check();
    const [id = ''] = await entry.locationIds();
    await entry.cell(id, 'closed').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Prévisions/ }).click();
    await entry.cell(id, 'forecast24h').focus();
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await check();
  });
}
