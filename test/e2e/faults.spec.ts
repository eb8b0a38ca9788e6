import { startHostProcess, temporaryProfile } from './host-process.ts';
import { expect, test } from './fixtures.ts';
import { startRegionProcess, type RegionProcess } from './region-process.ts';

/** Fault of the region → what a person reads on the open board. */
const faults = [
  ['down', /ne répond pas/],
  ['status:401', /n’a pas reconnu les identifiants/],
  ['status:403', /refuse l’accès/],
  ['status:429', /demande de patienter/],
  ['status:500', /est en erreur \(500\)/],
  ['status:503', /est en erreur \(503\)/],
  ['truncated', /interrompue avant la fin|incomplète/],
  ['html', /page web/],
] as const;

test.describe('faults of the region on an open board', () => {
  for (const [fault, words] of faults) {
    test(fault, async ({ boards, host, region, page }) => {
      await boards.enter(await host.newAddress());
      const figures = await boards.grid.locator('[data-cell]').count();
      await region.setFault(fault);
      try {
        const band = page.getByRole('region', { name: /État de la connexion|Avertissement/ });
        await expect(band.first()).toContainText(words);
        expect(await boards.grid.locator('[data-cell]').count()).toBe(figures);
        await region.clearFault();
        await page
          .getByRole('button', { name: /^(Réessayer maintenant|Actualiser)$/ })
          .first()
          .click();
        await expect(band).toHaveCount(0);
      } finally {
        await region.clearFault();
      }
    });
  }
});

test.describe('faults at the very first reading', () => {
  const first = [
    ['down', 'region_unreachable'],
    ['status:401', 'region_unauthorized'],
    ['status:403', 'region_forbidden'],
    ['status:500', 'region_error'],
    ['html', 'region_bad_answer'],
  ] as const;
  for (const [fault, code] of first) {
    test(`${fault}: said with its code, then recovered`, async ({ boards, page }) => {
      const profile = await temporaryProfile();
      const region: RegionProcess = await startRegionProcess({ offers: 100, fault });
      const host = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
      await page.goto(await host.newAddress());
      await expect(boards.heading).toHaveText('La région n’a pas encore pu être lue');
      await expect(page.locator('main code')).toHaveText(code);
      await region.clearFault();
      await page.getByRole('button', { name: 'Réessayer maintenant' }).last().click();
      await expect(boards.grid).toBeVisible();
      await host.stop();
      await region.stop();
      await profile.remove();
    });
  }
});
