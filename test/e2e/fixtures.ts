import { test as base } from '@playwright/test';
import { BoardsPage } from './boards-page.ts';
import { startHostProcess, temporaryProfile, type HostProcess } from './host-process.ts';
import { startRegionProcess, type RegionProcess } from './region-process.ts';

interface WorkerFixtures {
  /** A region shared by the specs of a worker: specs leave no fault behind. */
  readonly region: RegionProcess;
  /** A host on a fresh profile that follows `region`. */
  readonly host: HostProcess;
}

interface TestFixtures {
  readonly boards: BoardsPage;
  /** Anything the page logs as an error, and any exception in it: a spec ends by failing on them. */
  readonly pageErrors: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  region: [
    async ({}, use) => {
      const region = await startRegionProcess();
      await use(region);
      await region.stop();
    },
    { scope: 'worker' },
  ],
  host: [
    async ({ region }, use) => {
      const profile = await temporaryProfile();
      const host = await startHostProcess({ profileDir: profile.folder, regionFile: region.file });
      await use(host);
      await host.stop();
      await profile.remove();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  boards: async ({ page }, use) => {
    await use(new BoardsPage(page));
  },
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // A page outlives its host in some specs; the browser reports each attempt to reach it again.
        const hostGone = /^WebSocket connection .* failed/.test(message.text());
        if (message.type() === 'error' && !hostGone) errors.push(message.text());
      });
      await use(errors);
      base.expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = test;
