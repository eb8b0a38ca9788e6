import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ago, cell, regionBoard, status } from './fake-backend.ts';
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

describe('sheet of a unit', () => {
  it('puts the phone first and shows each figure with its source', async () => {
    await renderPage('/lits/unite/unit-0');
    const card = await screen.findByRole('complementary', { name: 'Contacts' });
    expect(plain(within(card).getAllByRole('link')[0]?.textContent)).toBe('01 45 17 20 00');
    const matrix = screen.getAllByRole('table')[0] as HTMLElement;
    expect(plain(within(matrix).getAllByRole('row')[1]?.textContent)).toContain('Bed management');
    expect(plain(document.body.textContent)).toContain('24 h/24');
  });

  it('shows figures left out with the reason, and names the beds that are shared', async () => {
    await renderPage('/lits/unite/unit-0');
    await screen.findByText('Lieux et indicateurs transmis');
    const text = plain(document.body.textContent);
    expect(text).toContain('non : affectation particulière');
    expect(text).toContain('non : nombre invraisemblable');
    expect(text).toContain('Mêmes lits que Surveillance continue polyvalente');
  });

  it('says "not transmitted" instead of zeros', async () => {
    await renderPage('/lits/unite/unit-5', { visibility: 'not_transmitted' });
    expect(await screen.findByText('Lits non transmis à ce profil')).toBeTruthy();
    expect(screen.queryByText('Disponibles')).toBeNull();
  });

  it('says that a unit left the region', async () => {
    await renderPage('/lits/unite/ailleurs');
    expect(await screen.findByText('Cette unité n’est plus dans la région')).toBeTruthy();
  });
});

describe('states of the whole page', () => {
  it('shows the first reading with its counts instead of partial boards', async () => {
    const syncing = { kind: 'full', done: 12_412, expected: 70_012, startedAt: ago(1) } as const;
    const { backend } = await renderPage('/lits', {
      status: status({ lastFullSyncAt: null, lastSyncAt: null, syncing }),
    });
    await screen.findByRole('heading', { level: 1, name: /^Première lecture.*Île-de-France$/ });
    expect(plain(document.body.textContent)).toContain('12 412 sur 70 012 fiches');
    expect(backend.calls.some(({ method }) => method === 'beds.regionBoard')).toBe(false);
    act(() => backend.emit('status.changed', status()));
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  it('says offline in words, with the hours, and tries again on demand', async () => {
    const problem = { code: 'region_unreachable', message: 'La région ne répond pas.' } as const;
    const { backend } = await renderPage('/lits', {
      status: status({
        online: false,
        offlineSince: ago(12),
        lastSyncAt: ago(15),
        nextAttemptAt: ago(-1),
        problem,
      }),
    });
    const band = await screen.findByRole('region', { name: 'État de la connexion' });
    expect(plain(band.textContent)).toMatch(
      /^Hors ligne depuis .*\d\d:\d\d.* · données de .*\d\d:\d\d.* · nouvel essai à .*\d\d:\d\d.* · La région ne répond pas\./,
    );
    expect(await screen.findByRole('grid')).toBeTruthy();
    fireEvent.click(within(band).getByRole('button'));
    await waitFor(() =>
      expect(backend.calls.at(-1)).toEqual({ method: 'sync.now', params: { kind: 'delta' } }),
    );
  });

  it('announces a lost service, keeps the figures, and reads them again when it returns', async () => {
    const { backend, cut, reopen } = await renderPage('/lits');
    await screen.findByRole('grid');
    cut();
    expect(plain((await screen.findByRole('status')).textContent)).toMatch(
      /^Le service local ne répond plus depuis/,
    );
    expect(cellOf('75|rea').textContent).toContain('14');
    const before = backend.calls.length;
    reopen();
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(''));
    await waitFor(() => expect(backend.calls.length).toBeGreaterThan(before));
  });

  it('shows an error with its code and a way to try again', async () => {
    const { backend } = await renderPage('/lits', {
      fail: new AppError('database_corrupt', 'La copie locale est abîmée.'),
    });
    expect(await screen.findByText('database_corrupt')).toBeTruthy();
    backend.data.fail = null;
    fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  it('tells an empty region, a profile without beds and a missing configuration apart', async () => {
    await renderPage('/lits', { region: regionBoard({ departments: [], total: {} }) });
    expect(await screen.findByText('Aucune unité de soins critiques')).toBeTruthy();
    await renderPage('/lits', { visibility: 'not_transmitted' });
    expect(await screen.findByText('Lits non transmis à ce profil')).toBeTruthy();
    await renderPage('/lits', { status: status({ region: null }) });
    expect(await screen.findByText('Aucune région configurée')).toBeTruthy();
  });

  it('marks the demonstration region, and only it', async () => {
    await renderPage('/lits');
    expect((await screen.findByRole('region', { name: 'Démonstration' })).textContent).toContain('fictive');
    await renderPage('/lits', {
      status: status({ region: { id: 'idf', name: 'Île-de-France', demonstration: false } }),
    });
    await screen.findByRole('grid');
    expect(screen.queryByRole('region', { name: 'Démonstration' })).toBeNull();
  });

  it('opens the legend with ? from anywhere', async () => {
    await renderPage('/lits');
    await screen.findByRole('grid');
    fireEvent.keyDown(document.body, { key: '?' });
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getAllByText(/^(libre|tendu|plein|fermé|périmé|non transmis)$/)).toHaveLength(6);
  });

  it('leads an address of nowhere back to the beds', async () => {
    await renderPage('/nulle/part');
    expect((await screen.findByRole('link', { name: 'Aller aux lits' })).getAttribute('href')).toBe('/lits');
  });
});
