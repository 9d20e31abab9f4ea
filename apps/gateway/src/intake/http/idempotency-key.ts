/**
 * Reads an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07 §2.1: a quoted string of RFC 9651 §3.3.3);
 * a bare token is taken too, since most senders write one.
 * @returns the key, or undefined when it is not valid
 */
export function readIdempotencyKey(header: string): string | undefined {
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,256})"$/.exec(header.trim());
  if (quoted === null && header.includes('"')) return undefined;
  const key = quoted === null ? header.trim() : (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
  return VISIBLE_ASCII.test(key) ? key : undefined;
}

const VISIBLE_ASCII = /^[\x21-\x7e]{1,128}$/;

/** The keys whose first request is still being taken, per client. */
export class KeysInFlight {
  private readonly keys = new Set<string>();

  /** @returns a release, or undefined when the same key is already in flight (409) */
  take(clientId: string, feedId: string, key: string): (() => void) | undefined {
    const entry = JSON.stringify([clientId, feedId, key]);
    if (this.keys.has(entry)) return undefined;
    this.keys.add(entry);
    return () => this.keys.delete(entry);
  }
}
