import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ago, cell, status } from './fake-backend.ts';
import { renderPage } from './render-page.tsx';

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');
const cellOf = (key: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-cell="${key}"]`);
  if (found === null) throw new Error(`no cell ${key}`);
  return found;
};

beforeEach(() => {
  localStorage.clear();
});

describe('regional synthesis', () => {
  it('shows every département and the total, with figure, state and coverage', async () => {
    await renderPage('/lits');
    const grid = await screen.findByRole('grid');
    expect(within(grid).getAllByRole('rowheader')).toHaveLength(9);
    const first = cellOf('75|rea');
    expect(plain(first.textContent)).toBe('14sur 212libres11/12 à jour');
    expect(plain(first.getAttribute('aria-label'))).toBe(
      '75 – Paris, Réanimation : 14 lits disponibles, sur 212 installés, 11 unités à jour sur 12',
    );
    expect(document.title).toContain('Lits de soins critiques');
    expect(plain(document.body.textContent)).toContain('ce n’est pas le nombre de lits autorisés');
  });

  it('draws a different shape for each state', async () => {
    await renderPage('/lits');
    await screen.findByRole('grid');
    const shapes = new Set([...document.querySelectorAll('[data-shape]')].map((shape) => shape.innerHTML));
    expect(shapes.size).toBe(6);
  });

  it('has one tab stop and moves with the arrows', async () => {
    await renderPage('/lits');
    await screen.findByRole('grid');
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1);
    act(() => cellOf('region|rea').focus());
    fireEvent.keyDown(cellOf('region|rea'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(cellOf('75|rea'));
    fireEvent.keyDown(cellOf('75|rea'), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(cellOf('75|usic'));
    expect(cellOf('75|usic').tabIndex).toBe(0);
  });

  it('opens the list of a cell and comes back to that cell with Escape', async () => {
    const { address } = await renderPage('/lits?public=adulte');
    await screen.findByRole('grid');
    fireEvent.click(cellOf('94|usic'));
    await waitFor(() => expect(address()).toBe('/lits/94/usic?public=adulte'));
    await screen.findByRole('table');
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await screen.findByRole('grid');
    await waitFor(() => expect(document.activeElement).toBe(cellOf('94|usic')));
  });

  it('keeps the filters in the address and asks the backend with them', async () => {
    const { address, backend } = await renderPage('/lits');
    await screen.findByRole('grid');
    fireEvent.click(screen.getByLabelText('Enfant'));
    fireEvent.click(screen.getByLabelText('≤ 12 h'));
    await waitFor(() => expect(address()).toBe('/lits?public=enfant&fraicheur=12'));
    await waitFor(() =>
      expect(backend.calls.at(-1)).toEqual({
        method: 'beds.regionBoard',
        params: { audience: 'child', maxAgeHours: 12 },
      }),
    );
  });

  it('keeps the choice of showing the other activities on this post', async () => {
    await renderPage('/lits');
    fireEvent.click(await screen.findByRole('button', { name: '6 autres activités' }));
    expect(screen.getAllByRole('columnheader')).toHaveLength(11);
    await renderPage('/lits');
    expect(await screen.findAllByRole('columnheader')).toHaveLength(11);
  });

  it('marks a figure that changed while it was looked at, and only that one', async () => {
    const { backend } = await renderPage('/lits');
    await screen.findByRole('grid');
    const { region } = backend.data;
    const [paris, ...others] = region.departments;
    if (paris === undefined) throw new Error('fixture');
    backend.data.region = {
      ...region,
      departments: [
        { ...paris, cells: { ...paris.cells, rea: cell({ state: 'free', available: 15, installed: 212 }) } },
        ...others,
      ],
    };
    act(() => backend.emit('data.changed', { scopes: ['beds'], locationIds: ['x'], at: ago(0) }));
    await waitFor(() => expect(cellOf('75|rea').textContent).toContain('modifié'));
    expect(cellOf('75|rea').textContent).toContain('15');
    expect(document.querySelectorAll('[data-changed]')).toHaveLength(1);
  });

  it('does not read the beds again for a change of something else', async () => {
    const { backend } = await renderPage('/lits');
    await screen.findByRole('grid');
    const before = backend.calls.length;
    act(() => backend.emit('data.changed', { scopes: ['documents'], locationIds: [], at: ago(0) }));
    act(() => backend.emit('status.changed', status({ lastSyncAt: null })));
    await screen.findByText('Jamais synchronisé');
    expect(backend.calls).toHaveLength(before);
  });
});

describe('units of a département', () => {
  it('lists units with their figures, dates and phones', async () => {
    await renderPage('/lits/94/rea');
    const table = await screen.findByRole('table');
    const row = within(table).getAllByRole('row')[2];
    expect(plain(row?.textContent)).toContain('Réanimation polyvalente');
    expect(plain(row?.textContent)).toContain('1 / 0 / 2');
    expect(plain(row?.textContent)).toContain('2 · 1 réact.');
    expect(
      within(table)
        .getAllByRole('link', { name: /^Appeler/ })[0]
        ?.getAttribute('href'),
    ).toBe('tel:+33145172000');
  });

  it('writes zero, closed, expired and not transmitted differently', async () => {
    await renderPage('/lits/94/rea');
    await screen.findByRole('table');
    const text = (state: string): string =>
      plain(document.querySelector(`tr[data-state="${state}"] td:nth-of-type(2)`)?.textContent);
    expect(['full', 'closed', 'expired', 'not_transmitted'].map(text)).toEqual([
      '0plein',
      'fermé',
      '(2)périmé',
      '—non transmis',
    ]);
  });

  it('goes from row to row with the arrows, opens with a click, sorts from the heads', async () => {
    const { address } = await renderPage('/lits/94/rea');
    await screen.findByRole('table');
    const link = (id: string) => document.querySelector<HTMLElement>(`[data-row="${id}"] th a`);
    act(() => link('unit-0')?.focus());
    fireEvent.keyDown(link('unit-0') as HTMLElement, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(link('unit-1'));
    fireEvent.click(screen.getByRole('button', { name: 'Libres' }));
    await waitFor(() => expect(address()).toContain('tri=libres&sens=decroissant'));
    expect(screen.getByRole('columnheader', { name: 'Libres' }).getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(document.querySelector('[data-row="unit-1"] td') as HTMLElement);
    await waitFor(() => expect(address()).toBe('/lits/unite/unit-1'));
  });

  it('goes to the next and previous département from the keyboard', async () => {
    const { address } = await renderPage('/lits/94/rea');
    await screen.findByRole('table');
    fireEvent.keyDown(document.body, { key: ']' });
    await waitFor(() => expect(address()).toBe('/lits/95/rea'));
    await screen.findByRole('heading', { level: 1, name: /95/ });
    fireEvent.keyDown(document.body, { key: 'ArrowLeft' });
    await waitFor(() => expect(address()).toBe('/lits/94/rea'));
  });

  it('says that a département or an activity does not exist', async () => {
    await renderPage('/lits/xx/rea');
    expect(await screen.findByText('Cette liste n’existe pas')).toBeTruthy();
    await renderPage('/lits/94/inconnue');
    expect(await screen.findByText('Cette liste n’existe pas')).toBeTruthy();
  });
});
