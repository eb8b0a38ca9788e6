import type { ReactNode } from 'react';
import { When } from '../../components/When.tsx';
import { nbsp } from '../../format.ts';
import classes from './UnitSheet.module.css';

interface BlockProps {
  readonly title: string;
  readonly source: string | null;
  readonly at: string | null;
  readonly children: ReactNode;
}

/** A part of a sheet; it ends with where its content comes from and of when it is. */
export function Block({ title, source, at, children }: BlockProps) {
  return (
    <section className={classes['block']}>
      <h2>{title}</h2>
      {children}
      <p className={classes['source']}>
        Source{nbsp}: {source ?? 'non précisée'} · {at === null ? 'date non transmise' : <When at={at} age />}
      </p>
    </section>
  );
}
