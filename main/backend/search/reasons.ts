import type { Wanted } from './candidates.ts';
import { words } from './normalise.ts';
import type { MatchKind } from './ranking.ts';
import { entryBehind, synonymOf } from './synonyms/index.ts';

/** Why a document is in the list: shown beside it so that no match looks like a mistake. */
export interface MatchReason {
  readonly kind: MatchKind;
  /** Words of the shown name to put in bold. */
  readonly highlighted: readonly string[];
  /** "USINV = soins intensifs neurovasculaires", "Échographie transœsophagienne (ETO)"… null when the name says it. */
  readonly because: string | null;
  /** The query held a typing mistake, corrected for this match. */
  readonly corrected: boolean;
}

function begins(word: string, { prefixes }: Wanted): boolean {
  return prefixes.some((prefix) => word.startsWith(prefix));
}

/** Words of a name, as written, that a query word begins. */
function highlightedWords(name: string, wanted: readonly Wanted[]): string[] {
  return name
    .slice(0, 300)
    .split(/[\s’'()–-]+/u)
    .filter((written) => {
      const folded = words(written);
      return folded.length > 0 && wanted.some((each) => folded.some((word) => begins(word, each)));
    });
}

/** The longest run of query words that is an entry of the synonym table and that the name does not hold itself. */
function meaningOf(query: readonly string[], unmatched: ReadonlySet<string>): string | null {
  for (let length = Math.min(4, query.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= query.length; start += 1) {
      const part = query.slice(start, start + length);
      if (!part.some((word) => unmatched.has(word))) continue;
      const found = synonymOf(part);
      if (found !== null) return `${found.term} = ${found.meaning}`;
    }
  }
  return null;
}

/** The reason of a match, from the texts of the document. `labels` are the lines sent beside the name. */
export function reasonOf(
  document: { readonly name: string; readonly acronym: string; readonly labels: string },
  wanted: readonly Wanted[],
  kind: MatchKind,
  corrected: boolean,
): MatchReason {
  const nameWords = words(document.name);
  const unmatched = wanted.filter((each) => !nameWords.some((word) => begins(word, each)));
  const highlighted = highlightedWords(document.name, wanted);
  if (unmatched.length === 0) return { kind, highlighted, because: null, corrected };
  const reasons: string[] = [];
  const acronyms = document.acronym.split(' ');
  const meaning = meaningOf(
    wanted.map(({ word }) => word.word),
    new Set(
      unmatched.filter((each) => acronyms.some((word) => begins(word, each))).map(({ word }) => word.word),
    ),
  );
  if (meaning !== null) reasons.push(meaning);
  const lines = document.labels.split('\n');
  for (const each of unmatched) {
    if (meaning !== null && acronyms.includes(each.word.word)) continue;
    const line = lines.find((label) => words(label).some((word) => begins(word, each)));
    const called = line === undefined ? acronyms.find((word) => begins(word, each)) : undefined;
    const entry = called === undefined ? null : entryBehind(called, new Set([...acronyms, ...nameWords]));
    const reason = line ?? (entry === null ? called : `${entry.term} = ${entry.meaning}`);
    if (reason !== undefined && !reasons.includes(reason)) reasons.push(reason);
  }
  return {
    kind,
    highlighted,
    because: reasons.length === 0 ? null : reasons.slice(0, 3).join(' · '),
    corrected,
  };
}
