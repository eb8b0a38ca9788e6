import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { renderPage } from '../render-page.tsx';

describe('entry screen', () => {
  it('says in words that this profile may not enter beds, and the rail does not offer it', async () => {
    await renderPage('/saisie', { fail: new AppError('forbidden', 'Votre profil ne permet pas de saisir.') });
    expect(await screen.findByText('Saisie des lits non autorisée')).toBeDefined();
    expect(screen.getByText('Votre profil ne permet pas de saisir.')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Saisie des lits' })).toBeNull();
  });
});
