import type { Database } from 'better-sqlite3';
import { activityGroups } from '../../shared/domain/codes.ts';
import type { Person } from './viewer.ts';

const offerTypes = activityGroups
  .flatMap((group) => group.offerTypes)
  .map((type) => `'${type}'`)
  .join(', ');

/** Enough places for a round of beds, in as few establishments as it takes. */
const wantedPlaces = 12;

/** The establishments with most critical-care places, until there are enough; always the same for the same region. */
function establishmentsOf(copy: Database): string[] {
  const rows = copy
    .prepare<[], { id: string; places: number }>(
      `SELECT s.eg_id AS id, count(DISTINCT l.location_id) AS places
         FROM healthcare_service s
         JOIN healthcare_service_location l ON l.healthcare_service_id = s.id
        WHERE s.offer_type IN (${offerTypes}) AND s.eg_id IS NOT NULL AND s.sensitive = 0
          AND EXISTS (SELECT 1 FROM capacity c WHERE c.location_id = l.location_id)
        GROUP BY s.eg_id ORDER BY places DESC, s.eg_id LIMIT ${wantedPlaces}`,
    )
    .all();
  const chosen: string[] = [];
  let places = 0;
  for (const row of rows) {
    if (places >= wantedPlaces) break;
    chosen.push(row.id);
    places += row.places;
  }
  return chosen;
}

/** Who works on a post of the demonstration region, where nobody signs in: a référent of a few establishments. */
export function demoPerson(copy: Database): Person {
  return {
    id: 'demonstration',
    name: 'Référent de démonstration',
    profile: 'referent',
    establishments: establishmentsOf(copy),
  };
}
