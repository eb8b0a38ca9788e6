import type { SheetKind, TreeLevel, TreeNode } from '../../../shared/contract/directory.ts';
import { nbsp } from '../../format.ts';

/** How each level is written: its acronym or word, and what it means. */
export const levelNames: Readonly<
  Record<TreeLevel, { readonly short: string; readonly long: string; readonly many: string }>
> = {
  EJ: { short: 'EJ', long: 'entité juridique', many: 'entités juridiques' },
  EG: { short: 'EG', long: 'entité géographique', many: 'entités géographiques' },
  POLE: { short: 'Pôle', long: 'pôle', many: 'pôles' },
  SERVICE: { short: 'Service', long: 'service', many: 'services' },
  UF: { short: 'UF', long: 'unité fonctionnelle', many: 'unités fonctionnelles' },
  UE: { short: 'UE', long: 'unité élémentaire', many: 'unités élémentaires' },
  UNKNOWN: { short: '?', long: 'niveau non transmis', many: 'niveaux non transmis' },
  UO: { short: 'UO', long: 'unité opérationnelle', many: 'unités opérationnelles' },
};

/** Levels in the order of the tree. */
export const levelOrder: readonly TreeLevel[] = ['EJ', 'EG', 'POLE', 'SERVICE', 'UF', 'UE', 'UNKNOWN', 'UO'];

/** What stands for a name that was not sent. */
export function nameOf({
  name,
  id,
  kind,
}: {
  readonly name: string | null;
  readonly id: string;
  readonly kind: SheetKind | 'unknown';
}): string {
  if (kind === 'unknown') return 'Rattachement inconnu';
  return name !== null && name.trim() !== '' ? name : `Sans nom (${id})`;
}

/** Why something hangs under « Rattachement inconnu ». */
export const astrayReasons: Readonly<Record<Exclude<TreeNode['astray'], null>, string>> = {
  no_parent: 'aucun rattachement transmis',
  parent_not_sent: 'rattaché à une structure non transmise',
  loop: `rattachement en boucle${nbsp}: coupé ici`,
};
