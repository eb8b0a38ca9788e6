import { Link } from '@tanstack/react-router';
import { assignmentNone, type Code } from '../../../shared/domain/codes.ts';
import { exclusionLabels, labelOf } from '../../../shared/domain/labels.ts';
import type { UnitSheet, UnitSheetLocation } from '../../../shared/contract/beds.ts';
import { When } from '../../components/When.tsx';
import { formatCount, missing, plural } from '../../format.ts';
import classes from './UnitSheet.module.css';

const label = (code: Code | null): string | null => (code === null ? null : labelOf(code));

type Indicator = UnitSheetLocation['capacities'][number];

/** Places of the unit with every indicator as it was sent, and why some of them are in no total. */
export function IndicatorList({ sheet }: { readonly sheet: UnitSheet }) {
  if (sheet.locations.length === 0) {
    return (
      <p className={classes['note']}>
        Aucun lieu n’est rattaché à cette unité : aucun lit ne peut lui être compté.
      </p>
    );
  }
  return (
    <section className={classes['block']}>
      <h2>Lieux et indicateurs transmis</h2>
      {sheet.locations.map((location) => (
        <Place key={location.id} location={location} />
      ))}
      <p className={classes['source']}>
        Source : la région ; chaque indicateur porte sa propre source et sa propre date.
      </p>
    </section>
  );
}

function Place({ location }: { readonly location: UnitSheetLocation }) {
  const excluded = location.capacities.filter(({ problem }) => problem !== null);
  return (
    <div className={classes['place']}>
      <h3>
        {location.name ?? 'Lieu sans nom'}
        <span className={classes['second']}>
          {[location.identifier, label(location.operationalStatus)]
            .filter((part) => part !== null)
            .map((part) => ` · ${part}`)
            .join('')}
        </span>
      </h3>
      {location.sharedWith.length === 0 ? null : (
        <p className={classes['shared']}>
          Mêmes lits que{' '}
          {location.sharedWith.map((unit, index) => (
            <span key={unit.id}>
              {index === 0 ? '' : ', '}
              <Link to="/lits/unite/$id" params={{ id: unit.id }}>
                {unit.name ?? 'une autre unité'}
              </Link>
            </span>
          ))}
          . Ils ne sont comptés qu’une fois dans les totaux.
        </p>
      )}
      {location.equipment.length === 0 ? null : (
        <p className={classes['second']}>
          Équipement :{' '}
          {location.equipment
            .map(
              ({ type, inService }) =>
                `${label(type) ?? missing}${inService === null ? '' : ` (${formatCount(inService)})`}`,
            )
            .join(', ')}
        </p>
      )}
      {location.capacities.length === 0 ? (
        <p className={classes['second']}>Aucun indicateur transmis pour ce lieu.</p>
      ) : (
        <details open={excluded.length > 0}>
          <summary>
            {plural(location.capacities.length, 'indicateur transmis', 'indicateurs transmis')}
            {excluded.length === 0 ? '' : `, ${plural(excluded.length, 'exclu', 'exclus')} des totaux`}
          </summary>
          <Indicators list={location.capacities} />
        </details>
      )}
    </div>
  );
}

function Indicators({ list }: { readonly list: readonly Indicator[] }) {
  return (
    <table className={classes['indicators']}>
      <thead>
        <tr>
          <th scope="col">Statut</th>
          <th scope="col">Précision</th>
          <th scope="col">Moment</th>
          <th scope="col">Nombre</th>
          <th scope="col">Source</th>
          <th scope="col">Mise à jour</th>
          <th scope="col">Dans les totaux</th>
        </tr>
      </thead>
      <tbody>
        {list.map((indicator, index) => (
          <tr key={index} data-excluded={indicator.problem !== null || undefined}>
            <th scope="row">{label(indicator.status) ?? missing}</th>
            <td>
              <Details indicator={indicator} />
            </td>
            <td>{label(indicator.temporality) ?? missing}</td>
            <td className={classes['number']}>{formatCount(indicator.count)}</td>
            <td>{label(indicator.source) ?? missing}</td>
            <td>
              <When at={indicator.updatedAt} />
            </td>
            <td>{indicator.problem === null ? 'oui' : `non : ${exclusionLabels[indicator.problem]}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What narrows a count: gender, kind of closure, kind of extra bed, crisis; an assignment stands out as a tag. */
function Details({ indicator }: { readonly indicator: Indicator }) {
  const words = [
    label(indicator.gender),
    label(indicator.closingType),
    label(indicator.additionalBedType),
    label(indicator.crisis),
    indicator.comment,
  ].filter((word) => word !== null);
  const assigned = indicator.assignment !== null && indicator.assignment.code !== assignmentNone;
  return (
    <>
      {words.join(' · ')}
      {assigned ? <span className={classes['tag']}>{label(indicator.assignment)}</span> : null}
    </>
  );
}
