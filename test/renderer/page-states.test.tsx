import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ago, regionBoard, status } from './fake-backend.ts';
import { renderPage } from './render-page.tsx';

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');

beforeEach(() => {
  localStorage.clear();
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
    expect(document.querySelector('[data-cell="75|rea"]')?.textContent).toContain('14');
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
