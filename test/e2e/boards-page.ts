import { expect, type Locator, type Page } from '@playwright/test';

/** The bed screens as a person sees them: found by role and by name. */
export class BoardsPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly heading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Lits disponibles par département et par activité' });
    this.heading = page.getByRole('heading', { level: 1 });
  }

  /** Opens a one-time address and waits for the synthesis; a first reading of the region may come before. */
  async enter(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.grid).toBeVisible({ timeout: 45_000 });
  }

  /** Goes to a screen of the same session. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
  }

  async showAllActivities(): Promise<void> {
    await expect(this.grid).toBeVisible();
    const more = this.page.getByRole('button', { name: /autres activités$/ });
    if (await more.isVisible()) await more.click();
  }

  /** A cell of the synthesis, by département code (or `region`) and group id. */
  cell(department: string, group: string): Locator {
    return this.grid.locator(`[data-cell="${department}|${group}"]`);
  }

  /** Beds available that a cell says in its sentence; null when it gives no number. */
  async available(cell: Locator): Promise<number | null> {
    const sentence = (await cell.getAttribute('aria-label')) ?? '';
    const found = /:\s([\d\s]+?)\slits?\sdisponibles?/.exec(sentence)?.[1];
    return found === undefined ? null : Number(found.replaceAll(/\s/g, ''));
  }

  /** The row of a unit in a list. */
  row(unitId: string): Locator {
    return this.page.locator(`tr[data-row="${unitId}"]`);
  }

  /** From the sheet of a unit: where it is listed. */
  async listOfSheet(): Promise<{ readonly department: string; readonly group: string }> {
    const link = this.page
      .getByRole('navigation', { name: 'Fil d’Ariane' })
      .locator('a[href*="/lits/"]')
      .last();
    const href = (await link.getAttribute('href')) ?? '';
    const [, department = '', group = ''] = /\/lits\/([^/?]+)\/([^/?]+)/.exec(href) ?? [];
    return { department, group };
  }
}
