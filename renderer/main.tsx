import './setup.ts';
import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createQueryClient } from './api/query-client.ts';
import { openTransport } from './api/transport.ts';
import { createPageRouter } from './router.tsx';

const element = document.getElementById('root');
if (element === null) throw new Error('#root is missing from index.html');

createRoot(element).render(
  <StrictMode>
    <App link={openTransport(window)} client={createQueryClient()} router={createPageRouter()} />
  </StrictMode>,
);
