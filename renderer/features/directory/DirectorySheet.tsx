import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconCopy, IconSitemap } from '@tabler/icons-react';
import { useNow } from '../../api/clock.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { copyText } from '../../components/clipboard.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { useCopied } from '../../components/Phone.tsx';
import { LongText, Name, plainText } from '../../components/SafeText.tsx';
import { useShortcuts } from '../../components/shortcuts.ts';
import type { DirectorySheet as Sheet, GoneSheet, SheetKind } from '../../../shared/contract/directory.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { describeOpening, openingStatus } from '../../../shared/domain/opening-hours.ts';
import { astrayReasons, levelNames, nameOf } from './levels.ts';
import { LevelTag, Neighbours, Professionals, SheetAnchor } from './Neighbours.tsx';
import { hoursOf, sheetBlocks, sheetText } from './sheet-blocks.ts';
import { BedsBlock, FactBlock, HoursBlock } from './SheetBlocks.tsx';
import { SheetCard } from './SheetCard.tsx';
import classes from './DirectorySheet.module.css';

interface DirectorySheetProps {
  readonly kind: SheetKind;
  readonly id: string;
}

/** Sheet of an organization, a unit or a professional (F3): who to call, then everything the region sent. */
export function DirectorySheet({ kind, id }: DirectorySheetProps) {
  const navigate = useNavigate();
  const { data, error, refetch } = useBackendQuery('directory.sheet', { kind, id });
  const [copied, copy] = useCopied();
  useShortcuts({
    c: () => {
      const phone = data?.phone ?? null;
      if (phone !== null) copy(phone.value);
    },
    Escape: () => {
      const above = data?.parents.at(-1);
      if (above === undefined) void navigate({ to: '/repertoire' });
      else void navigate({ to: '/fiche/$kind/$id', params: { kind: above.kind, id: above.id } });
    },
  });
  // Also when it was there a moment ago: what left the region must not stay on screen.
  if (error?.code === 'not_found') return <Gone gone={error.details as GoneSheet | undefined} />;
  if (data === undefined) {
    if (error === null) return <Message title="Fiche">Lecture de la copie locale.</Message>;
    return <ErrorMessage error={error} retry={() => void refetch()} />;
  }
  const hours = hoursOf(data);
  return (
    <article className={classes['sheet']} key={`${kind}:${id}`}>
      <title>{`${plainText(nameOf(data), 120)} · Vigie`}</title>
      <Head sheet={data} />
      <div className={classes['columns']}>
        <div className={classes['main']}>
          {data.kind === 'healthcareService' && data.hasBeds ? <BedsBlock sheet={data} /> : null}
          {hours === null ||
          (hours.availableTimes.length === 0 && data.kind === 'practitionerRole') ? null : (
            <HoursBlock hours={hours} record={data.record} />
          )}
          <Contents sheet={data} />
        </div>
        <SheetCard sheet={data} copied={copied !== null && copied === data.phone?.value} onCopy={copy} />
      </div>
    </article>
  );
}

/** Facts and neighbours, provenance last. */
function Contents({ sheet }: { readonly sheet: Sheet }) {
  const blocks = sheetBlocks(sheet);
  const parent = sheet.parents.at(-1);
  return (
    <>
      {sheet.kind === 'organization' ? (
        <Neighbours title="Contient" links={sheet.children} sheet={sheet} treeKey={treeKey(sheet)} />
      ) : null}
      {blocks.slice(0, -1).map((block) => (
        <FactBlock key={block.title} block={block} />
      ))}
      {sheet.kind === 'healthcareService' ? (
        <Professionals
          title="Professionnels"
          total={sheet.professionals.total}
          professionals={sheet.professionals.first}
          sheet={sheet}
        />
      ) : null}
      {sheet.kind === 'practitionerRole' ? (
        <Professionals
          title="Autres lieux d’exercice"
          total={sheet.situations.length}
          professionals={sheet.situations}
          sheet={sheet}
        />
      ) : null}
      {parent === undefined ? null : (
        <Neighbours
          title="Au même niveau"
          links={sheet.siblings}
          sheet={sheet}
          treeKey={`${parent.kind}:${parent.id}`}
          folded
        />
      )}
      {blocks.slice(-1).map((block) => (
        <FactBlock key={block.title} block={block} />
      ))}
    </>
  );
}

