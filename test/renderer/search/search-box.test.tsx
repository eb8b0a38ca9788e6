import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SearchSuggestions } from '../../../shared/contract/search.ts';
import type { SearchTestDesk } from '../../backend/search-feature/desk.ts';
import { openSearch, searchDesk, searchLine } from './render.tsx';

let desk: SearchTestDesk;
beforeAll(() => {
  desk = searchDesk();
}, 120_000);
afterAll(() => {
  desk[Symbol.dispose]();
});
beforeEach(() => {
  localStorage.clear();
});

const type = (text: string): void => {
  act(() => {
    searchLine().focus();
  });
  fireEvent.change(searchLine(), { target: { value: text } });
};
const options = (): HTMLElement[] =>
  screen.queryAllByRole('option').filter((each) => each.tagName !== 'OPTION');
const selected = (): HTMLElement | undefined =>
  options().find((option) => option.getAttribute('aria-selected') === 'true');

describe('search line', () => {
  it('takes the keyboard from any screen, with Ctrl K and with /', async () => {
    await openSearch(desk, '/lits');
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(document.activeElement).toBe(searchLine());
    act(() => {
      searchLine().blur();
    });
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(searchLine());
  });

  it('offers suggestions in named groups with counts, and points at the best one', async () => {
    await openSearch(desk, '/lits');
    type('réa');
    await waitFor(() => {
      expect(screen.getByRole('group', { name: /^Unités \d/ })).toBeTruthy();
    });
    const list = screen.getByRole('listbox', { name: 'Suggestions' });
    expect(searchLine().getAttribute('aria-controls')).toBe(list.id);
    expect(searchLine().getAttribute('aria-expanded')).toBe('true');
    expect(searchLine().getAttribute('aria-activedescendant')).toBe(selected()?.id);
    expect(selected()).toBe(options()[0]);
    expect(within(list).getAllByRole('group').length).toBeGreaterThan(1);
    expect(list.querySelector('strong')?.textContent.toLowerCase()).toMatch(/^r[ée]a/);
  });

  it('moves with the arrows, goes round, and opens a sheet with Enter', async () => {
    const { address } = await openSearch(desk, '/lits');
    type('réanimation');
    await waitFor(() => {
      expect(options().length).toBeGreaterThan(2);
    });
    const all = options();
    fireEvent.keyDown(searchLine(), { key: 'ArrowDown' });
    expect(selected()).toBe(all[1]);
    fireEvent.keyDown(searchLine(), { key: 'ArrowUp' });
    fireEvent.keyDown(searchLine(), { key: 'ArrowUp' });
    expect(selected()).toBe(all.at(-1));
    expect(selected()?.textContent).toContain('Tous les résultats');
    fireEvent.keyDown(searchLine(), { key: 'ArrowDown' });
    fireEvent.keyDown(searchLine(), { key: 'Enter' });
    await waitFor(() => {
      expect(address()).toMatch(/^\/fiche\/healthcareService\//);
    });
  });

  it('shows all results with Ctrl Enter and with Shift Enter, and remembers the text', async () => {
    for (const key of [{ ctrlKey: true }, { shiftKey: true }]) {
      localStorage.clear();
      const { address } = await openSearch(desk, '/lits');
      type('urgences');
      fireEvent.keyDown(searchLine(), { key: 'Enter', ...key });
      await waitFor(() => {
        expect(address()).toBe('/recherche?q=urgences');
      });
      expect(localStorage.getItem('vigie-recherches-recentes')).toBe('["urgences"]');
    }
  });

  it('closes with Escape, then empties, then leaves', async () => {
    await openSearch(desk, '/lits');
    type('réa');
    await waitFor(() => {
      expect(options().length).toBeGreaterThan(0);
    });
    fireEvent.keyDown(searchLine(), { key: 'Escape' });
    expect(searchLine().getAttribute('aria-expanded')).toBe('false');
    expect(searchLine().value).toBe('réa');
    fireEvent.keyDown(searchLine(), { key: 'Escape' });
    expect(searchLine().value).toBe('');
    fireEvent.keyDown(searchLine(), { key: 'Escape' });
    expect(document.activeElement).not.toBe(searchLine());
  });

  it('asks only one category when one is chosen', async () => {
    const { backend } = await openSearch(desk, '/lits');
    fireEvent.change(screen.getByRole('combobox', { name: 'Chercher dans' }), {
      target: { value: 'establishment' },
    });
    type('hopital');
    await waitFor(() => {
      expect(screen.getByRole('group', { name: /^Établissements/ })).toBeTruthy();
    });
    expect(screen.queryByRole('group', { name: /^Unités/ })).toBeNull();
    expect(backend.calls.at(-1)?.params).toMatchObject({ category: 'establishment', text: 'hopital' });
  });

  it('offers what was searched and saved before anything is typed', async () => {
    localStorage.setItem('vigie-recherches-recentes', '["scanner bondy"]');
    localStorage.setItem('vigie-vues-recherche', '[{"name":"Réa 94","search":{"q":"réa","dep":["94"]}}]');
    const { address } = await openSearch(desk, '/lits');
    act(() => {
      searchLine().focus();
    });
    expect(options().map(({ textContent }) => textContent)).toEqual(['scanner bondy', 'Réa 94']);
    fireEvent.keyDown(searchLine(), { key: 'ArrowDown' });
    fireEvent.keyDown(searchLine(), { key: 'ArrowDown' });
    fireEvent.keyDown(searchLine(), { key: 'Enter' });
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=réa&dep=["94"]');
    });
  });

  it('never shows a late answer to an earlier keystroke', async () => {
    const waiting = new Map<string, (answer: SearchSuggestions) => void>();
    const named = (name: string): SearchSuggestions => ({
      groups: [
        {
          category: 'unit',
          count: 1,
          capped: false,
          suggestions: [
            {
              category: 'unit',
              target: { kind: 'healthcareService', id: name },
              name,
              highlighted: [],
              because: null,
              context: '',
              distanceKm: null,
              opening: null,
              beds: null,
              units: null,
            },
          ],
        },
      ],
      corrected: null,
      near: null,
      indexing: false,
    });
    await openSearch(desk, '/lits', (method, params) => {
      if (method !== 'search.suggest') return undefined;
      const { text } = params as { text: string };
      return new Promise<SearchSuggestions>((resolve) => waiting.set(text, resolve));
    });
    type('ca');
    await waitFor(() => {
      expect(waiting.has('ca')).toBe(true);
    });
    type('card');
    await waitFor(() => {
      expect(waiting.has('card')).toBe(true);
    });
    await act(async () => {
      waiting.get('card')?.(named('Cardiologie'));
      await Promise.resolve();
    });
    await screen.findByText('Cardiologie');
    await act(async () => {
      waiting.get('ca')?.(named('Cabinet'));
      await Promise.resolve();
    });
    await screen.findByText('Cardiologie');
    expect(screen.queryByText('Cabinet')).toBeNull();
  });

  it.each(['<script>alert(1)</script>', '"*NEAR(', '🏥', '\u202Eréa'])(
    'takes %j as a text like another',
    async (text) => {
      await openSearch(desk, '/lits');
      type(text);
      await waitFor(() => {
        expect(options().at(-1)?.textContent).toContain('Tous les résultats');
      });
      expect(document.querySelector('main script, header script')).toBeNull();
    },
  );
});

describe('place of care', () => {
  it('is chosen by name, kept on this post, and asked with', async () => {
    const { backend } = await openSearch(desk, '/lits');
    fireEvent.click(screen.getByRole('button', { name: /Lieu de prise en charge/ }));
    const field = await screen.findByRole('combobox', { name: 'Commune, code postal ou établissement' });
    fireEvent.change(field, { target: { value: 'créteil' } });
    await screen.findByText('Créteil (94)');
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => {
      expect(screen.getByRole('button', { name: /Créteil \(94\)/ })).toBeTruthy();
    });
    expect(localStorage.getItem('vigie-lieu')).toContain('commune:94028');
    type('réa');
    await waitFor(() => {
      expect(backend.calls.at(-1)?.params).toMatchObject({ place: 'commune:94028' });
    });
  });
});
