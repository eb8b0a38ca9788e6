import type { TreeChildren, TreePath } from '../../../shared/contract/directory.ts';
import { noFilters, type DirectoryFilters } from '../../../shared/domain/directory-filters.ts';
import { AppError } from '../../../shared/errors.ts';
import { freshMemory, type TreeMemory } from './tree-memory.ts';
import { rowByLetters, treeRows, type TreeRow } from './tree-rows.ts';

export interface TreeRequest {
  readonly key: string | null;
  readonly limit: number;
}

/** Where a store reads from. */
export interface TreeSource {
  readonly children: (
    parents: readonly TreeRequest[],
    filters: DirectoryFilters,
  ) => Promise<readonly TreeChildren[]>;
  readonly path: (target: TreeTarget, filters: DirectoryFilters) => Promise<TreePath>;
}

export interface TreeTarget {
  readonly kind: 'organization' | 'healthcareService';
  readonly id: string;
}

export interface TreeState {
  readonly rows: readonly TreeRow[];
  /** Key of the line that has the keyboard. */
  readonly active: string | null;
  readonly filters: DirectoryFilters;
  /** True until the first answer under these filters. */
  readonly loading: boolean;
  readonly error: Error | null;
  /** Something the person must know of the last move; empty when nothing. */
  readonly notice: string;
}

/** Children asked at first; then four times more at each time, so that a very wide node takes few calls. */
const firstPage = 500;
const growth = 4;
/** Nodes asked in one call. */
const batch = 200;
/** Letters typed within this time (ms) make one word. */
const typingPause = 700;

/** The state of the tree: what is open, what was read, which line has the keyboard. Knows nothing of the screen. */
export class TreeStore {
  readonly #source: TreeSource;
  readonly #listeners = new Set<() => void>();
  #loaded = new Map<string | null, TreeChildren>();
  readonly #open: Set<string>;
  readonly #wanted = new Map<string | null, number>();
  readonly #asked = new Map<string | null, number>();
  #asking = false;
  #round = 0;
  #typed = { text: '', at: 0 };
  #state: TreeState;

