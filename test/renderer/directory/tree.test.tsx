import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offer, organization, type Json } from '../../backend/directory/region.ts';
import { openDirectory, type DirectoryPage } from './render.tsx';

const at = (postalCode: string, city: string): Json => ({ address: [{ postalCode, city }] });
const resources: readonly Json[] = [
  organization('ej', 'EJ', null, { name: 'Hôpitaux publics' }),
  organization('paris', 'EG', 'ej', { name: 'Hôpital du Canal', ...at('75012', 'Paris') }),
  organization('creteil', 'EG', 'ej', { name: 'Clinique des Bords', ...at('94000', 'Créteil') }),
  organization('rea', 'SERVICE', 'paris', { name: 'Service de réanimation' }),
  offer('u1', 'rea', { name: 'Réanimation médicale' }),
  offer('u2', 'creteil', { name: 'Psychiatrie', type: '16', field: '03' }),
  organization('lost', 'POLE', 'absent', { name: 'Pôle perdu' }),
];

let page: DirectoryPage;
beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  page[Symbol.dispose]();
});

const tree = (): HTMLElement => screen.getByRole('tree');
const names = (): string[] =>
  screen.queryAllByRole('treeitem').map((item) => item.querySelector('a, strong')?.textContent ?? '');
const activeName = (): string => {
  const id = tree().getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.querySelector('a, strong')?.textContent ?? '';
};
const press = (key: string): void => {
  fireEvent.keyDown(tree(), { key });
};
const seen = (expected: readonly string[]): Promise<void> =>
  waitFor(() => {
    expect(names()).toEqual(expected);
  });

test('arrows open, close and walk; Enter opens the sheet', async () => {
  page = await openDirectory('/repertoire', resources);
  await seen(['Hôpitaux publics', 'Rattachement inconnu']);
  expect(activeName()).toBe('Hôpitaux publics');
  press('ArrowRight');
  await seen(['Hôpitaux publics', 'Clinique des Bords', 'Hôpital du Canal', 'Rattachement inconnu']);
  press('ArrowRight');
  press('ArrowDown');
  expect(activeName()).toBe('Hôpital du Canal');
  press('ArrowLeft');
  expect(activeName()).toBe('Hôpitaux publics');
  press('End');
  expect(activeName()).toBe('Rattachement inconnu');
  press('Enter');
  await waitFor(() => {
    expect(names()).toContain('Pôle perdu');
  });
  press('Home');
  press('c');
  expect(activeName()).toBe('Clinique des Bords');
  press('ArrowLeft');
  press('ArrowLeft');
  await seen(['Hôpitaux publics', 'Rattachement inconnu', 'Pôle perdu']);
  press('Enter');
  await waitFor(() => {
    expect(page.address()).toBe('/fiche/organization/ej');
  });
});

test('has the ARIA roles of a tree, and one tab stop', async () => {
  page = await openDirectory('/repertoire', resources);
  await seen(['Hôpitaux publics', 'Rattachement inconnu']);
  press('*');
  await waitFor(() => {
    expect(names()).toHaveLength(5);
  });
  const items = screen.getAllByRole('treeitem');
  expect(
    items.map((item) =>
      ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => item.getAttribute(name)),
    ),
  ).toEqual([
    ['1', '1', '2', 'true'],
    ['2', '1', '2', 'false'],
    ['2', '2', '2', 'false'],
    ['1', '2', '2', 'true'],
    ['2', '1', '1', null],
  ]);
  expect(tree().tabIndex).toBe(0);
  expect(tree().querySelectorAll('a:not([tabindex="-1"]), button, [tabindex="0"]')).toHaveLength(0);
});

test('an address opens the tree on its node, and coming back finds it there', async () => {
  page = await openDirectory('/repertoire?noeud=healthcareService%3Au1', resources);
  await waitFor(() => {
    expect(activeName()).toBe('Réanimation médicale');
  });
  await waitFor(() => {
    expect(page.address()).toBe('/repertoire');
  });
  await page.goTo('/fiche/organization/ej');
  await screen.findByRole('heading', { level: 1, name: 'Hôpitaux publics' });
  await page.goTo('/repertoire');
  await waitFor(() => {
    expect(activeName()).toBe('Réanimation médicale');
  });
});

test('filters narrow the tree, with the units of each value, and are kept on the post', async () => {
  page = await openDirectory('/repertoire', resources);
  await seen(['Hôpitaux publics', 'Rattachement inconnu']);
  fireEvent.click(screen.getByRole('button', { name: /Champ d’activité/ }));
  const psychiatry = await screen.findByRole('checkbox', { name: /Psychiatrie/ });
  fireEvent.click(psychiatry);
  await seen(['Hôpitaux publics']);
  press('ArrowRight');
  await seen(['Hôpitaux publics', 'Clinique des Bords']);
  await page.goTo('/lits/unite/x');
  await page.goTo('/repertoire');
  await seen(['Hôpitaux publics', 'Clinique des Bords']);
  fireEvent.click(screen.getByRole('button', { name: 'Effacer les filtres' }));
  await waitFor(() => {
    expect(names()).toContain('Hôpital du Canal');
  });
});

test('a name typed is chosen with the keyboard and the tree opens on it', async () => {
  page = await openDirectory('/repertoire', resources);
  const field = await screen.findByRole('combobox', { name: 'Trouver dans le répertoire' });
  act(() => {
    field.focus();
  });
  fireEvent.change(field, { target: { value: 'med rea' } });
  await screen.findByRole('option', { name: /Réanimation médicale/ });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => {
    expect(activeName()).toBe('Réanimation médicale');
  });
  await waitFor(() => {
    expect(document.activeElement?.getAttribute('role')).toBe('tree');
  });
});

test('the open tree follows the copy', async () => {
  page = await openDirectory('/repertoire', resources);
  await seen(['Hôpitaux publics', 'Rattachement inconnu']);
  press('ArrowRight');
  await waitFor(() => {
    expect(names()).toHaveLength(4);
  });
  await page.put(organization('neuf', 'EG', 'ej', { name: 'Aile neuve' }));
  await seen([
    'Hôpitaux publics',
    'Aile neuve',
    'Clinique des Bords',
    'Hôpital du Canal',
    'Rattachement inconnu',
  ]);
});

test('no filter answer leaves an empty screen without words', async () => {
  page = await openDirectory('/repertoire', []);
  expect(await screen.findByText('Aucune structure ne répond à ces filtres.')).toBeTruthy();
});
