import type { MethodName, ParsedParams } from '../../shared/contract/index.ts';
import type {
  BedVisibility,
  BoardCell,
  DepartmentBoard,
  Figure,
  RegionBoard,
  UnitRow,
} from '../../shared/contract/beds.ts';
import type { AppStatus } from '../../shared/contract/status.ts';
import { activityGroups } from '../../shared/domain/codes.ts';
import { departmentLabel } from '../../shared/domain/departments.ts';
import type { BedState } from '../../shared/domain/freshness.ts';
import { AppError } from '../../shared/errors.ts';
import { fakeBackend, type FakeBackend } from '../support/fake-backend.ts';
import { fakeSheet } from './fake-sheet.ts';

const minute = 60_000;
export const codes = ['75', '77', '78', '91', '92', '93', '94', '95'];

/** ISO date `minutes` ago. */
export const ago = (minutes: number): string => new Date(Date.now() - minutes * minute).toISOString();

export const figure = (count: number | null, minutes: number | null, stale = false): Figure => ({
  count,
  updatedAt: minutes === null ? null : ago(minutes),
  source: count === null ? null : { system: 'TRE_R335', code: '02', display: null },
  stale,
});

export const status = (change: Partial<AppStatus> = {}): AppStatus => ({
  region: { id: 'demo', name: 'Île-de-France', demonstration: true },
  online: true,
  offlineSince: null,
  lastSyncAt: ago(1),
  lastFullSyncAt: ago(300),
  syncing: null,
  problem: null,
  nextAttemptAt: null,
  counts: {
    Organization: 1_204,
    HealthcareService: 12_000,
    Location: 9_871,
    Practitioner: 0,
    PractitionerRole: 0,
  },
  notUnderstood: 12,
  notices: [],
  ...change,
});

export const cell = (change: Partial<BoardCell> & { readonly state: BedState }): BoardCell => ({
  units: 6,
  closedUnits: 0,
  unitsUpToDate: 5,
  available: null,
  installed: 96,
  occupied: 80,
  closed: 0,
  supplementary: 0,
  staleAvailable: null,
  oldestAt: ago(300),
  newestAt: ago(20),
  problems: {},
  ...change,
});

/** Cells of every state, in a fixed order: what each département × group shows. */
const samples: readonly (BoardCell | null)[] = [
  cell({ state: 'free', available: 14, installed: 212, units: 12, unitsUpToDate: 11 }),
  cell({ state: 'free', available: 6, installed: 84, units: 7, unitsUpToDate: 7 }),
  cell({ state: 'tight', available: 1, installed: 38, units: 4, unitsUpToDate: 4 }),
  cell({ state: 'full', available: 0, installed: 40, units: 4, unitsUpToDate: 4 }),
  cell({
    state: 'expired',
    installed: 12,
    staleAvailable: 2,
    units: 1,
    unitsUpToDate: 0,
    newestAt: ago(1_560),
  }),
  cell({ state: 'closed', installed: 8, closed: 8, units: 0, closedUnits: 1, unitsUpToDate: 0 }),
  cell({ state: 'not_transmitted', installed: null, units: 2, unitsUpToDate: 0, newestAt: null }),
  null,
  cell({ state: 'free', available: 3, installed: 61, units: 5, unitsUpToDate: 4, staleAvailable: 2 }),
];

export function regionBoard(change: Partial<RegionBoard> = {}): RegionBoard {
  const groups = activityGroups.map(({ id, label, shortLabel, main }) => ({ id, label, shortLabel, main }));
  const departments = codes.map((code, row) => ({
    code,
    label: departmentLabel(code),
    cells: Object.fromEntries(
      groups.flatMap(({ id }, column) => {
        const sample = samples[(row * 4 + column * (row + 1)) % samples.length] ?? null;
        return sample === null ? [] : [[id, sample]];
      }),
    ),
  }));
  const total = Object.fromEntries(
    groups.map(({ id }, index) => [
      id,
      cell({
        state: index === 3 ? 'tight' : 'free',
        available: index === 3 ? 1 : 193 - index * 20,
        installed: 2_110 - index * 190,
        units: 141 - index * 9,
        unitsUpToDate: 118 - index * 9,
      }),
    ]),
  );
  return { computedAt: new Date().toISOString(), visibility: 'full', groups, departments, total, ...change };
}

const names = [
  'Réanimation polyvalente',
  'Réanimation médicale',
  'Réanimation chirurgicale',
  'Réanimation médico-chirurgicale et surveillance continue',
  'Réanimation neurochirurgicale',
];
const houses = [
  'Centre hospitalier intercommunal des Trois-Rivières',
  'Hôpital Jeanne-Barret',
  'Clinique du Val-Fleuri',
  'Groupe hospitalier Nord-Plaine',
  'CHU Amédée-Moreau',
];

