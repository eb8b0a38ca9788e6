import type { Exports } from '../fhir/export.ts';
import type { Live } from '../live.ts';
import type { Store } from '../store.ts';
import type { DemoControl, DemoRegionOptions, FaultSpec } from '../types.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './log.ts';

/** What the routes share. */
export interface RegionState {
  readonly store: Store;
  readonly regionName: string;
  readonly now: () => number;
  readonly faults: Faults;
  /** Faults that struck a request still being answered, by request id. */
  readonly struck: Map<string, FaultSpec[]>;
  readonly log: RequestLog;
  readonly exports: Exports;
  readonly live: Live;
  readonly control: DemoControl;
  readonly authorize: DemoRegionOptions['authorize'];
  /** Aborted when the region stops. */
  readonly stopping: AbortSignal;
  /** FHIR base, known once listening. */
  readonly base: () => string;
}
