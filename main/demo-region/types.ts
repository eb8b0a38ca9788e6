import type { JsonObject, Resource } from './json.ts';

/** A fault on demand. `value`: status, delay in ms, per cent removed or probability, according to the kind. */
export interface FaultSpec {
  readonly kind: 'down' | 'slow' | 'status' | 'truncated' | 'html' | 'empty-bundle' | 'shrunk' | 'flaky';
  readonly value?: number;
  /** Only requests whose path and query match this regular expression. */
  readonly path?: string;
  /** Ends by itself after this many requests struck. */
  readonly times?: number;
  /** For `status:429` and `status:503`: seconds of Retry-After (default 1 for 429, none for 503). */
  readonly retryAfter?: number;
}

export interface DemoRegionOptions {
  /** Offers (HealthcareService) to generate; default 12 000. */
  readonly offers?: number;
  /** Same seed, same region; default 1. */
  readonly seed?: number;
  /** 0 (default) for any free port. */
  readonly port?: number;
  /** Pace of bed updates: 0 (default) none, 1 about 1 500 a day with its peaks, 200 two hundred times that. */
  readonly speed?: number;
  /** Fault at start, as a spec or as text: `status:503@/Location#3` (kind:value@path pattern#times). */
  readonly fault?: FaultSpec | string;
  /** Clock, milliseconds since 1970. */
  readonly now?: () => number;
  /** How many times the status of an export says "in progress" before its manifest; default 1. */
  readonly exportPolls?: number;
  /** Offers per file of an export; default 1 000. */
  readonly exportSlice?: number;
  /** Lets a request in or not, from its Authorization header: undefined lets in, else the status to refuse with. */
  readonly authorize?: (
    authorization: string | undefined,
    method: string,
    url: string,
  ) => 401 | 403 | undefined;
}

/** How many resources of each type, and their size. */
export interface RegionCounts {
  readonly resources: number;
  readonly bytes: number;
  /** Locations that carry at least one bed count. */
  readonly bedLocations: number;
  readonly byType: Readonly<Record<string, number>>;
}

export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly when: number;
  /** 0 while unanswered or when the connection was cut. */
  readonly status: number;
}

/** Current figures to set on a Location; those absent stay. `available` is by gender code (TRE_R332). */
export interface CapacityChange {
  readonly installed?: number;
  readonly available?: number | Readonly<Record<string, number>>;
  readonly occupied?: number;
  readonly reserved?: number;
  readonly closed?: number;
  /** Date of the figures, milliseconds since 1970; now when absent. */
  readonly at?: number;
}

/** What tests and the demonstration do behind the region's back. */
export interface DemoControl {
  /** Replaces the faults in force. Errors: TypeError on a text that is not a fault. */
  setFault(fault: FaultSpec | string | readonly (FaultSpec | string)[]): void;
  clearFault(): void;
  /** Enters new figures in `count` bed Locations now; returns their ids. */
  updateBeds(count: number): string[];
  /** Sets figures of a Location, adding the count when it has none. Errors: RangeError on an unknown Location. */
  setCapacity(locationId: string, change: CapacityChange): void;
  /** Removes this fraction of the directory (offers with what only they use); returns how many resources went. */
  removeResources(fraction: number): number;
  /** Adds or replaces a resource as given, however odd, stamped with now. */
  addRawResource(resource: Resource): void;
  /** A resource as the server holds it, undefined when unknown. */
  getResource(type: string, id: string): Resource | undefined;
  /** Changes the pace of bed updates. */
  setSpeed(speed: number): void;
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Ids of Locations with bed counts, of units of the given offer types (TRE_R244) when given. */
  bedLocationIds(offerTypes?: readonly string[]): string[];
  /** QuestionnaireResponses and Tasks sent by clients. */
  received(): {
    readonly questionnaireResponses: readonly JsonObject[];
    readonly tasks: readonly JsonObject[];
  };
  counts(): RegionCounts;
}

/** A running demonstration region. */
export interface DemoRegion {
  /** FHIR base, for instance `http://127.0.0.1:41234/fhir`. */
  readonly url: string;
  /** The same controls over HTTP, for a region in another process: `http://127.0.0.1:41234/control`. */
  readonly controlUrl: string;
  readonly regionName: string;
  readonly counts: RegionCounts;
  /** Time taken to generate the region, in seconds. */
  readonly generationSeconds: number;
  readonly control: DemoControl;
  /** Ends the server and its timers; open connections are cut. */
  stop(): Promise<void>;
}
