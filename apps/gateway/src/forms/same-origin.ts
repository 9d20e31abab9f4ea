import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form comes from a page of this gateway. A browser says so itself (Fetch Metadata, `Sec-Fetch-Site`), or names the origin of the
 * page; what names neither is no browser, and no other page can have made it send anything.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin === undefined) return true;
  return /^https?:\/\/([^/]+)$/.exec(headers.origin)?.[1] === headers.host;
}
