import type { BedState } from '../../shared/domain/freshness.ts';
import { bedStateLabels } from '../../shared/domain/labels.ts';

/** What each state means, for the legend. */
export const stateMeanings: Readonly<Record<BedState, string>> = {
  free: 'Des lits sont disponibles.',
  tight: 'Un seul lit disponible, ou moins que le seuil de l’activité.',
  full: 'Aucun lit disponible : le zéro a été déclaré.',
  closed: 'Tous les lits sont fermés.',
  expired: 'Chiffre trop ancien : montré entre parenthèses, additionné seulement si on le demande.',
  not_transmitted: 'Chiffre jamais saisi, ou non transmis à ce profil. Ce n’est pas un zéro.',
};

/** `libre` or `libres`: only this state counts something. */
export function stateWord(state: BedState, count: number | null): string {
  return state === 'free' && count !== null && count > 1 ? 'libres' : bedStateLabels[state];
}
