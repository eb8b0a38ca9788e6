import { z } from 'zod';
import type { Code } from '../domain/codes.ts';
import { directoryFilters } from '../domain/directory-filters.ts';
import type {
  HealthcareService,
  Location,
  NotUnderstood,
  Organization,
  OrganizationLevel,
  Practitioner,
  PractitionerRole,
} from '../domain/entities.ts';
import { method } from './define.ts';

/** What has a sheet. */
export const sheetKinds = ['organization', 'healthcareService', 'practitionerRole'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** Levels of the tree: those of organizations, then the unit (« UO », a HealthcareService). */
export type TreeLevel = OrganizationLevel | 'UO';

/** Key of the root that gathers what hangs on nothing known. */
export const unknownParentKey = 'unknown';

/** One line of the tree. */
export interface TreeNode {
  /** `organization:<id>`, `healthcareService:<id>` or `unknownParentKey`. */
  readonly key: string;
  readonly kind: 'organization' | 'healthcareService' | 'unknown';
  /** Id of the resource; empty for the gathering root. */
  readonly id: string;
  readonly level: TreeLevel | null;
  readonly name: string | null;
  readonly city: string | null;
  readonly department: string | null;
  /** Type of a unit (TRE_R244). */
  readonly unitType: Code | null;
  readonly closed: boolean;
  /** Direct children that the filters keep. */
  readonly children: number;
  /** Units (UO) anywhere below that the filters keep. */
  readonly units: number;
  /** Why it hangs under the gathering root; null elsewhere. */
  readonly astray: 'no_parent' | 'parent_not_sent' | 'loop' | null;
}

/** The first `nodes.length` of the `total` children of a node; none when the node is gone. */
export interface TreeChildren {
  readonly parent: string | null;
  readonly total: number;
  readonly nodes: readonly TreeNode[];
}

/** Where a node stands, from the top: each step with its rank among its siblings. */
export interface TreePath {
  readonly steps: readonly { readonly key: string; readonly index: number }[];
  /** True when the filters leave the node out: the steps are then those without filters. */
  readonly hidden: boolean;
}

export interface TreeMatch {
  readonly key: string;
  readonly kind: 'organization' | 'healthcareService';
  readonly id: string;
  readonly level: TreeLevel;
  readonly name: string | null;
  readonly city: string | null;
  readonly department: string | null;
  /** Names above, nearest first. */
  readonly within: readonly string[];
}

export interface TreeMatches {
  readonly total: number;
  readonly matches: readonly TreeMatch[];
}

export interface FacetValue {
  readonly code: Code;
  /** Units with this value that the other filters keep. */
  readonly units: number;
}

export interface DirectoryFacets {
  readonly departments: readonly FacetValue[];
  readonly fields: readonly FacetValue[];
  readonly unitTypes: readonly FacetValue[];
  /** Organizations and units of the copy, whatever the filters. */
  readonly organizations: number;
  readonly units: number;
}

/** A neighbour in the directory: enough to name it and to open its sheet. */
export interface SheetLink {
  readonly kind: SheetKind;
  readonly id: string;
  readonly level: TreeLevel | null;
  readonly name: string | null;
  readonly city: string | null;
  readonly closed: boolean;
}

/** Neighbours of one kind: how many there are, and the first of them. */
export interface SheetLinks {
  readonly total: number;
  readonly byLevel: Readonly<Partial<Record<TreeLevel, number>>>;
  readonly first: readonly SheetLink[];
}

/** The number to call first. */
export interface SheetPhone {
  readonly value: string;
  /** TRE_R287: switchboard, appointments… */
  readonly purpose: Code | null;
  /** The parent it belongs to when the record itself has none. */
  readonly of: SheetLink | null;
}

export interface SheetProfessional {
  readonly id: string;
  readonly name: string | null;
  readonly profession: Code | null;
  readonly specialties: readonly Code[];
  readonly phone: string | null;
}

interface SheetBase {
  readonly id: string;
  readonly name: string | null;
  readonly level: TreeLevel | null;
  readonly phone: SheetPhone | null;
  /** From the legal entity down to the direct parent. */
  readonly parents: readonly SheetLink[];
  /** Set when the chain of parents does not reach a legal entity. */
  readonly astray: TreeNode['astray'];
  readonly siblings: SheetLinks;
  /** Contacts and numbers above the confidentiality level of the viewer: counted, never sent. */
  readonly hiddenContacts: number;
  /** Parts of the resource that could not be read: where and why, never what was sent. */
  readonly notUnderstood: readonly Pick<NotUnderstood, 'path' | 'reason'>[];
}

/** A place without its bed figures, which have their own sheet. */
export type SheetLocation = Omit<Location, 'capacities'>;

export interface OrganizationSheet extends SheetBase {
  readonly kind: 'organization';
  readonly record: Organization;
  readonly children: SheetLinks;
  /** Units anywhere below. */
  readonly units: number;
}

export interface HealthcareServiceSheet extends SheetBase {
  readonly kind: 'healthcareService';
  readonly record: HealthcareService;
  readonly locations: readonly SheetLocation[];
  readonly professionals: { readonly total: number; readonly first: readonly SheetProfessional[] };
  /** True when bed figures came for one of its places: `beds.unitSheet` tells them. */
  readonly hasBeds: boolean;
}

export interface PractitionerRoleSheet extends SheetBase {
  readonly kind: 'practitionerRole';
  readonly record: PractitionerRole;
  readonly practitioner: Practitioner | null;
  /** Units where this situation is exercised. */
  readonly units: readonly SheetLink[];
  /** Other situations of the same person. */
  readonly situations: readonly (SheetProfessional & { readonly unit: SheetLink | null })[];
}

export type DirectorySheet = OrganizationSheet | HealthcareServiceSheet | PractitionerRoleSheet;

/** `details` of the `not_found` of a sheet: the nearest parent still there, when it is known. */
export interface GoneSheet {
  readonly kind: SheetKind;
  readonly id: string;
  readonly name: string | null;
  readonly parent: SheetLink | null;
}

const id = z.string().min(1).max(200);
const key = z.string().min(1).max(220);

export const directoryMethods = {
  /** Everything the region sent about one organization, unit or professional (F3). `not_found` carries a `GoneSheet`. */
  'directory.sheet': method(z.object({ kind: z.enum(sheetKinds), id })).returns<DirectorySheet>(),
  /** Children of several nodes of the tree at once (F4); `key` null is the top. In the order asked. */
  'directory.children': method(
    z.object({
      parents: z
        .array(z.object({ key: key.nullable(), limit: z.number().int().min(1).max(100_000).default(500) }))
        .min(1)
        .max(200),
      filters: directoryFilters.prefault({}),
    }),
  ).returns<readonly TreeChildren[]>(),
  /** Where a node stands in the tree. `not_found` when it is gone or not for this viewer. */
  'directory.path': method(
    z.object({
      kind: z.enum(['organization', 'healthcareService']),
      id,
      filters: directoryFilters.prefault({}),
    }),
  ).returns<TreePath>(),
  /** Names of the tree containing words that begin as typed; accents and case do not matter. */
  'directory.find': method(
    z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(100).default(20) }),
  ).returns<TreeMatches>(),
  /** Values of the filters with how many units each would keep. */
  'directory.facets': method(z.object({ filters: directoryFilters.prefault({}) })).returns<DirectoryFacets>(),
} as const;
