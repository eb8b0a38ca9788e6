import { startDemoRegion, type DemoRegion, type DemoRegionOptions } from '../../main/demo-region/index.ts';

/** A small region (300 offers, no live change) on a free port. Stop it in `afterAll`, or hold it with `await using`. */
export async function smallRegion(options: DemoRegionOptions = {}): Promise<DemoRegion & AsyncDisposable> {
  const region = await startDemoRegion({ offers: 300, seed: 7, ...options });
  return { ...region, [Symbol.asyncDispose]: () => region.stop() };
}
