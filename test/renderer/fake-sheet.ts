import type { BedVisibility, UnitSheet } from '../../shared/contract/beds.ts';
import type { CapacityIndicator } from '../../shared/domain/entities.ts';
import { AppError } from '../../shared/errors.ts';
import { ago, figure, unitRow } from './fake-backend.ts';

const code = (system: string, value: string | null) =>
  value === null ? null : { system, code: value, display: null };

interface Short {
  readonly status: string;
  readonly count: number | null;
  readonly moment?: string;
  readonly gender?: string;
  readonly closing?: string;
  readonly extra?: string;
  readonly assignment?: string;
  readonly minutes?: number;
}

export function indicator(short: Short): CapacityIndicator {
  return {
    type: code('TRE_R329', '01'),
    status: code('TRE_R330', short.status),
    temporality: code('TRE_R331', short.moment ?? '01'),
    count: short.count,
    source: code('TRE_R335', short.moment === undefined ? '02' : '04'),
    gender: code('TRE_R332', short.gender ?? null),
    updatedAt: ago(short.minutes ?? 37),
    closingType: code('TRE_R333', short.closing ?? null),
    additionalBedType: code('TRE_R334', short.extra ?? null),
    crisis: null,
    assignment: code('TRE_R337', short.assignment ?? '01'),
    comment: null,
  };
}

/** The sheet of `unit-N`; any other id is not in the region. */
export function fakeSheet(id: string, visibility: BedVisibility = 'full'): UnitSheet {
  const index = /^unit-(\d+)$/.exec(id)?.[1];
  if (index === undefined) throw new AppError('not_found', 'Cette unité n’est plus dans la région.');
  const counted = [
    indicator({ status: '01', count: 18, minutes: 2_000 }),
    indicator({ status: '02', count: 1, gender: '01' }),
    indicator({ status: '02', count: 0, gender: '02' }),
    indicator({ status: '02', count: 2, gender: '04' }),
    indicator({ status: '03', count: 15 }),
    indicator({ status: '05', count: 1, closing: '01' }),
    indicator({ status: '05', count: 1, closing: '02' }),
    indicator({ status: '06', count: 2, extra: '03' }),
    indicator({ status: '02', count: 2, moment: '02' }),
    indicator({ status: '02', count: 4, moment: '03' }),
    indicator({ status: '03', count: 14, moment: '03' }),
  ].map((each) => ({ ...each, problem: null }));
  return {
    row: unitRow(Number(index), { sharesBedsWith: ['unit-5'] }),
    identifier: '11/000123',
    offerType: { system: 'TRE_R244', code: '121', display: null },
    fieldOfActivity: { system: 'TRE_R227', code: '01', display: null },
    careModes: [{ system: 'TRE_R213', code: '28', display: null }],
    operationalActivities: [
      { system: 'TRE_R211', code: '001', display: 'Épuration extra-rénale' },
      { system: 'TRE_R211', code: '002', display: 'Assistance circulatoire (ECMO)' },
    ],
    specialties: [],
    publics: [],
    contacts: [
      {
        name: 'Cadre de santé',
        role: null,
        purpose: null,
        description: 'En semaine, 8 h à 18 h',
        confidentiality: 2,
        telecoms: [
          { channel: null, value: '0145172101', usage: null, confidentiality: 2 },
          { channel: null, value: 'rea.cadre@trois-rivieres.example', usage: null, confidentiality: 2 },
        ],
      },
    ],
    availableTimes: [{ days: [], start: null, end: null, allDay: true, kind: null, validity: null }],
    comment: 'Entrée des ambulances par le quai B.',
    parents: [
      { id: 'ej', level: 'EJ', name: 'Centre hospitalier intercommunal des Trois-Rivières' },
      { id: 'eg', level: 'EG', name: 'Site Bords-de-Marne' },
      { id: 'pole', level: 'POLE', name: 'Anesthésie, réanimation, urgences' },
    ],
    locations: [
      {
        id: 'loc-1',
        name: 'Bâtiment H, 2e étage',
        identifier: '940000123',
        address: {
          lines: ['40 avenue de la République'],
          postalCode: '94000',
          city: 'Créteil',
          communeCode: '94028',
        },
        operationalStatus: null,
        equipment: [
          {
            type: { system: 'TRE_R212', code: 'x', display: 'Respirateur lourd' },
            inService: 18,
            limits: [],
          },
        ],
        capacities: [
          ...counted,
          { ...indicator({ status: '02', count: 1, assignment: '02' }), problem: 'other_assignment' },
          { ...indicator({ status: '03', count: 9_999 }), problem: 'absurd' },
        ],
        sharedWith: [{ id: 'unit-5', name: 'Surveillance continue polyvalente' }],
      },
    ],
    forecasts: [
      { temporality: '02', available: figure(2, 37) },
      { temporality: '03', available: figure(4, 37) },
    ],
    lastUpdated: ago(9_000),
    visibility,
  };
}
