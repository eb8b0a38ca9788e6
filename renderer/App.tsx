import { useEffect } from 'react';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LinkContext } from './api/hooks.ts';
import type { Link } from './api/link.ts';
import { followBackend } from './api/query-client.ts';
import type { PageRouter } from './router.tsx';
import { theme } from './theme.ts';

interface AppProps {
  readonly link: Link;
  readonly client: QueryClient;
  readonly router: PageRouter;
}

/** Same key as public/scheme.js, which reads it before the first paint. */
const schemes = localStorageColorSchemeManager({ key: 'vigie-scheme' });

/**
 * The page. Styles of the theme come from a file (vite.config.ts), so Mantine writes no style element: the page
 * holds under a Content-Security-Policy without nonce and without unsafe-inline.
 */
export function App({ link, client, router }: AppProps) {
  useEffect(() => followBackend(client, link), [client, link]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <LinkContext value={link}>
          <RouterProvider router={router} />
        </LinkContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
