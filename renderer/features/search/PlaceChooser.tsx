import { useId, useState, type KeyboardEvent } from 'react';
import { Popover } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import type { SearchPlace } from '../../../shared/contract/search.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { plainText } from '../../components/SafeText.tsx';
import { nbsp } from '../../format.ts';
import { setPlaceOfCare, usePlaceOfCare } from './stored.ts';
import classes from './PlaceChooser.module.css';

/** Where the patient is taken in charge: distances everywhere start there. Kept on this post. */
export function PlaceChooser() {
  const place = usePlaceOfCare();
  const [opened, setOpened] = useState(false);
  const choose = (chosen: SearchPlace | null): void => {
    setPlaceOfCare(
      chosen === null ? null : { ref: chosen.ref, name: chosen.name, department: chosen.department },
    );
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['button']}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconMapPin size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes['label']}>Lieu de prise en charge{nbsp}:</span>
          <strong>{place === null ? 'à choisir' : placeText(place)}</strong>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel'] ?? ''} aria-label="Lieu de prise en charge">
        <PlaceField onChoose={choose} />
        <p className={classes['note']}>Les distances sont à vol d’oiseau, depuis ce lieu.</p>
        {place === null ? null : (
          <button
            type="button"
            className={classes['none']}
            onClick={() => {
              choose(null);
            }}
          >
            Ne plus mesurer les distances
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** `Créteil (94)`. */
export function placeText({ name, department }: Pick<SearchPlace, 'name' | 'department'>): string {
  return plainText(department === null ? name : `${name} (${department})`, 80);
}

/** A field that finds communes and establishments. */
function PlaceField({ onChoose }: { readonly onChoose: (place: SearchPlace) => void }) {
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const typed = text.trim() !== '';
  const { data } = useBackendQuery('search.places', { text, limit: 8 }, { enabled: typed, keep: true });
  const places = typed ? (data ?? []) : [];
  const current = Math.min(at, places.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (places.length > 0)
        setAt((current + (event.key === 'ArrowDown' ? 1 : -1) + places.length) % places.length);
    } else if (event.key === 'Enter') {
      const place = places[current];
      if (place !== undefined) onChoose(place);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className={classes['input']}
        aria-label="Commune, code postal ou établissement"
        placeholder="Commune, code postal ou établissement…"
        aria-autocomplete="list"
        aria-expanded={places.length > 0}
        aria-controls={list}
        aria-activedescendant={places.length > 0 ? `${list}-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={list} aria-label="Lieux trouvés">
        {places.map((place, index) => (
          <div
            key={place.ref}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes['option']}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(place);
            }}
          >
            <bdi>{placeText(place)}</bdi>
            <span className={classes['second']}>
              {place.ref.startsWith('commune:')
                ? `commune · ${place.detail}`
                : `établissement · ${place.detail}`}
              {place.latitude === null ? ' · position inconnue' : ''}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className={classes['note']}>
        {typed && data?.length === 0 ? 'Aucun lieu ne correspond.' : ''}
      </p>
    </>
  );
}
