import { parseArgs } from 'node:util';
import { startDemoRegion, type DemoRegionOptions } from './index.ts';

/** `npm run demo-region -- --offers N --seed S --port P --speed X --fault K [--stay-with-stdin]`. */
const { values } = parseArgs({
  options: {
    offers: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    speed: { type: 'string', default: '1' },
    fault: { type: 'string' },
    'export-polls': { type: 'string' },
    // Ends when its standard input is closed: for a parent that may be killed.
    'stay-with-stdin': { type: 'boolean', default: false },
  },
});

function number(name: 'offers' | 'seed' | 'port' | 'speed' | 'export-polls'): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new TypeError(`--${name}: a number is expected, not "${text}"`);
  return value;
}

function options(): DemoRegionOptions {
  const [offers, seed, port, speed, exportPolls] = [
    number('offers'),
    number('seed'),
    number('port'),
    number('speed'),
    number('export-polls'),
  ];
  return {
    ...(offers === undefined ? {} : { offers }),
    ...(seed === undefined ? {} : { seed }),
    ...(port === undefined ? {} : { port }),
    ...(speed === undefined ? {} : { speed }),
    ...(exportPolls === undefined ? {} : { exportPolls }),
    ...(values.fault === undefined ? {} : { fault: values.fault }),
  };
}

try {
  const region = await startDemoRegion(options());
  const ready = {
    url: region.url,
    controlUrl: region.controlUrl,
    counts: region.counts,
    seconds: region.generationSeconds,
  };
  console.log(JSON.stringify(ready));
  process.send?.({ type: 'ready', ...ready });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void region.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end).on('disconnect', end);
  if (values['stay-with-stdin']) process.stdin.on('end', end).on('close', end).resume();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
