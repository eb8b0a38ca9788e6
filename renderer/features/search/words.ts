import type {
  ResultDistance,
  ResultUnit,
  SearchCategory,
  UnitBeds,
} from '../../../shared/contract/search.ts';
import type { OpeningState } from '../../../shared/domain/opening-hours.ts';
import { describeOpening } from '../../../shared/domain/opening-hours.ts';
import { stateWord } from '../../components/bed-state.ts';
import { formatCount, formatDay, missing, nbsp } from '../../format.ts';

export const categoryLabels: Readonly<Record<SearchCategory, string>> = {
  unit: 'Unités',
  establishment: 'Établissements',
  professional: 'Professionnels',
  equipment: 'Équipements',
  aptitude: 'Compétences',
};

export const openingWords: Readonly<Record<OpeningState, string>> = {
  open: 'ouvert',
  closed: 'fermé',
  unknown: 'horaires inconnus',
};

/** `1,4 km`, `12 km`, `350 m`. */
export function formatKm(km: number): string {
  if (km < 1) return `${formatCount(Math.max(50, Math.round(km * 20) * 50))}${nbsp}m`;
  return `${formatCount(km < 10 ? Math.round(km * 10) / 10 : Math.round(km))}${nbsp}km`;
}

/** Distance of a row: « ≈ » when it is that of the commune; null when no place of care is chosen. */
export function distanceText(distance: ResultDistance | null): string | null {
  if (distance === null) return null;
  if (distance.km === null) return 'distance inconnue';
  return distance.ofCommune ? `≈${nbsp}${formatKm(distance.km)}` : formatKm(distance.km);
}

/** Open or closed, and until when. */
export function openingText({ opening, offerClosed }: ResultUnit, now: number): string {
  if (offerClosed !== null) {
    return offerClosed.reopensOn === null
      ? 'Offre fermée'
      : `Offre fermée, réouverture prévue le ${formatDay(offerClosed.reopensOn)}`;
  }
  return opening === null ? 'Horaires non transmis' : describeOpening(opening, now);
}

/** `3 libres`, `0 plein`, `(2) périmé`, `fermé`; the state word never comes alone where there is a count. */
export function bedsText({ state, available, staleAvailable }: UnitBeds): string {
  if (state === 'closed') return 'fermé';
  if (available !== null) return `${formatCount(available)} ${stateWord(state, available)}`;
  if (staleAvailable !== null) return `(${formatCount(staleAvailable)}) ${stateWord(state, staleAvailable)}`;
  return `${missing} ${stateWord(state, null)}`;
}
