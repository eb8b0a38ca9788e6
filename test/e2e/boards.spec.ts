import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { loneUnit } from './region-process.ts';

/** Beds free whatever the gender; none of those kept for women (01) or men (02). */
const free = (count: number): Record<string, number> => ({ '01': 0, '02': 0, '04': count });

test('the figures of a unit are those of the region, on its sheet and in its list', async ({
  boards,
  host,
  region,
}) => {
  const unit = await loneUnit(region);
  await region.setCapacity(unit.locationId, {
    installed: 41,
    available: free(3),
    occupied: 36,
    closed: 2,
  });
  await boards.enter(await host.newAddress());
  await boards.goTo(`/lits/unite/${unit.id}`);
  await expect(boards.heading).toHaveText(unit.name);
  const { department, group } = await boards.listOfSheet();
  await boards.goTo(`/lits/${department}/${group}`);
  const row = boards.row(unit.id);
  await expect(row.getByRole('link', { name: unit.name, exact: true })).toBeVisible();
  await expect(row.getByRole('cell').nth(1)).toContainText('3');
  await expect(row.getByRole('cell').nth(3)).toHaveText('41');
  await expect(row.getByRole('cell').nth(4)).toHaveText('36');
});

test('every offer of the region was read', async ({ boards, host, region, page }) => {
  await boards.enter(await host.newAddress());
  const offers = region.ready.counts.byType['HealthcareService'] ?? 0;
  const counts = await page.evaluate(
    () =>
      new Promise<Record<string, number>>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/rpc`);
        socket.onopen = () =>
          socket.send(JSON.stringify({ t: 'call', id: 1, method: 'status.get', params: {} }));
        socket.onmessage = (event: MessageEvent<string>) => {
          const answer = JSON.parse(event.data) as {
            id?: number;
            value?: { counts: Record<string, number> };
          };
          if (answer.id === 1 && answer.value !== undefined) resolve(answer.value.counts);
        };
      }),
  );
  expect(counts['HealthcareService']).toBe(offers);
  expect(offers).toBeGreaterThan(500);
});

test('a bed change appears on the open board, without a reload', async ({ boards, host, region, page }) => {
  const unit = await loneUnit(region);
  await region.setCapacity(unit.locationId, { installed: 30, available: free(2) });
  await boards.enter(await host.newAddress());
  await boards.goTo(`/lits/unite/${unit.id}`);
  await expect(boards.heading).toHaveText(unit.name);
  const { department, group } = await boards.listOfSheet();
  await boards.goTo(`/lits/${department}/${group}`);
  await expect(boards.row(unit.id).getByRole('cell').nth(1)).toContainText('2');
  await boards.goTo('/lits');
  await boards.showAllActivities();
  const cells = [boards.cell(department, group), boards.cell('region', group)];
  const before = await Promise.all(cells.map((cell) => boards.available(cell)));
  expect(before).not.toContain(null);
  await page.evaluate(() => {
    document.documentElement.dataset['sinceBefore'] = 'yes';
  });

  await region.setCapacity(unit.locationId, { available: free(9) });
  for (const [index, cell] of cells.entries()) {
    await expect.poll(() => boards.available(cell)).toBe((before[index] ?? 0) + 7);
    await expect(cell).toHaveAttribute('data-changed', 'true');
  }
  await expect(page.locator('html')).toHaveAttribute('data-since-before', 'yes');
});

test('région, département, unit and back, with the keyboard alone', async ({ boards, host, page }) => {
  await boards.enter(await host.newAddress());
  const cells = boards.grid.locator('[data-cell]');
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  const second = page.locator('[data-cell]:focus');
  const key = (await second.getAttribute('data-cell')) ?? '';
  expect(key).not.toMatch(/^region/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/lits/${key.replace('|', '/')}`));
  const rows = page.locator('tr[data-row] a[href*="/unite/"]');
  await expect(rows.first()).toBeVisible();
  for (
    let tabs = 0;
    tabs < 40 && (await page.locator('tr[data-row] a[href*="/unite/"]:focus').count()) === 0;
    tabs++
  ) {
    await page.keyboard.press('Tab');
  }
  const name = await page.locator('tr[data-row] a[href*="/unite/"]:focus').innerText();
  await page.keyboard.press('Enter');
  await expect(boards.heading).toHaveText(name);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`/lits/${key.replace('|', '/')}`));
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(boards.grid).toBeVisible();
  await expect(page.locator(`[data-cell="${key}"]`)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility fault on the three screens, ${colorScheme}`, async ({
    boards,
    host,
    region,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const unit = await loneUnit(region);
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })),
      ).toEqual([]);
    };
    await boards.enter(await host.newAddress());
    await check();
    await boards.goTo(`/lits/unite/${unit.id}`);
    await expect(boards.heading).toHaveText(unit.name);
    await check();
    const { department, group } = await boards.listOfSheet();
    await boards.goTo(`/lits/${department}/${group}`);
    await expect(page.locator('tr[data-row]').first()).toBeVisible();
    await check();
  });
}
