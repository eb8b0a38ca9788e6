import { useEffect, useState } from 'react';
import { IconPhone } from '@tabler/icons-react';
import { formatPhone, missing, phoneHref } from '../format.ts';
import { copyText } from './clipboard.ts';
import classes from './Phone.module.css';

/** How long "copié" stays, in ms. */
const saidFor = 4_000;

/** Copies phones and remembers which one was copied last, to say so beside it. */
export function useCopied(): readonly [string | null, (phone: string) => void] {
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => {
      setCopied(null);
    }, saidFor);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return [
    copied,
    (phone) => {
      void copyText(formatPhone(phone).replaceAll('\u00A0', ' ')).then((done) => {
        if (done) setCopied(phone);
      });
    },
  ];
}

interface PhoneProps {
  readonly phone: string | null;
  readonly label: string;
  readonly tabIndex?: number;
  readonly copied?: boolean;
}

/** A number that can be called. */
export function Phone({ phone, label, tabIndex, copied = false }: PhoneProps) {
  if (phone === null) return <span className={classes['none']}>{missing}</span>;
  return (
    <a
      href={phoneHref(phone)}
      className={classes['phone']}
      data-figures
      aria-label={`Appeler ${label}, ${formatPhone(phone)}`}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    >
      <IconPhone size={16} stroke={1.6} aria-hidden="true" />
      {copied ? 'copié' : formatPhone(phone)}
    </a>
  );
}
