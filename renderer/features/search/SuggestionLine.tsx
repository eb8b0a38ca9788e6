import { IconArrowRight, IconBookmark, IconHistory } from '@tabler/icons-react';
import type { SearchSuggestion } from '../../../shared/contract/search.ts';
import { useNow } from '../../api/clock.ts';
import { plainText } from '../../components/SafeText.tsx';
import { StateShape } from '../../components/StateShape.tsx';
import { formatAge, nbsp, plural } from '../../format.ts';
import { highlight, type BoxOption } from './suggestion-options.ts';
import { bedsText, formatKm, openingWords } from './words.ts';
import classes from './SearchBox.module.css';

/** What one line of the list says. */
export function OptionContent({ option }: { readonly option: BoxOption }) {
  switch (option.kind) {
    case 'suggestion':
      return <SuggestionLine suggestion={option.suggestion} />;
    case 'recent':
      return (
        <>
          <IconHistory size={16} stroke={1.6} aria-hidden="true" className={classes['lead']} />
          <span className={classes['name']}>{option.text}</span>
        </>
      );
    case 'view':
      return (
        <>
          <IconBookmark size={16} stroke={1.6} aria-hidden="true" className={classes['lead']} />
          <span className={classes['name']}>{option.view.name}</span>
        </>
      );
    case 'all':
      return (
        <>
          <IconArrowRight size={16} stroke={1.6} aria-hidden="true" className={classes['lead']} />
          <span className={classes['name']}>
            Tous les résultats pour «{nbsp}
            {plainText(option.text, 60)}
            {nbsp}»
          </span>
          <kbd className={classes['key']}>Ctrl Entrée</kbd>
        </>
      );
  }
}

function SuggestionLine({ suggestion }: { readonly suggestion: SearchSuggestion }) {
  const now = useNow();
  const { highlighted, because, context, distanceKm, opening, beds, units } = suggestion;
  const name = plainText(suggestion.name, 120);
  return (
    <>
      <span className={classes['main']}>
        <bdi className={classes['name']}>
          {highlight(name, highlighted).map(({ text, matched }, index) =>
            matched ? <strong key={index}>{text}</strong> : <span key={index}>{text}</span>,
          )}
        </bdi>
        <span className={classes['context']}>
          {because === null ? null : <em className={classes['because']}>{plainText(because, 90)}</em>}
          {because === null || context === '' ? '' : ' · '}
          {plainText(context, 110)}
        </span>
      </span>
      <span className={classes['facts']} data-figures>
        {beds === null ? null : (
          <span className={classes['beds']} data-state={beds.state}>
            <StateShape state={beds.state} />
            {bedsText(beds)}
            {beds.updatedAt === null ? null : (
              <span className={classes['second']}> {formatAge(beds.updatedAt, now)}</span>
            )}
          </span>
        )}
        {opening === null || opening === 'unknown' ? null : (
          <span className={classes['opening']} data-opening={opening}>
            {openingWords[opening]}
          </span>
        )}
        {distanceKm === null ? null : <span className={classes['km']}>{formatKm(distanceKm)}</span>}
        {units === null ? null : <span className={classes['km']}>{plural(units, 'unité', 'unités')}</span>}
      </span>
    </>
  );
}
