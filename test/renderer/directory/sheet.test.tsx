import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { coded, offer, organization, telecom, type Json } from '../../backend/directory/region.ts';
import { openDirectory, type DirectoryPage } from './render.tsx';

const SD = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';
const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');

let page: DirectoryPage;
const copied = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
beforeEach(() => {
  localStorage.clear();
  copied.mockClear();
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: copied } });
});
afterEach(() => {
  page[Symbol.dispose]();
});

const base: readonly Json[] = [
  organization('ej', 'EJ', null, { name: 'Hôpitaux publics' }),
  organization('eg', 'EG', 'ej', {
    name: 'Hôpital du Canal',
    telecom: [telecom('0140000001', '1'), telecom('0140000003', '3')],
    identifier: [{ type: coded('TRE_G07-TypeIdentifiantStructure', '1'), value: '750000001' }],
  }),
  offer('u1', 'eg', {
    name: 'Réanimation médicale',
    type: '999',
    location: [{ reference: 'Location/l1' }],
    characteristic: [coded('TRE_R243-CompetenceSpecifique', '12', 'ECMO')],
  }),
  offer('u2', 'eg', { name: 'Unité voisine' }),
  {
    resourceType: 'Location',
    id: 'l1',
    name: 'Bâtiment A',
    meta: { lastUpdated: '2026-03-01T08:00:00Z', source: 'BASINS' },
    position: { latitude: 0, longitude: 0 },
    address: { line: ['1 rue du Port'], city: 'Paris', postalCode: '75012' },
    extension: [
      {
        url: `${SD}ror-location-equipment`,
        extension: [
          { url: 'equipmentType', valueCodeableConcept: coded('TRE_R212-Equipement', '089', 'Scanner') },
          { url: 'nbInService', valueInteger: 2 },
        ],
      },
    ],
  },
];

const valueOf = (label: string): string =>
  plain(
    [...document.querySelectorAll('dt')].find((term) => term.textContent === label)?.nextElementSibling
      ?.textContent,
  );

describe('the sheet of a unit', () => {
  test('has the phone first, the parents one click away and every fact with its source and date', async () => {
    page = await openDirectory('/fiche/healthcareService/u1', base);
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Réanimation médicale');
    const card = screen.getByRole('complementary', { name: 'Contacts' });
    const [call] = within(card).getAllByRole('link');
    expect(call?.getAttribute('href')).toBe('tel:0140000001');
    expect(plain(card.textContent)).toContain('Numéro du rattachement : Hôpital du Canal');
    expect(document.body.textContent).not.toContain('40 00 00 03');
    const crumbs = within(screen.getByRole('navigation', { name: 'Fil d’Ariane' })).getAllByRole('link');
    expect(crumbs.map((link) => link.textContent)).toEqual([
      'Répertoire',
      'Hôpitaux publics',
      'Hôpital du Canal',
    ]);
    expect(valueOf('Type d’unité')).toBe('999');
    expect(valueOf('Compétences')).toBe('ECMO');
    expect(valueOf('Équipements')).toBe('2 × Scanner');
    expect(valueOf('Position')).toBe('inconnue · Paris');
    const blocks = [...document.querySelectorAll('article section')];
    expect(blocks.length).toBeGreaterThan(4);
    for (const block of blocks) expect(plain(block.textContent)).toMatch(/Source : .+ · /);
    const place = blocks.find((block) => block.querySelector('h2')?.textContent === 'Lieu');
    expect(plain(place?.textContent)).toContain('annuaire de la région (BASINS)');
  });

  test('is copied whole as text, and its phone with c', async () => {
    page = await openDirectory('/fiche/healthcareService/u1', base);
    await screen.findByRole('heading', { level: 1 });
    fireEvent.keyDown(document.body, { key: 'c' });
    await waitFor(() => {
      expect(copied).toHaveBeenLastCalledWith('01 40 00 00 01');
    });
    fireEvent.click(screen.getByRole('button', { name: 'Copier la fiche' }));
    await screen.findByText('Fiche copiée');
    const text = plain(copied.mock.lastCall?.[0]);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Réanimation médicale',
      'Hôpitaux publics › Hôpital du Canal',
      'Téléphone : 01 40 00 00 01 (Hôpital du Canal)',
    ]);
    expect(text).toContain('Équipements : 2 × Scanner');
    expect(text).toContain('Source : annuaire de la région (BASINS), ');
    expect(text).not.toContain('40 00 00 03');
  });

  test('leads to its place in the tree, to its neighbours and, with Escape, above', async () => {
    page = await openDirectory('/fiche/healthcareService/u1', base);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.getByRole('link', { name: 'Unité voisine' }).getAttribute('href')).toBe(
      '/fiche/healthcareService/u2',
    );
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await waitFor(() => {
      expect(page.address()).toBe('/fiche/organization/eg');
    });
    await waitFor(() => {
      expect(valueOf('FINESS')).toBe('750000001');
    });
    fireEvent.click(screen.getByRole('link', { name: 'Voir dans l’annuaire' }));
    await waitFor(() => {
      expect(document.querySelector('[role=treeitem][data-active]')?.textContent).toContain(
        'Hôpital du Canal',
      );
    });
  });

  test('tells a capacity it cannot read from what it can: unknown codes are shown as sent', async () => {
    page = await openDirectory('/fiche/healthcareService/u1', base);
    await screen.findByRole('heading', { level: 1 });
    expect(valueOf('Champ d’activité')).toContain('MCO');
    expect(valueOf('Type d’unité')).toBe('999');
  });
});