/** Key of the sheet in the tree; a professional is found at their unit. */
function treeKey(sheet: Sheet): string {
  if (sheet.kind !== 'practitionerRole') return `${sheet.kind}:${sheet.id}`;
  const unit = sheet.parents.at(-1);
  return unit === undefined ? '' : `${unit.kind}:${unit.id}`;
}

function Head({ sheet }: { readonly sheet: Sheet }) {
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);
  // Coming from another sheet, the keyboard and the reader start at its name.
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const hours = sheet.kind === 'healthcareService' ? hoursOf(sheet) : null;
  const type =
    sheet.kind === 'healthcareService'
      ? sheet.record.offerType
      : sheet.kind === 'practitionerRole'
        ? sheet.record.profession
        : (sheet.record.types.at(-1) ?? null);
  const level = sheet.level === null ? 'professionnel' : levelNames[sheet.level].long;
  const label = type === null ? null : labelOf(type);
  const second = [
    `${level.charAt(0).toUpperCase()}${level.slice(1)}`,
    label?.toLowerCase() === level ? null : label,
    hours === null ? null : describeOpening(openingStatus(hours, now), now),
  ].filter((part) => part !== null);
  const key = treeKey(sheet);
  return (
    <header className={classes['head']}>
      <nav aria-label="Fil d’Ariane" className={classes['crumbs']}>
        <Link to="/repertoire">Répertoire</Link>
        {sheet.astray === null ? null : (
          <span>
            <span aria-hidden="true">› </span>Rattachement inconnu ({astrayReasons[sheet.astray]})
          </span>
        )}
        {sheet.parents.map((parent) => (
          <span key={parent.id}>
            <span aria-hidden="true">› </span>
            <LevelTag level={parent.level} /> <SheetAnchor link={parent} />
          </span>
        ))}
      </nav>
      <h1 tabIndex={-1} ref={heading}>
        <LongText text={nameOf(sheet)} longest={180} />
      </h1>
      <p className={classes['second']}>
        <Name>{second.join(' · ')}</Name>
      </p>
      <div className={classes['actions']}>
        {key === '' ? null : (
          <Link to="/repertoire" search={{ noeud: key }} className={classes['button']}>
            <IconSitemap size={18} stroke={1.6} aria-hidden="true" />
            Voir dans l’annuaire
          </Link>
        )}
        <button
          type="button"
          className={classes['button']}
          onClick={() => {
            void copyText(sheetText(sheet, Date.now())).then(setCopied);
          }}
        >
          <IconCopy size={18} stroke={1.6} aria-hidden="true" />
          {copied ? 'Fiche copiée' : 'Copier la fiche'}
        </button>
      </div>
    </header>
  );
}

/** The sheet left the region, or was never there: what it was, and where to go on. */
function Gone({ gone }: { readonly gone: GoneSheet | undefined }) {
  const parent = gone?.parent ?? null;
  return (
    <Message
      title="Cette fiche n’est plus dans la région"
      code="not_found"
      actions={
        <>
          {parent === null ? null : <SheetAnchor link={parent} />}
          <Link to="/repertoire">Ouvrir le répertoire</Link>
        </>
      }
    >
      {gone === undefined || gone.name === null ? (
        'Elle a été retirée de l’annuaire, n’est pas visible avec ce profil, ou son adresse est incomplète.'
      ) : (
        <>
          «&nbsp;<Name>{gone.name}</Name>&nbsp;» a été retirée de l’annuaire.
          {parent === null ? '' : ' Elle était rattachée à la structure ci-dessous.'}
        </>
      )}
    </Message>
  );
}
