import { securityHeaders } from '../electron/policies/csp.ts';
import type { PageAnswer } from '../page-folder.ts';

/** What a browser without a session sees: plain, in words, and without a hint on what lies behind. */
export function noSessionPage(): PageAnswer {
  const html = `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Vigie — accès refusé</title></head>
<body>
<h1>Accès refusé</h1>
<p>Cette adresse ne s’ouvre qu’avec le lien complet affiché au démarrage de Vigie, et chaque lien ne sert qu’une fois.</p>
<p>Dans la fenêtre où Vigie a été lancé, appuyez sur Entrée pour obtenir un nouveau lien.</p>
</body>
</html>
`;
  return {
    status: 403,
    headers: {
      ...securityHeaders,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: Buffer.from(html),
  };
}
