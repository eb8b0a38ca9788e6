import type { Params } from '../../shared/contract/index.ts';
import { openDesk } from '../backend/search-feature/desk.ts';
import type { Bench, BenchRow } from './types.ts';

const texts = ['', 'r', 'hopital', 'réanimation', 'consultation', 'rea ped bondy'];
const place = 'commune:94028';

/** Duration of a question and the longest stretch (ms) during which nothing else could be answered. */
async function timed(
  work: () => Promise<unknown>,
): Promise<{ readonly took: number; readonly stretch: number }> {
  const begun = performance.now();
  let last = begun;
  let stretch = 0;
  let going = true;
  const beat = (): void => {
    const now = performance.now();
    stretch = Math.max(stretch, now - last);
    last = now;
    if (going) setImmediate(beat);
  };
  setImmediate(beat);
  await work();
  going = false;
  beat();
  return { took: performance.now() - begun, stretch };
}

/** Results and facets over 30 000 offers: time to answer, and how long the boards may have to wait meanwhile. */
export const bench: Bench = {
  name: 'results',
  run: async ({ quick }) => {
    using desk = openDesk(quick ? 1_000 : 30_000);
    const rows: BenchRow[] = [];
    const ask = async (what: string, question: Params<'search.results'>): Promise<void> => {
      const { took, stretch } = await timed(() => desk.ask('search.results', question));
      rows.push(
        { what: `résultats ${what}`, value: took, unit: 'ms' },
        { what: `résultats ${what}, plus long blocage`, value: stretch, unit: 'ms' },
      );
    };
    await ask('première lecture', { text: 'urgences', place });
    for (const text of texts) {
      // Another minute: nothing kept is still true.
      desk.now += 60_000;
      await ask(`« ${text} »`, { text, place });
      const { took } = await timed(() => desk.ask('search.facets', { text, place }));
      rows.push({ what: `facettes « ${text} »`, value: took, unit: 'ms' });
      await ask(`« ${text} », page suivante`, { text, place, offset: 100 });
    }
    await ask('par établissement', { text: 'hopital', place, view: 'establishments' });
    desk.tell({ scopes: ['beds'], locationIds: ['lit-inconnu'] });
    await ask('après un changement de lits', { text: 'réanimation', place });
    desk.tell({ scopes: ['directory'] });
    await ask('après un changement de l’annuaire', { text: 'réanimation', place });
    return rows;
  },
};
