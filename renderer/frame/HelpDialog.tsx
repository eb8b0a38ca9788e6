import { Kbd, Modal } from '@mantine/core';
import type { BedState } from '../../shared/domain/freshness.ts';
import { bedStateLabels } from '../../shared/domain/labels.ts';
import { StateShape } from '../components/StateShape.tsx';
import { stateMeanings } from '../components/bed-state.ts';
import classes from './HelpDialog.module.css';

const states: readonly BedState[] = ['free', 'tight', 'full', 'closed', 'expired', 'not_transmitted'];

const keys: readonly (readonly [readonly string[], string])[] = [
  [['←', '↑', '→', '↓'], 'passer d’un chiffre à l’autre, d’une ligne à l’autre'],
  [['Ctrl K', '/'], 'rechercher, depuis n’importe quel écran'],
  [['Entrée'], 'ouvrir'],
  [['Échap'], 'revenir au niveau au-dessus'],
  [['[', ']'], 'département précédent, suivant (aussi ← → dans la liste des unités)'],
  [['c'], 'copier le téléphone de la ligne ou de la fiche'],
  [['?'], 'cette légende'],
];

/** Legend of the states, meaning of the figures and keys: one key away from any screen. */
export function HelpDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<strong>Légende et clavier</strong>}
      size={640}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Fermer' }}
    >
      <div className={classes['help']}>
        <section>
          <h2>États</h2>
          <dl className={classes['list']}>
            {states.map((state) => (
              <div key={state}>
                <dt>
                  <StateShape state={state} />
                  {bedStateLabels[state]}
                </dt>
                <dd>{stateMeanings[state]}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h2>Chiffres</h2>
          <dl className={classes['list']}>
            <div>
              <dt>14 sur 212</dt>
              <dd>lits disponibles sur lits installés</dd>
            </div>
            <div>
              <dt>11/12 à jour</dt>
              <dd>
                unités dont le chiffre est assez récent pour être additionné, sur toutes celles de l’activité
              </dd>
            </div>
            <div>
              <dt>(2)</dt>
              <dd>dernier chiffre connu, trop ancien pour être additionné</dd>
            </div>
            <div>
              <dt>—</dt>
              <dd>non transmis. 0 est un zéro déclaré</dd>
            </div>
            <div>
              <dt>installés</dt>
              <dd>
                capacité totale en place, lits fermés compris, lits supplémentaires en plus. Ce n’est pas le
                nombre de lits autorisés
              </dd>
            </div>
          </dl>
        </section>
        <section>
          <h2>Clavier</h2>
          <dl className={classes['list']}>
            {keys.map(([names, meaning]) => (
              <div key={meaning}>
                <dt>
                  {names.map((name) => (
                    <Kbd key={name}>{name}</Kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
