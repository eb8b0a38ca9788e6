import { startHostProcess, temporaryProfile } from './host-process.ts';
import { expect, test } from './fixtures.ts';
import { startRegionProcess } from './region-process.ts';

test('second start with the region stopped: the stored board at once, offline since when, then back', async ({
  boards,
  page,
  browser,
}) => {
  const profile = await temporaryProfile();
  const region = await startRegionProcess({ offers: 300 });
  const first = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
  await boards.enter(await first.newAddress());
  const board = await boards.grid.innerText();
  await first.stop();
  await expect(page.getByRole('region', { name: 'État de la connexion' })).toContainText(
    'Le service local ne répond plus',
  );

  await region.setFault('down');
  const second = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
  const context = await browser.newContext();
  const reopened = await context.newPage();
  await reopened.goto(await second.newAddress());
  const grid = reopened.getByRole('grid', { name: 'Lits disponibles par département et par activité' });
  await expect(grid).toBeVisible();
  expect(await grid.innerText()).toBe(board);
  const band = reopened.getByRole('region', { name: 'État de la connexion' });
  await expect(band).toContainText(/Hors ligne depuis \d{2}:\d{2}/);
  await expect(band).toContainText(/données de \d{2}:\d{2}/);

  await region.clearFault();
  await band.getByRole('button', { name: 'Réessayer maintenant' }).click();
  await expect(band).toBeHidden();
  await expect(reopened.getByText(/^À jour \d{2}:\d{2}/)).toBeVisible();
  await context.close();
  await second.stop();
  await region.stop();
  await profile.remove();
});