export function unitRow(index: number, change: Partial<UnitRow> = {}): UnitRow {
  const state =
    (['free', 'tight', 'full', 'expired', 'closed', 'not_transmitted'] as const)[index % 6] ?? 'free';
  const available = { free: 3, tight: 1, full: 0, expired: 2, closed: null, not_transmitted: null }[state];
  const minutes = state === 'expired' ? 1_560 : 37 + index * 53;
  return {
    id: `unit-${index}`,
    name: names[index % names.length] ?? '',
    group: 'rea',
    establishmentId: 'eg-1',
    establishment: houses[index % houses.length] ?? '',
    city: ['Créteil', 'Saint-Maur-des-Fossés', 'Ivry-sur-Seine'][index % 3] ?? null,
    department: '94',
    state,
    freshness: state === 'expired' ? 'expired' : state === 'not_transmitted' ? 'never' : 'fresh',
    upToDate: state !== 'expired' && state !== 'not_transmitted',
    offerClosed: state === 'closed' ? { from: ago(20_000), reopensOn: '2026-12-15' } : null,
    problems: index === 2 ? { exceeds_installed: 1 } : {},
    available: figure(available, state === 'not_transmitted' ? null : minutes, state === 'expired'),
    staleAvailable: state === 'expired' ? 2 : null,
    availableFemale: state === 'free' ? 1 : null,
    availableMale: state === 'free' ? 0 : null,
    availableUndifferentiated: state === 'free' ? 2 : null,
    installed: figure(18, 2_000),
    occupied: figure(state === 'closed' ? 0 : 15, minutes),
    reserved: figure(state === 'full' ? 1 : null, minutes),
    closed: figure(state === 'closed' ? 18 : 2, minutes),
    closedReopenable: state === 'closed' ? 6 : 1,
    closedNotReopenable: 1,
    supplementary: figure(index % 4 === 0 ? 2 : 0, minutes),
    ageRange: index % 3 === 0 ? { low: 18, high: null } : { low: 0, high: 17 },
    adult: index % 3 === 0 || index % 3 === 2,
    child: index % 3 !== 0,
    phone: index % 5 === 3 ? null : `+3314517${2000 + index}`,
    sharesBedsWith: [],
    ...change,
  };
}

export function departmentBoard(department: string | null, group: string, count = 7): DepartmentBoard {
  const found = activityGroups.find(({ id }) => id === group);
  if (found === undefined) throw new AppError('not_found', 'Cette activité n’est pas suivie.');
  const { id, label, shortLabel, main } = found;
  const at = codes.indexOf(department ?? '');
  return {
    computedAt: new Date().toISOString(),
    visibility: 'full',
    department: department === null ? null : { code: department, label: departmentLabel(department) },
    group: { id, label, shortLabel, main },
    previous: codes[at - 1] ?? null,
    next: at < 0 ? null : (codes[at + 1] ?? null),
    total: cell({
      state: 'free',
      available: 4,
      installed: 126,
      units: count,
      unitsUpToDate: count - 2,
      staleAvailable: 2,
      supplementary: 2,
      closed: 28,
      occupied: 90,
    }),
    units: Array.from({ length: count }, (_, index) => unitRow(index)),
  };
}

/** What a test may set; every answer is computed from it at the time of the call. */
export interface FakeRegion {
  status: AppStatus;
  region: RegionBoard;
  units: number;
  visibility: BedVisibility;
  fail: AppError | null;
}

/** A backend that answers what the screens under test ask, from plain fixtures. */
export function fakeRegion(change: Partial<FakeRegion> = {}): FakeBackend & { readonly data: FakeRegion } {
  const data: FakeRegion = {
    status: status(),
    region: regionBoard(),
    units: 7,
    visibility: 'full',
    fail: null,
    ...change,
  };
  const answers: Readonly<Partial<Record<MethodName, (params: unknown) => unknown>>> = {
    'status.get': () => data.status,
    'sync.now': () => null,
    'beds.regionBoard': () => ({
      ...data.region,
      computedAt: new Date().toISOString(),
      visibility: data.visibility,
    }),
    'beds.departmentBoard': (params) => {
      const { department, group } = params as ParsedParams<'beds.departmentBoard'>;
      return { ...departmentBoard(department, group, data.units), visibility: data.visibility };
    },
    'beds.unitSheet': (params) => fakeSheet((params as ParsedParams<'beds.unitSheet'>).id, data.visibility),
  };
  const backend = fakeBackend((method: MethodName, params: unknown) => {
    if (data.fail !== null && method !== 'status.get') throw data.fail;
    const answer = answers[method];
    if (answer === undefined) throw new AppError('unknown_method', `Pas de données d’essai pour ${method}.`);
    return answer(params);
  });
  return Object.assign(backend, { data });
}
