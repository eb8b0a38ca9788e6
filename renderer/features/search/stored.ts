import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { resultSearch, tidy, type ResultSearch } from './result-search.ts';

/** Something kept on this post. Where storage is refused it lasts as long as the page. */
interface Stored<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

function stored<T>(key: string, schema: z.ZodType<T>, initial: T): Stored<T> {
  const listeners = new Set<() => void>();
  let text: string | null | undefined;
  let value = initial;
  const read = (): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return text ?? null;
    }
  };
  return {
    get: () => {
      const now = read();
      if (now !== text) {
        text = now;
        value = parse(now, schema) ?? initial;
      }
      return value;
    },
    set: (next) => {
      value = next;
      text = JSON.stringify(next);
      try {
        localStorage.setItem(key, text);
      } catch {
        // Refused: the value stays in memory.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function parse<T>(text: string | null, schema: z.ZodType<T>): T | undefined {
  if (text === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function useStored<T>(kept: Stored<T>): T {
  return useSyncExternalStore(kept.subscribe, kept.get);
}

const placeSchema = z
  .object({ ref: z.string().max(220), name: z.string().max(300), department: z.string().nullable() })
  .nullable();
export type KeptPlace = NonNullable<z.output<typeof placeSchema>>;
const place = stored<KeptPlace | null>('vigie-lieu', placeSchema, null);

/** Place of care of this post; distances start there. */
export function usePlaceOfCare(): KeptPlace | null {
  return useStored(place);
}

/** Changes the place of care. */
export function setPlaceOfCare(next: KeptPlace | null): void {
  place.set(next);
}

const mostRecent = 8;
const recent = stored('vigie-recherches-recentes', z.array(z.string().max(500)).max(50), []);

/** Texts searched last on this post, newest first. */
export function useRecentSearches(): readonly string[] {
  return useStored(recent);
}

/** Notes a text that was searched. */
export function noteSearch(text: string): void {
  const tidied = text.trim().slice(0, 200);
  if (tidied === '') return;
  const others = recent.get().filter((each) => each.toLowerCase() !== tidied.toLowerCase());
  recent.set([tidied, ...others].slice(0, mostRecent));
}

export function forgetSearches(): void {
  recent.set([]);
}

const viewSchema = z.object({ name: z.string().min(1).max(80), search: resultSearch });
export interface SavedView {
  readonly name: string;
  readonly search: ResultSearch;
}
const views = stored<readonly SavedView[]>('vigie-vues-recherche', z.array(viewSchema).max(60), []);

/** Named views of this post, in the order of their names. */
export function useSavedViews(): readonly SavedView[] {
  return useStored(views);
}

/** Saves a view; one of the same name is replaced. */
export function saveView(name: string, search: ResultSearch): void {
  const others = views.get().filter((each) => each.name !== name);
  views.set(
    [...others, { name, search: tidy(search) }].toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
  );
}

export function forgetView(name: string): void {
  views.set(views.get().filter((each) => each.name !== name));
}
