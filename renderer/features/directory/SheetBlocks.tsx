import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../api/clock.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { StateShape } from '../../components/StateShape.tsx';
import { stateWord } from '../../components/bed-state.ts';
import { LongText } from '../../components/SafeText.tsx';
import { When } from '../../components/When.tsx';
import type { HealthcareServiceSheet } from '../../../shared/contract/directory.ts';
import type { OpeningHours } from '../../../shared/domain/opening-hours.ts';
import {
  describeClosures,
  describeHours,
  describeOpening,
  openingStatus,
} from '../../../shared/domain/opening-hours.ts';
import { formatAgo, formatCount, nbsp } from '../../format.ts';
import type { Block, Fact } from './sheet-facts.ts';
import { sourceOf } from './sheet-facts.ts';
import classes from './DirectorySheet.module.css';

interface SectionProps {
  readonly title: string;
  readonly source: string;
  readonly at: string | null;
  readonly children: ReactNode;
}

/** A part of a sheet; it ends with where its content comes from and of when it is. */
export function Section({ title, source, at, children }: SectionProps) {
  return (
    <section className={classes['block']}>
      <h2>{title}</h2>
      {children}
      <p className={classes['source']}>
        Source{nbsp}: {source} · {at === null ? 'date non transmise' : <When at={at} age />}
      </p>
    </section>
  );
}

/** A block of facts. */
export function FactBlock({ block }: { readonly block: Block }) {
  return (
    <Section title={block.title} source={block.source} at={block.at}>
      <dl className={classes['facts']}>
        {block.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.title === undefined ? fact.label : <abbr title={fact.title}>{fact.label}</abbr>}</dt>
            <dd>
              <Values fact={fact} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Values({ fact }: { readonly fact: Fact }) {
  const [only] = fact.values;
  if (fact.values.length === 1 && only !== undefined) return <LongText text={only} />;
  return (
    <ul>
      {fact.values.map((value, index) => (
        <li key={index}>
          <LongText text={value} />
        </li>
      ))}
    </ul>
  );
}

interface HoursProps {
  readonly hours: OpeningHours;
  readonly record: { readonly source: string | null; readonly lastUpdated: string | null };
}

/** Open or closed now, until when, and the hours in words. */
export function HoursBlock({ hours, record }: HoursProps) {
  const now = useNow();
  const opening = openingStatus(hours, now);
  const lines = [...describeHours(hours), ...describeClosures(hours)];
  return (
    <Section title="Horaires" source={sourceOf(record)} at={record.lastUpdated}>
      <p className={classes['opening']} data-opening={opening.status}>
        <strong>{describeOpening(opening, now)}</strong>
        {opening.detail === null ? null : <LongText text={opening.detail} longest={200} />}
      </p>
      {lines.length === 0 ? null : (
        <ul>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Beds of a unit in one line, with the way to their own sheet. */
export function BedsBlock({ sheet }: { readonly sheet: HealthcareServiceSheet }) {
  const now = useNow();
  const beds = useBackendQuery('beds.unitSheet', { id: sheet.id }, { every: 60_000 }).data;
  if (beds === undefined || beds.visibility === 'not_transmitted') return null;
  const { row } = beds;
  const { count, updatedAt, stale } = row.available;
  return (
    <Section title="Lits" source="lits de la région" at={updatedAt}>
      <p className={classes['beds']} data-figures>
        <StateShape state={row.state} />
        <strong>
          {stale ? `(${formatCount(count)})` : formatCount(count)} {stateWord(row.state, count)}
        </strong>
        <span>sur {formatCount(row.installed.count)} installés</span>
        {updatedAt === null ? null : <span className={classes['second']}>{formatAgo(updatedAt, now)}</span>}
      </p>
      <p>
        <Link to="/lits/unite/$id" params={{ id: sheet.id }}>
          Fiche des lits
        </Link>
      </p>
    </Section>
  );
}
