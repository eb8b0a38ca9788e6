import { randomUUID } from 'node:crypto';
import type { Entry, Store } from '../store.ts';
import type { JsonObject } from '../json.ts';
import type { Test } from './criteria.ts';
import { bundleBuffer } from './bundle.ts';
import { refuse } from './outcome.ts';
import { findMatches } from './search.ts';

interface Job {
  readonly request: string;
  readonly startedAt: number;
  readonly slices: readonly (readonly string[])[];
  pollsLeft: number;
}

/** The national `$export` as it is run in practice (ror-fhir §5 st_2): kick-off, poll, manifest, files. */
export class Exports {
  readonly #jobs = new Map<string, Job>();
  readonly #store: Store;
  readonly #settings: { readonly polls: number; readonly slice: number };

  constructor(store: Store, settings: { readonly polls: number; readonly slice: number }) {
    this.#store = store;
    this.#settings = settings;
  }

  /** Starts an export; returns the query of its status. Errors: 400 on an unsupported type or format. */
  start(query: URLSearchParams, request: string, now: number, visible: Test): string {
    const format = query.get('_outputFormat') ?? 'application/fhir+json';
    if (!/^application\/(fhir\+)?json$/u.test(format.replace(' ', '+'))) {
      throw refuse(400, 'not-supported', `Format d’export non pris en charge : ${format}`);
    }
    if ((query.get('_type') ?? 'HealthcareService') !== 'HealthcareService') {
      throw refuse(400, 'not-supported', 'L’export porte sur _type=HealthcareService');
    }
    const filter = query.get('_typeFilter') ?? '';
    const mark = filter.indexOf('?');
    const type = mark < 0 ? filter : filter.slice(0, mark);
    const criteria = mark < 0 ? '' : filter.slice(mark + 1);
    if (filter !== '' && type !== 'HealthcareService')
      throw refuse(400, 'not-supported', `_typeFilter : ${filter}`);
    const offers = findMatches(this.#store, 'HealthcareService', new URLSearchParams(criteria), visible);
    const { slice, polls } = this.#settings;
    const slices: string[][] = [];
    for (let from = 0; from < offers.length; from += slice)
      slices.push(offers.slice(from, from + slice).map(({ id }) => id));
    const id = randomUUID();
    this.#jobs.set(id, { request, startedAt: now, slices, pollsLeft: polls });
    return `$export-poll-status?_jobId=${id}`;
  }

  /** The manifest once ready, undefined while in progress. Errors: 404 on an unknown job. */
  manifest(jobId: string, base: string): JsonObject | undefined {
    const job = this.#job(jobId);
    if (job.pollsLeft > 0) {
      job.pollsLeft -= 1;
      return undefined;
    }
    return {
      transactionTime: new Date(job.startedAt).toISOString(),
      request: job.request,
      requiresAccessToken: true,
      output: job.slices.map((slice, index) => ({
        type: 'HealthcareService',
        url: `${base}/$export-file/${jobId}/${String(index + 1)}.json`,
        count: slice.length,
      })),
      error: [],
    };
  }

  /** One file: offers of the slice and everything linked to them. Errors: 404 on an unknown job or file. */
  file(jobId: string, name: string, base: string, now: number, visible: Test): Buffer {
    const slice = this.#job(jobId).slices[Number(name.replace('.json', '')) - 1];
    if (slice === undefined) throw refuse(404, 'not-found', `Fichier inconnu : ${name}`);
    const offers = slice
      .map((id) => this.#store.get('HealthcareService', id))
      .filter((entry) => entry !== undefined);
    const matches = offers.filter(visible);
    return bundleBuffer({
      base,
      type: 'collection',
      matches,
      included: this.#linked(matches).filter(visible),
      at: now,
    });
  }

  /** Forgets a job. Errors: 404 on an unknown job. */
  cancel(jobId: string): void {
    this.#job(jobId);
    this.#jobs.delete(jobId);
  }

  #job(id: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined) throw refuse(404, 'not-found', `Export inconnu : ${id}`);
    return job;
  }

  /** "The complete linked set always comes": parents to the top, places, situations, professionals. */
  #linked(offers: readonly Entry[]): Entry[] {
    const seen = new Set(offers);
    const linked: Entry[] = [];
    const add = (ref: string): void => {
      const entry = this.#store.at(ref);
      if (entry === undefined || seen.has(entry)) return;
      seen.add(entry);
      linked.push(entry);
      const { refs } = entry.essentials;
      if (entry.type === 'Organization') refs['partof']?.forEach(add);
      if (entry.type === 'Location')
        for (const up of [...(refs['organization'] ?? []), ...(refs['partof'] ?? [])]) add(up);
      if (entry.type === 'PractitionerRole') refs['practitioner']?.forEach(add);
    };
    for (const { ref, essentials } of offers) {
      essentials.refs['organization']?.forEach(add);
      essentials.refs['location']?.forEach(add);
      for (const role of this.#store.referrers(ref, 'PractitionerRole', 'service')) add(role.ref);
    }
    return linked;
  }
}