  constructor(source: TreeSource, memory: TreeMemory = freshMemory) {
    this.#source = source;
    this.#open = new Set(memory.open);
    this.#state = {
      rows: [],
      active: memory.active,
      filters: memory.filters,
      loading: true,
      error: null,
      notice: '',
    };
    this.refresh();
  }

  readonly state = (): TreeState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What to keep for the next visit. */
  memory(): TreeMemory {
    const { active, filters } = this.#state;
    return { open: [...this.#open], active, filters };
  }

  activeIndex(): number {
    const { rows, active } = this.#state;
    return rows.findIndex(({ key }) => key === active);
  }

  setActive(key: string): void {
    if (key !== this.#state.active) this.#set({ active: key });
  }

  /** Moves the keyboard to a line by its index, kept within the tree. */
  moveTo(index: number): void {
    const { rows } = this.#state;
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row !== undefined) this.setActive(row.key);
  }

  toggle(key: string): void {
    if (this.#open.has(key)) this.collapse(key);
    else this.expand(key);
  }

  expand(key: string): void {
    if (this.#open.has(key)) return;
    this.#open.add(key);
    this.#draw();
    if (!this.#loaded.has(key)) this.#want(key, firstPage);
  }

  collapse(key: string): void {
    if (!this.#open.delete(key)) return;
    this.#draw();
  }

  /** Opens every sibling of a line that can be opened. */
  expandSiblings(key: string): void {
    const { rows } = this.#state;
    const parent = rows.find((row) => row.key === key)?.parent;
    if (parent === undefined) return;
    for (const row of rows) {
      if (row.parent !== parent || row.node === null || row.node.children === 0) continue;
      this.#open.add(row.key);
      if (!this.#loaded.has(row.key)) this.#want(row.key, firstPage);
    }
    this.#draw();
  }

  /** Reads more children of a node of which only the first were read. */
  more(parent: string | null): void {
    const known = this.#loaded.get(parent);
    if (known !== undefined && known.nodes.length < known.total)
      this.#want(parent, Math.max(firstPage, known.nodes.length * growth));
  }

  /** A letter typed in the tree: moves to the next line whose name begins with what was typed lately. */
  typeLetter(letter: string, now: number): void {
    const going = now - this.#typed.at < typingPause;
    const text = going ? this.#typed.text + letter : letter;
    this.#typed = { text, at: now };
    const repeated = text === letter.repeat(text.length / letter.length);
    const from = Math.max(0, this.activeIndex());
    // The same letter again goes from match to match; a longer word may stay where it is.
    const found = rowByLetters(this.#state.rows, repeated ? from + 1 : from, repeated ? letter : text);
    if (found >= 0) this.moveTo(found);
  }

  setFilters(filters: DirectoryFilters): void {
    this.#state = { ...this.#state, filters, notice: '' };
    this.#loaded = new Map();
    this.refresh();
  }

  /** Opens the way to a place and puts the keyboard on it, filters or not. */
  async show(target: TreeTarget): Promise<void> {
    try {
      const path = await this.#source.path(target, this.#state.filters);
      if (path.hidden) {
        this.setFilters({ ...noFilters, closed: true });
        this.#set({ notice: 'Les filtres cachaient cette ligne\u00A0: ils ont été effacés.' });
      } else this.#set({ notice: '' });
      this.reveal(path);
    } catch (thrown) {
      const gone = thrown instanceof AppError && thrown.code === 'not_found';
      this.#set({
        notice: gone
          ? 'Cette ligne n’est plus dans le répertoire.'
          : 'La ligne demandée n’a pas pu être ouverte.',
      });
    }
  }

  /** Opens the way to a node and puts the keyboard on it. */
  reveal({ steps }: TreePath): void {
    const target = steps.at(-1)?.key;
    if (target === undefined) return;
    let parent: string | null = null;
    for (const { key, index } of steps) {
      const known: TreeChildren | undefined = this.#loaded.get(parent);
      if ((known?.nodes.length ?? 0) <= index) this.#want(parent, Math.max(firstPage, index + 50));
      if (key !== target) this.#open.add(key);
      parent = key;
    }
    this.#set({ active: target });
    this.#draw();
  }

  /** Reads everything that is open again: the directory changed, or the filters did. */
  refresh(): void {
    this.#round += 1;
    this.#asked.clear();
    this.#wanted.clear();
    const before = this.#loaded;
    for (const key of [null, ...this.#open])
      this.#want(key, Math.max(firstPage, before.get(key)?.nodes.length ?? 0));
    // What is closed is read again when it opens.
    this.#loaded = new Map([...before].filter(([key]) => key === null || this.#open.has(key)));
    this.#draw();
  }

  #want(key: string | null, limit: number): void {
    if ((this.#asked.get(key) ?? 0) >= limit) return;
    this.#wanted.set(key, Math.max(limit, this.#wanted.get(key) ?? 0));
    if (this.#asking) return;
    this.#asking = true;
    // All that one gesture opens goes in one call.
    queueMicrotask(() => {
      this.#asking = false;
      this.#ask();
    });
  }

  #ask(): void {
    const wanted = [...this.#wanted].map(([key, limit]) => ({ key, limit }));
    this.#wanted.clear();
    for (const { key, limit } of wanted) this.#asked.set(key, limit);
    const round = this.#round;
    for (let from = 0; from < wanted.length; from += batch) {
      this.#source.children(wanted.slice(from, from + batch), this.#state.filters).then(
        (answers) => {
          if (round === this.#round) this.#take(answers);
        },
        (error: unknown) => {
          if (round !== this.#round) return;
          for (const { key } of wanted) this.#asked.delete(key);
          this.#set({ error: error instanceof Error ? error : new Error(String(error)), loading: false });
        },
      );
    }
  }

  #take(answers: readonly TreeChildren[]): void {
    for (const answer of answers) {
      this.#loaded.set(answer.parent, answer);
      this.#asked.delete(answer.parent);
      // Left the region, or is left out by the filters: nothing to open there.
      if (answer.parent !== null && answer.total === 0) this.#open.delete(answer.parent);
    }
    this.#state = { ...this.#state, error: null, loading: !this.#loaded.has(null) };
    this.#draw();
  }

  #draw(): void {
    this.#set({ rows: treeRows(this.#loaded, this.#open) });
  }

  #set(change: Partial<TreeState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
