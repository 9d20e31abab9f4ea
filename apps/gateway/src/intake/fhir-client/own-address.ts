import { FhirFault } from './fhir-fault.js';

/**
 * An address of the feed's own server: of its origin, and at or below its base. `next` links and references are chosen by whoever
 * writes them, and the token goes where they lead.
 * @throws FhirFault `fhir.foreign-address` for any other
 */
export function ownAddress(base: URL, address: string): string {
  const url = parsed(address, base);
  if (url === undefined || !isWithin(base, url) || url.username !== '' || url.password !== '') throw new FhirFault('fhir.foreign-address');
  return url.href;
}

/** Whether an address belongs to the server at `base`. */
export function isWithin(base: URL, url: URL): boolean {
  const folder = base.pathname.replace(/\/+$/, '');
  // A server that decodes %2e or %2f could be led out of its folder.
  const straight = !/%2e|%2f|%5c/i.test(url.pathname);
  return url.origin === base.origin && straight && (url.pathname === folder || url.pathname.startsWith(`${folder}/`));
}

/** A resource of the server, by a relative or absolute reference; undefined for anything else. */
export function ownReference(base: URL, reference: string): { readonly type: string; readonly id: string } | undefined {
  const url = parsed(reference, new URL(`${base.href.replace(/\/+$/, '')}/`));
  if (url === undefined || !isWithin(base, url)) return undefined;
  const below = url.pathname.slice(base.pathname.replace(/\/+$/, '').length);
  const [, type, id] = /^\/([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(below) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

function parsed(address: string, base: URL): URL | undefined {
  return URL.canParse(address, base.href) ? new URL(address, base) : undefined;
}
