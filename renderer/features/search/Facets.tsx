import { useId, useState, type ReactNode } from 'react';
import type { SearchFacets, SearchFacetValue } from '../../../shared/contract/search.ts';
import { explain, type GlossaryTerm } from '../../../shared/domain/glossary.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { Term } from '../../components/Term.tsx';
import { formatCount, nbsp } from '../../format.ts';
import type { ResultSearch } from './result-search.ts';
import { usePlaceOfCare } from './stored.ts';
import classes from './Facets.module.css';

interface FacetsProps {
  readonly facets: SearchFacets | undefined;
  readonly search: ResultSearch;
  readonly onSearch: (change: ResultSearch) => void;
}

const radii = [5, 10, 20, 50, 100];

/** Fields of activity that a term of the glossary names (TRE_R227). */
const fieldTerms: Readonly<Record<string, GlossaryTerm>> = {
  '01': 'MCO',
  '02': 'SMR',
  '03': 'PSY',
  SLD: 'SLD',
};

/** What narrows the results, with the units each value would leave. */
export function Facets({ facets, search, onSearch }: FacetsProps) {
  const list = (name: 'dep' | 'champ' | 'type' | 'mode' | 'equipement' | 'aptitude' | 'secteur') => ({
    chosen: search[name] ?? [],
    onChange: (values: readonly string[]) => {
      onSearch({ [name]: values });
    },
  });
  return (
    <div className={classes['facets']}>
      <Group title="Patient">
        <Toggle
          label="Adulte"
          units={facets?.adult}
          checked={search.public === 'adulte'}
          onChange={(checked) => {
            onSearch({ public: checked ? 'adulte' : undefined });
          }}
        />
        <Toggle
          label="Enfant"
          units={facets?.child}
          checked={search.public === 'enfant'}
          onChange={(checked) => {
            onSearch({ public: checked ? 'enfant' : undefined });
          }}
        />
        <AgeField
          age={search.age}
          onAge={(age) => {
            onSearch({ age });
          }}
        />
      </Group>
      <Group title="Maintenant">
        <Toggle
          label="Ouvert maintenant"
          units={facets?.openNow}
          checked={search.ouvert === true}
          onChange={(checked) => {
            onSearch({ ouvert: checked ? true : undefined });
          }}
        />
        {facets?.bedsAvailable === null ? null : (
          <Toggle
            label="Lits disponibles"
            units={facets?.bedsAvailable}
            checked={search.lits === true}
            onChange={(checked) => {
              onSearch({ lits: checked ? true : undefined });
            }}
          />
        )}
        <Toggle
          label="Offres fermées comprises"
          units={facets?.closed}
          checked={search.fermes === true}
          onChange={(checked) => {
            onSearch({ fermes: checked ? true : undefined });
          }}
        />
      </Group>
      <Radius search={search} onSearch={onSearch} />
      <FacetList title="Département" values={facets?.departments} withCode {...list('dep')} />
      <FacetList title="Champ d’activité" values={facets?.fields} terms={fieldTerms} {...list('champ')}>
        <p className={classes['note']}>
          <Term term="MCO" /> <Term term="PSY" /> <Term term="SMR" /> <Term term="SLD" /> forment les{' '}
          <Term term="GGD" />.
        </p>
      </FacetList>
      <FacetList title="Type d’unité" values={facets?.unitTypes} {...list('type')} />
      <FacetList title="Mode de prise en charge" values={facets?.careModes} {...list('mode')} />
      <FacetList title="Équipement" values={facets?.equipment} together {...list('equipement')} />
      <FacetList title="Compétence" values={facets?.aptitudes} together {...list('aptitude')} />
      <FacetList title="Secteur psychiatrique" values={facets?.sectors} {...list('secteur')} />
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly units: number | null | undefined;
  readonly checked: boolean;
  readonly title?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

function Toggle({ label, units, checked, title, onChange }: ToggleProps) {
  return (
    <label className={classes['value']} data-none={units === 0 || undefined} title={title}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className={classes['words']}>{label}</span>
      <span className={classes['units']} data-figures>
        {units === undefined || units === null ? '' : formatCount(units)}
      </span>
    </label>
  );
}

/** The age is taken once typed, not at each digit: 1 then 17 are not two questions. */
function AgeField({
  age,
  onAge,
}: {
  readonly age: number | undefined;
  readonly onAge: (age: number | undefined) => void;
}) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const take = (): void => {
    if (text === null) return;
    const value = Number(text.replace(',', '.'));
    onAge(text.trim() === '' || Number.isNaN(value) || value < 0 || value > 120 ? undefined : value);
    setText(null);
  };
  return (
    <div className={classes['line']}>
      <label htmlFor={id}>Âge</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        maxLength={4}
        className={classes['age']}
        value={text ?? (age === undefined ? '' : String(age).replace('.', ','))}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <span className={classes['second']}>ans</span>
    </div>
  );
}

function Radius({ search, onSearch }: Pick<FacetsProps, 'search' | 'onSearch'>) {
  const id = useId();
  const place = usePlaceOfCare();
  const around = search.autour ?? place?.ref;
  const elsewhere = search.autour !== undefined && search.autour !== place?.ref;
  return (
    <Group title="Rayon">
      {around === undefined ? (
        <p className={classes['note']}>Choisissez un lieu de prise en charge, en haut de l’écran.</p>
      ) : (
        <div className={classes['line']}>
          <label htmlFor={id} className="visually-hidden">
            Rayon à vol d’oiseau
          </label>
          <select
            id={id}
            className={classes['select']}
            value={search.rayon ?? ''}
            onChange={(event) => {
              const km = Number(event.target.value);
              onSearch(km === 0 ? { rayon: undefined, autour: undefined } : { rayon: km, autour: around });
            }}
          >
            <option value="">Sans limite</option>
            {[...new Set([...radii, ...(search.rayon === undefined ? [] : [search.rayon])])]
              .toSorted((a, b) => a - b)
              .map((km) => (
                <option key={km} value={km}>
                  {`à moins de ${formatCount(km)}${nbsp}km`}
                </option>
              ))}
          </select>
        </div>
      )}
      {around === undefined ? null : (
        <p className={classes['note']}>
          {elsewhere && search.rayon !== undefined
            ? 'À vol d’oiseau, autour du lieu de cette recherche.'
            : `À vol d’oiseau, autour de ${place?.name ?? 'ce lieu'}.`}
        </p>
      )}
    </Group>
  );
}

interface FacetListProps {
  readonly title: string;
  readonly values: readonly SearchFacetValue[] | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly withCode?: boolean;
  /** All the values chosen are wanted at once. */
  readonly together?: boolean;
  readonly terms?: Readonly<Record<string, GlossaryTerm>>;
  readonly children?: ReactNode;
}

/** Values shown before « tout voir ». */
const few = 6;

function FacetList(props: FacetListProps) {
  const { title, values, chosen, onChange, withCode = false, together = false, terms, children } = props;
  const [whole, setWhole] = useState(false);
  if (values === undefined || values.length === 0) return null;
  const isChosen = new Set(chosen);
  const shown = whole
    ? values
    : values.filter(({ value }, index) => index < (withCode ? 8 : few) || isChosen.has(value));
  return (
    <Group title={title}>
      {shown.map(({ value, code, units }) => {
        const term = terms?.[value];
        return (
          <Toggle
            key={value}
            label={withCode ? `${code.code} ${labelOf(code)}` : labelOf(code)}
            units={units}
            checked={isChosen.has(value)}
            title={term === undefined ? undefined : explain(term)}
            onChange={(checked) => {
              onChange(checked ? [...chosen, value] : chosen.filter((each) => each !== value));
            }}
          />
        );
      })}
      {together && chosen.length > 1 ? (
        <p className={classes['note']}>Toutes les valeurs cochées à la fois.</p>
      ) : null}
      {shown.length === values.length && !whole ? null : (
        <button
          type="button"
          className={classes['more']}
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole);
          }}
        >
          {whole ? 'Réduire' : `Tout voir (${formatCount(values.length)})`}
        </button>
      )}
      {children}
    </Group>
  );
}