test('a professional is reached through the unit, and their other places are named', async () => {
  const role = (id: string, unit: string): Json => ({
    resourceType: 'PractitionerRole',
    id,
    practitioner: { reference: 'Practitioner/p' },
    code: [coded('TRE_G15-ProfessionSante', '10', 'Médecin')],
    healthcareService: [{ reference: `HealthcareService/${unit}` }],
  });
  const person: Json = { resourceType: 'Practitioner', id: 'p', name: [{ family: 'Doe', given: ['Ada'] }] };
  page = await openDirectory('/fiche/healthcareService/u1', [
    ...base,
    person,
    role('r1', 'u1'),
    role('r2', 'u2'),
  ]);
  fireEvent.click(await screen.findByRole('link', { name: 'Ada Doe' }));
  await waitFor(() => {
    expect(page.address()).toBe('/fiche/practitionerRole/r1');
  });
  expect((await screen.findByRole('heading', { level: 1, name: 'Ada Doe' })).textContent).toBe('Ada Doe');
  expect(screen.getByRole('link', { name: 'Unité voisine' }).getAttribute('href')).toBe(
    '/fiche/practitionerRole/r2',
  );
});

describe('a sheet that vanished', () => {
  test('says so and offers the parent', async () => {
    page = await openDirectory('/fiche/healthcareService/u1', base);
    await screen.findByRole('heading', { level: 1, name: 'Réanimation médicale' });
    page.region.remove({ type: 'HealthcareService', id: 'u1' });
    await page.put();
    await screen.findByRole('heading', { level: 1, name: 'Cette fiche n’est plus dans la région' });
    expect(plain(document.querySelector('main')?.textContent)).toContain(
      '« Réanimation médicale » a été retirée',
    );
    fireEvent.click(screen.getByRole('link', { name: 'Hôpital du Canal' }));
    await waitFor(() => {
      expect(page.address()).toBe('/fiche/organization/eg');
    });
  });

  test('an address of another kind is refused in words', async () => {
    page = await openDirectory('/fiche/autre/1', base);
    expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
    expect(page.backend.calls.some(({ method }) => method === 'directory.sheet')).toBe(false);
  });
});

describe('names from outside', () => {
  test.each([
    ['markup', '<script>window.hacked = 1</script><img src=x onerror=alert(1)>'],
    ['direction marks', 'Unité \u202Eesrever\u2066 fin'],
  ])('%s is text, apart from what surrounds it', async (_what, name) => {
    page = await openDirectory('/fiche/healthcareService/n', [...base, offer('n', 'eg', { name })]);
    const heading = await screen.findByRole('heading', { level: 1 });
    expect(heading.textContent).toBe(name);
    expect(heading.querySelector('bdi')?.textContent).toBe(name);
    expect(document.querySelector('main script, main img')).toBeNull();
    expect(document.title).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  test('five thousand characters are cut, with the whole one click away', async () => {
    const name = `Unité ${'très longue '.repeat(420)}`.slice(0, 5_000).trim();
    page = await openDirectory('/fiche/healthcareService/n', [...base, offer('n', 'eg', { name })]);
    const heading = await screen.findByRole('heading', { level: 1 });
    expect(heading.textContent.length).toBeLessThan(220);
    act(() => {
      within(heading).getByRole('button', { name: 'Tout lire' }).click();
    });
    expect(heading.textContent).toContain(name);
    expect(document.title.length).toBeLessThan(160);
  });
});
