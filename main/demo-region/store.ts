import { essentialsOf, type Essentials } from './fhir/essentials.ts';
import { asObject, asText, parseResource, type Resource } from './json.ts';

/** A stored resource: its bytes ready to be sent, and what searches need to know about it. */
export interface Entry {
  readonly type: string;
  readonly id: string;
  /** `Type/id`, the form references take. */
  readonly ref: string;
  readonly body: Buffer;
  /** meta.lastUpdated, milliseconds since 1970. */
  readonly updated: number;
  readonly version: number;
  readonly essentials: Essentials;
}

/** Resources by type in order of creation, with forward and reverse references. */
export class Store {
  readonly #types = new Map<string, Map<string, Entry>>();
  readonly #referrers = new Map<string, Set<string>>();

  /** Adds or replaces a resource. `at` stamps meta.lastUpdated; without it the resource's own date is kept. */
  put(resource: Resource, at?: number): Entry {
    const meta = asObject(resource['meta']);
    const stamped =
      at === undefined
        ? resource
        : { ...resource, meta: { ...meta, lastUpdated: new Date(at).toISOString() } };
    const { resourceType: type, id } = resource;
    const previous = this.get(type, id);
    const entry: Entry = {
      type,
      id,
      ref: `${type}/${id}`,
      body: Buffer.from(JSON.stringify(stamped)),
      updated: at ?? dateOf(meta['lastUpdated']),
      version: (previous?.version ?? 0) + 1,
      essentials: essentialsOf(resource),
    };
    if (previous !== undefined) this.#unlink(previous);
    let entries = this.#types.get(type);
    if (entries === undefined) this.#types.set(type, (entries = new Map<string, Entry>()));
    entries.set(id, entry);
    this.#link(entry);
    return entry;
  }

  get(type: string, id: string): Entry | undefined {
    return this.#types.get(type)?.get(id);
  }

  /** By reference, `Type/id`. */
  at(ref: string): Entry | undefined {
    const slash = ref.lastIndexOf('/');
    return this.get(ref.slice(0, slash), ref.slice(slash + 1));
  }

  /** The resource itself, parsed anew: free to be changed and put back. */
  read(entry: Entry): Resource {
    return parseResource(entry.body.toString());
  }

  remove(type: string, id: string): boolean {
    const entry = this.get(type, id);
    if (entry === undefined) return false;
    this.#unlink(entry);
    return this.#types.get(type)?.delete(id) ?? false;
  }

  list(type: string): Iterable<Entry> {
    return this.#types.get(type)?.values() ?? [];
  }

  size(type: string): number {
    return this.#types.get(type)?.size ?? 0;
  }

  types(): string[] {
    return [...this.#types.keys()];
  }

  /** Resources of `type` pointing at `ref` through the reference parameter `param`. */
  referrers(ref: string, type: string, param: string): Entry[] {
    const found: Entry[] = [];
    for (const from of this.#referrers.get(ref) ?? []) {
      const entry = from.startsWith(`${type}/`) ? this.at(from) : undefined;
      if (entry?.essentials.refs[param]?.includes(ref) === true) found.push(entry);
    }
    return found;
  }

  #link(entry: Entry): void {
    for (const target of Object.values(entry.essentials.refs).flat()) {
      const known = this.#referrers.get(target);
      if (known === undefined) this.#referrers.set(target, new Set([entry.ref]));
      else known.add(entry.ref);
    }
  }

  #unlink(entry: Entry): void {
    for (const target of Object.values(entry.essentials.refs).flat())
      this.#referrers.get(target)?.delete(entry.ref);
  }
}

function dateOf(value: Parameters<typeof asText>[0]): number {
  const time = Date.parse(asText(value) ?? '');
  return Number.isNaN(time) ? 0 : time;
}
