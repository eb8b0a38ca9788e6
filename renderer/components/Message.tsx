import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { AppError } from '../../shared/errors.ts';
import classes from './Message.module.css';

interface MessageProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  readonly code?: string;
  readonly actions?: ReactNode;
  /** True inside a screen that already has its title. */
  readonly inside?: boolean;
}

/** A whole-screen statement: nothing to show yet, nothing found, not allowed, failed. Says what to do next. */
export function Message({ title, icon, children, code, actions, inside = false }: MessageProps) {
  return (
    <section className={classes['message']} aria-label={title}>
      {icon === undefined ? null : <div className={classes['icon']}>{icon}</div>}
      <div className={classes['body']}>
        {inside ? <h2>{title}</h2> : <h1 tabIndex={-1}>{title}</h1>}
        {children === undefined ? null : <div className={classes['text']}>{children}</div>}
        {code === undefined ? null : (
          <p className={classes['code']}>
            Code pour l’assistance&nbsp;: <code>{code}</code>
          </p>
        )}
        {actions === undefined ? null : <div className={classes['actions']}>{actions}</div>}
      </div>
    </section>
  );
}

/** What went wrong, in the words of the backend, with its code and a way to try again. */
export function ErrorMessage({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const known = error instanceof AppError;
  return (
    <Message
      title="Cet écran n’a pas pu être affiché"
      icon={<IconAlertTriangle size={28} stroke={1.5} />}
      code={known ? error.code : 'page'}
      {...(retry === undefined
        ? {}
        : {
            actions: (
              <Button variant="default" leftSection={<IconRefresh size={18} />} onClick={retry}>
                Réessayer
              </Button>
            ),
          })}
    >
      {known
        ? error.message
        : 'Une erreur inattendue s’est produite dans la page. Les données enregistrées ne sont pas touchées.'}
    </Message>
  );
}
