/** What a client may do. */
export const RIGHTS = ['submit', 'read-own', 'operate', 'read-bodies'] as const;
export type Right = (typeof RIGHTS)[number];

/** An authenticated sender. */
export interface Client {
  /** Stable and opaque to the gateway; duplicates and look-ups are per client. */
  readonly id: string;
  readonly rights: ReadonlySet<Right>;
  /** Feeds it may send to. */
  readonly feeds: ReadonlySet<string> | 'all';
}

/** Who everybody is when no credentials are asked for, which only loopback allows. */
export const LOCAL_CLIENT: Client = { id: 'local', rights: new Set(RIGHTS), feeds: 'all' };

export function maySendTo(client: Client, feedId: string): boolean {
  return client.rights.has('submit') && (client.feeds === 'all' || client.feeds.has(feedId));
}
