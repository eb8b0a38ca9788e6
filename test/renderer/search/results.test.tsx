import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { SearchTestDesk } from '../../backend/search-feature/desk.ts';
import { openSearch, searchDesk } from './render.tsx';

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

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('tr[data-index]')];
const firstRow = async (): Promise<HTMLElement> => {
  await waitFor(() => {
    expect(rows()[0]?.querySelector('a')).toBeTruthy();
  });
  const [row] = rows();
  if (row === undefined) throw new Error('no row');
  return row;
};
const checkbox = (name: RegExp): HTMLElement => screen.getByRole('checkbox', { name });

describe('results', () => {
  it('say who, where, how far, open, ages, beds and phone in one row', async () => {
    localStorage.setItem('vigie-lieu', '{"ref":"commune:94028","name":"Créteil","department":"94"}');
    await openSearch(desk, '/recherche?q=réanimation');
    const row = await firstRow();
    const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(heads).toEqual(['Unité', 'Établissement', 'Distance', 'Ouverture', 'Âges', 'Lits', 'Téléphone']);
    expect(plain(row.textContent)).toMatch(/\d km/);
    expect(plain(row.textContent)).toMatch(/Ouvert|Fermé|Horaires/);
    expect(row.querySelector('abbr')?.title).toMatch(/adulte|enfant/);
    expect(plain(document.body.textContent)).toContain('Distances à vol d’oiseau depuis Créteil (94)');
    expect(row.querySelector('a[href^="tel:"]')).toBeTruthy();
  });

  it('have no distance column without a place of care', async () => {
    await openSearch(desk, '/recherche?q=réanimation');
    await firstRow();
    expect(screen.queryByRole('columnheader', { name: 'Distance' })).toBeNull();
  });

  it('go from row to row with the arrows, open with a click, and find the row again on return', async () => {
    const { address } = await openSearch(desk, '/recherche?q=urgences');
    const row = await firstRow();
    const link = row.querySelector('a');
    act(() => link?.focus());
    fireEvent.keyDown(link as HTMLElement, { key: 'ArrowDown' });
    await waitFor(() => {
      expect(document.activeElement?.closest('tr')?.dataset['index']).toBe('1');
    });
    fireEvent.click(rows()[1]?.querySelectorAll('td')[1] as HTMLElement);
    await waitFor(() => {
      expect(address()).toMatch(/^\/fiche\/healthcareService\//);
    });
  });

  it('narrow with a filter that goes to the address, with its count, and come back when it is removed', async () => {
    const { address } = await openSearch(desk, '/recherche?q=consultation');
    await firstRow();
    const before = screen.getByRole('link', { name: /unité/ }).textContent;
    const child = await screen.findByRole('checkbox', { name: /^Enfant/ });
    const count = plain(child.closest('label')?.textContent).replace(/\D/g, '');
    fireEvent.click(child);
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=consultation&public=enfant');
    });
    await waitFor(() => {
      expect(plain(screen.getByRole('link', { name: /unité/ }).textContent).replace(/\D/g, '')).toBe(count);
    });
    fireEvent.click(screen.getByRole('button', { name: 'Retirer le filtre Public' }));
    await waitFor(() => {
      expect(screen.getByRole('link', { name: /unité/ }).textContent).toBe(before);
    });
  });

  it('read every filter from the address, and drop what they do not know', async () => {
    const { backend } = await openSearch(
      desk,
      '/recherche?q=x&dep=["94","75"]&type=[121]&age=4&ouvert=true&lits=true&tri=lits&autour=commune:94028&rayon=10&fermes=true&couleur=bleu&public=martien',
    );
    await waitFor(() => {
      expect(backend.calls.some(({ method }) => method === 'search.results')).toBe(true);
    });
    expect(backend.calls.find(({ method }) => method === 'search.results')?.params).toMatchObject({
      text: 'x',
      sort: 'beds',
      filters: {
        departments: ['94', '75'],
        unitTypes: ['121'],
        age: 4,
        openNow: true,
        bedsAvailable: true,
        audience: 'all',
        closed: true,
        within: { around: 'commune:94028', km: 10 },
      },
    });
  });

  it('by establishment count the units that answer', async () => {
    const { address } = await openSearch(desk, '/recherche?q=urgences');
    await firstRow();
    fireEvent.click(screen.getByRole('link', { name: /établissement/ }));
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=urgences&vue=etablissements');
    });
    expect(await screen.findByRole('columnheader', { name: 'Avec des lits' })).toBeTruthy();
    expect(Number(rows()[0]?.querySelectorAll('td')[0]?.textContent)).toBeGreaterThan(0);
  });

  it('take the age once typed', async () => {
    const { address } = await openSearch(desk, '/recherche?q=urgences');
    await firstRow();
    const field = screen.getByRole('textbox', { name: 'Âge' });
    fireEvent.change(field, { target: { value: '4' } });
    expect(address()).toBe('/recherche?q=urgences');
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=urgences&age=4');
    });
  });
});

