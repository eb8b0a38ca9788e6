import { useState } from 'react';
import { Outlet } from '@tanstack/react-router';
import { useStatus } from '../api/hooks.ts';
import { useShortcuts } from '../components/shortcuts.ts';
import { Bands } from './Bands.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { Rail } from './Rail.tsx';
import { StartGate } from './StartGate.tsx';
import { TopBar } from './TopBar.tsx';
import classes from './Frame.module.css';

/** Id of the scrolling region of every screen: target of the skip link and of virtualised lists. */
export const contentId = 'contenu';

/** What stands around every screen: rail, region and sync state, bands in words, help. */
export function Frame() {
  const status = useStatus();
  const [helpOpen, setHelpOpen] = useState(false);
  useShortcuts({
    '?': () => {
      setHelpOpen(true);
    },
  });
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href={`#${contentId}`}>
        Aller au contenu
      </a>
      {status?.region?.demonstration === true ? (
        <section className={classes['demo']} aria-label="Démonstration">
          <strong>Démonstration</strong> · région fictive, établissements et disponibilités inventés
        </section>
      ) : null}
      <Rail
        onHelp={() => {
          setHelpOpen(true);
        }}
      />
      <div className={classes['column']}>
        <TopBar status={status} />
        <Bands status={status} />
        <main id={contentId} className={classes['content']} tabIndex={-1}>
          <StartGate status={status}>
            <Outlet />
          </StartGate>
        </main>
      </div>
      <HelpDialog
        opened={helpOpen}
        onClose={() => {
          setHelpOpen(false);
        }}
      />
    </div>
  );
}
