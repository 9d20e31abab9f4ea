import type { Readable } from 'node:stream';
import type { AdapterInput, MapContext } from '@mash-gateway/adapters';
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
  readonly examine?: Examine;
}

/** Looks at a whole body before the adapter does; an issue refuses the message. Says nothing of a body that the adapter refuses anyway. */
export type Examine = (examined: Examined) => Promise<Issue | undefined>;

export interface Examined {
  /** The first mebibyte, decompressed, or all of a smaller body. */
  readonly head: Uint8Array;
  readonly input: AdapterInput;
  readonly context: MapContext;
}
