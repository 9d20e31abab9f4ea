import type { Readable } from 'node:stream';
import type { Issue } from '@mash-gateway/contracts';
import type { FeedConfig } from '../config/gateway-config.js';

/** One request to take a message, before anything of it has been read. */
export interface Incoming {
  readonly feed: FeedConfig;
  /** The authenticated sender. */
  readonly clientId: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly body: Readable;
  /** Looks at the first mebibyte, decompressed, before the adapter does; an issue refuses the message. */
  readonly examine?: (head: Uint8Array) => Issue | undefined;
}
