import type { CapacityIndicator } from '../../../../shared/domain/entities.ts';
import type { EntrySource } from '../../../../shared/domain/bed-entry/figures.ts';
import { AppError } from '../../../../shared/errors.ts';
import { badAnswer } from '../client/errors.ts';
import type { RegionClient } from '../client/http.ts';
import { mapResource } from '../mapping/index.ts';
import { accessError } from './outcome.ts';

function toSource(row: CapacityIndicator): EntrySource {
  const at = row.updatedAt === null ? Number.NaN : Date.parse(row.updatedAt);
  return {
    type: row.type?.code ?? null,
    status: row.status?.code ?? null,
    temporality: row.temporality?.code ?? null,
    count: row.count,
    source: row.source?.code ?? null,
    gender: row.gender?.code ?? null,
    updatedAt: Number.isNaN(at) ? null : at,
    closingType: row.closingType?.code ?? null,
    additionalBedType: row.additionalBedType?.code ?? null,
    crisis: row.crisis?.code ?? null,
    assignment: row.assignment?.code ?? null,
    comment: row.comment,
  };
}

/**
 * The counts of a Location as the region holds them at this moment.
 * @throws AppError `capacity_unknown_location` when the region no longer has it, `region_*` when it cannot be asked
 */
export async function readCapacities(client: RegionClient, locationId: string): Promise<EntrySource[]> {
  const url = new URL(`Location/${encodeURIComponent(locationId)}`, client.base);
  let value: unknown;
  try {
    ({ value } = await client.getJson(url));
  } catch (thrown) {
    const status = thrown instanceof AppError ? thrown.details?.['status'] : undefined;
    if (status === 401 || status === 403) throw accessError(status);
    if (status !== 404 && status !== 410) throw thrown;
    throw new AppError(
      'capacity_unknown_location',
      'Cette unité n’existe plus dans la région : la saisie n’a pas été transmise. Elle est conservée ici ; ' +
        'vérifiez auprès de l’assistance régionale (GRADeS), puis renvoyez ou abandonnez la saisie.',
      { cause: thrown, details: { locationId } },
    );
  }
  const mapped = mapResource(value);
  if (!mapped.kept || mapped.record.resourceType !== 'Location') throw badAnswer('not_fhir', { locationId });
  return mapped.record.capacities.map(toSource);
}
