import { protocol } from 'electron';
import { answerPage, refusal } from '../page-folder.ts';
import { appRequest } from './policies/app-request.ts';
import { appScheme } from './policies/navigation.ts';
import { appSchemePrivileges } from './policies/web-preferences.ts';

/** Declares `app://` as a secure, standard scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { ...appSchemePrivileges } }]);
}

/**
 * Serves the page from one folder. Security headers come from here and never from `onHeadersReceived`, which breaks
 * proxy authentication on hospital networks.
 */
export function serveAppScheme(pageFolder: string): void {
  protocol.handle(appScheme, async (request) => {
    const asked = appRequest(request);
    const answer = asked.served ? await answerPage(pageFolder, asked.rawPath) : refusal(asked.status);
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  });
}
