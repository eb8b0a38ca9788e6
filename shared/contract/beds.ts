import { z } from 'zod';
import type { BedState, Freshness } from '../domain/freshness.ts';
import type {
  AgeRange,
  CapacityIndicator,
  Contact,
  AvailableTime,
  Address,
  Equipment,
} from '../domain/entities.ts';
import type { ExclusionReason, FigureProblem } from '../domain/bed-figures.ts';
import type { Code } from '../domain/codes.ts';
import { method } from './define.ts';

const department = z.string().regex(/^(\d{2}|2[AB]|97\d)$/);

/** What the boards may be narrowed by. Everything is optional; the default is what the wall shows. */
export const boardFilters = z.object({
  audience: z.enum(['all', 'adult', 'child']).default('all'),
  /** Sum figures up to this age in hours; `null` sums them whatever their age. Default: the threshold of each group. */
  maxAgeHours: z.number().int().min(1).max(8760).nullable().optional(),
});
export type BoardFilters = z.input<typeof boardFilters>;

/** One number of a board with what makes it trustworthy. `null` is "not transmitted", never zero. */
export interface BoardCell {
  /** Open units, whether or not they transmit anything. */
  readonly units: number;
  /** Units whose offer is closed today: listed as « fermé », never summed, not part of `units`. */
  readonly closedUnits: number;
  /** Units whose available figure is summed in `available` (fresh enough and usable). */
  readonly unitsUpToDate: number;
  readonly available: number | null;
  readonly installed: number | null;
  readonly occupied: number | null;
  readonly closed: number | null;
  readonly supplementary: number | null;
  /** Available beds known but left out of `available` because their figure is too old. */
  readonly staleAvailable: number | null;
  readonly state: BedState;
  /** ISO dates of the oldest and newest available figure counted, or, when none is, of the newest one known. */
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
  /** Figures left out because they cannot be right, counted by reason (distinct Locations). */
  readonly problems: Readonly<Partial<Record<FigureProblem, number>>>;
}

export interface BoardGroup {
  readonly id: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly main: boolean;
}

/** Whether this profile receives bed figures at all (ror-fhir §1: missing capacity is a right, not a zero). */
export type BedVisibility = 'full' | 'installed_only' | 'not_transmitted';

export interface RegionBoard {
  readonly computedAt: string;
  readonly visibility: BedVisibility;
  readonly groups: readonly BoardGroup[];
  readonly departments: readonly {
    readonly code: string;
    readonly label: string;
    /** By group id; a missing key means the département has no unit of that group. */
    readonly cells: Readonly<Record<string, BoardCell>>;
  }[];
  /** Totals over distinct Locations of the whole region, by group id. */
  readonly total: Readonly<Record<string, BoardCell>>;
}

/** A count with its own date and source: `null` count means "not transmitted". */
export interface Figure {
  readonly count: number | null;
  readonly updatedAt: string | null;
  readonly source: Code | null;
  /** True when `count` is too old for the totals: shown, in parentheses, with its date. */
  readonly stale: boolean;
}

export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly establishmentId: string | null;
  readonly establishment: string | null;
  readonly city: string | null;
  readonly department: string | null;
  readonly state: BedState;
  readonly freshness: Freshness;
  /** True when the whole unit is in the totals: every one of its Locations has a usable, fresh available figure. */
  readonly upToDate: boolean;
  /** Set when the offer is closed today; `reopensOn` is an ISO date or null when no reopening is planned. */
  readonly offerClosed: { readonly from: string; readonly reopensOn: string | null } | null;
  /** What could not be right in the unit's figures, counted by reason. */
  readonly problems: Readonly<Partial<Record<FigureProblem, number>>>;
  readonly available: Figure;
  /** The part of the available figure left out as too old, beside a fresh part or alone. */
  readonly staleAvailable: number | null;
  readonly availableFemale: number | null;
  readonly availableMale: number | null;
  readonly availableUndifferentiated: number | null;
  readonly installed: Figure;
  readonly occupied: Figure;
  readonly reserved: Figure;
  readonly closed: Figure;
  readonly closedReopenable: number | null;
  readonly closedNotReopenable: number | null;
  readonly supplementary: Figure;
  readonly ageRange: AgeRange | null;
  readonly adult: boolean;
  readonly child: boolean;
  readonly phone: string | null;
  /** Other units that share a Location with this one: their beds are the same beds. */
  readonly sharesBedsWith: readonly string[];
}

export interface DepartmentBoard {
  readonly computedAt: string;
  readonly visibility: BedVisibility;
  readonly department: { readonly code: string; readonly label: string } | null;
  readonly group: BoardGroup;
  readonly previous: string | null;
  readonly next: string | null;
  readonly total: BoardCell;
  readonly units: readonly UnitRow[];
}

export interface UnitSheetLocation {
  readonly id: string;
  readonly name: string | null;
  readonly identifier: string | null;
  readonly address: Address | null;
  readonly operationalStatus: Code | null;
  readonly equipment: readonly Equipment[];
  /** Every indicator as sent, in the order sent, with what excludes it from totals (null when nothing does). */
  readonly capacities: readonly (CapacityIndicator & { readonly problem: ExclusionReason | null })[];
  readonly sharedWith: readonly { readonly id: string; readonly name: string | null }[];
}

export interface UnitSheet {
  readonly row: UnitRow;
  readonly identifier: string | null;
  readonly offerType: Code | null;
  readonly fieldOfActivity: Code | null;
  readonly careModes: readonly Code[];
  readonly operationalActivities: readonly Code[];
  readonly specialties: readonly Code[];
  readonly publics: readonly Code[];
  readonly contacts: readonly Contact[];
  readonly availableTimes: readonly AvailableTime[];
  readonly comment: string | null;
  /** From the legal entity down to the direct provider. */
  readonly parents: readonly { readonly id: string; readonly level: string; readonly name: string | null }[];
  readonly locations: readonly UnitSheetLocation[];
  /** Forecast of available beds, summed over the unit's Locations, by TRE_R331 code (02 … 05). */
  readonly forecasts: readonly { readonly temporality: string; readonly available: Figure }[];
  readonly lastUpdated: string | null;
  readonly visibility: BedVisibility;
}

export const bedMethods = {
  /** Region × activity group (F6). */
  'beds.regionBoard': method(boardFilters).returns<RegionBoard>(),
  /** Units of one group, in one département or (null) the region, with their total (F7). */
  'beds.departmentBoard': method(
    boardFilters.extend({ department: department.nullable(), group: z.string().max(40) }),
  ).returns<DepartmentBoard>(),
  /** Bed sheet of a unit (F8). `not_found` when it left the region. */
  'beds.unitSheet': method(z.object({ id: z.string().min(1).max(200) })).returns<UnitSheet>(),
} as const;
