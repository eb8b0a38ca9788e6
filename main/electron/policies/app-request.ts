import { appHost, appScheme } from './navigation.ts';

export type AppRequest =
  | { readonly served: true; readonly rawPath: string }
  | { readonly served: false; readonly status: 400 | 403 | 405 };

/** Which path of the page a request of the `app://` scheme asks for: GET, our host only. */
export function appRequest(request: { readonly method: string; readonly url: string }): AppRequest {
  if (request.method !== 'GET') return { served: false, status: 405 };
  let url: URL;
  try {
    url = new URL(request.url);
  } catch {
    return { served: false, status: 400 };
  }
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return { served: false, status: 403 };
  return { served: true, rawPath: url.pathname };
}