describe('states', () => {
  it('start with hints, then with what was searched', async () => {
    await openSearch(desk, '/recherche');
    expect(await screen.findByRole('heading', { name: 'On peut chercher' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Recherches récentes' })).toBeNull();
    await openSearch(desk, '/recherche?q=scanner');
    await openSearch(desk, '/recherche');
    const recent = await screen.findByRole('heading', { name: 'Recherches récentes' });
    expect(
      within(recent.closest('section') as HTMLElement).getByRole('link', { name: 'scanner' }),
    ).toBeTruthy();
  });

  it('nothing found says how it was read and which filter to drop', async () => {
    const { address } = await openSearch(desk, '/recherche?q=réanimation&type=["69"]');
    expect(await screen.findByText('Aucune unité ne répond')).toBeTruthy();
    expect(plain(document.body.textContent)).toContain('Lu comme : reanimation');
    const drop = await screen.findByRole('button', { name: /^Sans «\sType d’unité\s» \(\d+\sunités?\)/ });
    fireEvent.click(drop);
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=réanimation');
    });
    await firstRow();
  });

  it('an error is said in words with its code, and tried again', async () => {
    let broken = true;
    await openSearch(desk, '/recherche?q=urgences', (method) => {
      if (broken && method === 'search.results')
        throw new AppError('database_corrupt', 'La copie est abîmée.');
      return undefined;
    });
    expect(await screen.findByText('La copie est abîmée.')).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    await firstRow();
  });

  it('a view is saved under a name and opened again', async () => {
    await openSearch(desk, '/recherche?q=urgences&public=enfant');
    await firstRow();
    fireEvent.click(screen.getByRole('button', { name: 'Enregistrer cette vue' }));
    const name = await screen.findByRole('textbox', { name: 'Nom de la vue' });
    fireEvent.change(name, { target: { value: 'Urgences enfants' } });
    fireEvent.submit(name.closest('form') as HTMLFormElement);
    const { address } = await openSearch(desk, '/recherche');
    fireEvent.click(await screen.findByRole('link', { name: 'Urgences enfants' }));
    await waitFor(() => {
      expect(address()).toBe('/recherche?q=urgences&public=enfant');
    });
  });

  it('stored values that cannot be read are ignored', async () => {
    localStorage.setItem('vigie-lieu', '{"ref":12}');
    localStorage.setItem('vigie-recherches-recentes', 'pas du JSON');
    localStorage.setItem('vigie-vues-recherche', '[{"name":""}]');
    await openSearch(desk, '/recherche');
    expect(await screen.findByRole('heading', { name: 'On peut chercher' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /à choisir/ })).toBeTruthy();
  });

  it('explains a term of the field on focus', async () => {
    await openSearch(desk, '/recherche');
    const term = await screen.findByRole('button', { name: 'UO' });
    act(() => {
      term.focus();
    });
    expect(document.getElementById(term.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'unité opérationnelle',
    );
    await waitFor(() => {
      expect(document.querySelector('[role="tooltip"]')?.textContent).toContain('unité opérationnelle');
    });
    fireEvent.keyDown(term, { key: 'Escape' });
    await waitFor(() => {
      expect(document.querySelector('[role="tooltip"]')).toBeNull();
    });
  });

  it('filters stay usable while nothing was asked', async () => {
    const { address } = await openSearch(desk, '/recherche');
    await screen.findByRole('checkbox', { name: /^Ouvert maintenant/ });
    fireEvent.click(checkbox(/^Ouvert maintenant/));
    await waitFor(() => {
      expect(address()).toBe('/recherche?ouvert=true');
    });
    await firstRow();
  });
});
