import { Link } from '@tanstack/react-router';
import type {
  DirectorySheet,
  SheetLink,
  SheetLinks,
  SheetProfessional,
} from '../../../shared/contract/directory.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { Phone } from '../../components/Phone.tsx';
import { Name, plainText } from '../../components/SafeText.tsx';
import { formatCount, nbsp, plural } from '../../format.ts';
import { levelNames, nameOf } from './levels.ts';
import { levelCounts } from './sheet-blocks.ts';
import { sourceOf } from './sheet-facts.ts';
import { Section } from './SheetBlocks.tsx';
import classes from './DirectorySheet.module.css';

/** The way to another sheet, with its level in front. */
export function SheetAnchor({ link }: { readonly link: SheetLink }) {
  return (
    <Link to="/fiche/$kind/$id" params={{ kind: link.kind, id: link.id }}>
      <Name>{nameOf(link)}</Name>
    </Link>
  );
}

/** Acronym of a level, with its meaning. */
export function LevelTag({ level }: { readonly level: SheetLink['level'] }) {
  if (level === null) return null;
  const { short, long } = levelNames[level];
  return short.toLowerCase() === long ? (
    <span className={classes['tag']}>{short}</span>
  ) : (
    <abbr className={classes['tag']} title={long}>
      {short}
    </abbr>
  );
}

interface NeighboursProps {
  readonly title: string;
  readonly links: SheetLinks;
  readonly sheet: DirectorySheet;
  /** Key of the tree node under which the others are. */
  readonly treeKey: string;
  /** How many are shown before asking. */
  readonly folded?: boolean;
}

/** Children or siblings: counted by level, named, with the tree for what is left. */
export function Neighbours({ title, links, sheet, treeKey, folded = false }: NeighboursProps) {
  if (links.total === 0) return null;
  const list = (
    <ul className={classes['links']}>
      {links.first.map((link) => (
        <li key={link.kind + link.id}>
          <LevelTag level={link.level} />
          <SheetAnchor link={link} />
          {link.city === null ? null : <span className={classes['second']}>{link.city}</span>}
          {link.closed ? <span className={classes['closed']}>✕ fermé</span> : null}
        </li>
      ))}
    </ul>
  );
  return (
    <Section title={title} source={sourceOf(sheet.record)} at={sheet.record.lastUpdated}>
      <p className={classes['second']}>{levelCounts(links.byLevel)}</p>
      {folded ? (
        <details>
          <summary>Montrer</summary>
          {list}
        </details>
      ) : (
        list
      )}
      {links.first.length < links.total ? (
        <p>
          <Link to="/repertoire" search={{ noeud: treeKey }}>
            Voir les {formatCount(links.total)} dans l’annuaire
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

interface ProfessionalsProps {
  readonly title: string;
  readonly total: number;
  readonly professionals: readonly (SheetProfessional & { readonly unit?: SheetLink | null })[];
  readonly sheet: DirectorySheet;
}

/** People of a unit, or other situations of a person. */
export function Professionals({ title, total, professionals, sheet }: ProfessionalsProps) {
  if (total === 0) return null;
  return (
    <Section title={title} source={sourceOf(sheet.record)} at={sheet.record.lastUpdated}>
      <ul className={classes['links']}>
        {professionals.map((each) => (
          <li key={each.id}>
            <Link to="/fiche/$kind/$id" params={{ kind: 'practitionerRole', id: each.id }}>
              <Name>{titleOf(each)}</Name>
            </Link>
            <span className={classes['second']}>
              {[each.profession, ...each.specialties]
                .filter((code) => code !== null)
                .map(labelOf)
                .join(' · ')}
            </span>
            {each.phone === null ? null : <Phone phone={each.phone} label={plainText(titleOf(each), 80)} />}
          </li>
        ))}
      </ul>
      {professionals.length < total ? (
        <p className={classes['second']}>
          {plural(total - professionals.length, 'autre', 'autres')} non montrés{nbsp}: cherchez par nom.
        </p>
      ) : null}
    </Section>
  );
}

/** Other situations of a person are told apart by their unit; people of a unit by their name. */
function titleOf({ unit, name, id }: ProfessionalsProps['professionals'][number]): string {
  return unit === undefined || unit === null ? (name ?? `Sans nom (${id})`) : nameOf(unit);
}
