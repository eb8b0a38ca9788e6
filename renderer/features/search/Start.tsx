import { Link } from '@tanstack/react-router';
import { IconTrash } from '@tabler/icons-react';
import { forgetSearches, forgetView, useRecentSearches, useSavedViews } from './stored.ts';
import classes from './Results.module.css';

const hints: readonly (readonly [string, string])[] = [
  ['réa ped bondy', 'des mots dans n’importe quel ordre, avec une commune'],
  ['USINV', 'un sigle ou un synonyme du métier'],
  ['ETO', 'un acte, un équipement, une compétence'],
];

/** Before anything is asked: what was asked before, and what can be. */
export function Start() {
  const recent = useRecentSearches();
  const views = useSavedViews();
  return (
    <div className={classes['start']}>
      {views.length === 0 ? null : (
        <section aria-labelledby="vues">
          <h2 id="vues">Vues enregistrées</h2>
          <ul>
            {views.map(({ name, search }) => (
              <li key={name}>
                <Link to="/recherche" search={search}>
                  {name}
                </Link>
                <button
                  type="button"
                  className={classes['forget']}
                  aria-label={`Supprimer la vue ${name}`}
                  onClick={() => {
                    forgetView(name);
                  }}
                >
                  <IconTrash size={16} stroke={1.6} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {recent.length === 0 ? null : (
        <section aria-labelledby="recentes">
          <h2 id="recentes">Recherches récentes</h2>
          <ul>
            {recent.map((text) => (
              <li key={text}>
                <Link to="/recherche" search={{ q: text }}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
          <button type="button" className={classes['link']} onClick={forgetSearches}>
            Effacer les recherches récentes
          </button>
        </section>
      )}
      <section aria-labelledby="exemples">
        <h2 id="exemples">On peut chercher</h2>
        <ul>
          {hints.map(([text, meaning]) => (
            <li key={text}>
              <Link to="/recherche" search={{ q: text }}>
                {text}
              </Link>
              <span className={classes['second']}>{meaning}</span>
            </li>
          ))}
        </ul>
        <p className={classes['second']}>
          <kbd>Ctrl K</kbd> ou <kbd>/</kbd> depuis n’importe quel écran. On peut aussi partir d’un filtre, à
          gauche.
        </p>
      </section>
    </div>
  );
}
