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
  /**
   * Nobody waits for the answer (files, SFTP, MESH, Kafka, polling): what is refused, at any stage and malformed too, is kept, sealed, as a
   * dead letter of the intake stage, so that it can be put right and sent again. Default: the sender is told at once, and its body is not
   * kept, unless it was understood and of no use (422). Never more than the feed's limits are kept.
   */
  readonly keepRefused?: boolean;
  /** The dead letter that this is a replay of: refused again, it stays that one. */
  readonly replayOf?: number;
  /** Why the message is refused unread: the refusal is audited as any other. */
  readonly objection?: Issue;
}

/** Looks at a whole body before the adapter does; an issue refuses the message. Says nothing of a body that the adapter refuses anyway. */
export type Examine = (examined: Examined) => Promise<Issue | undefined>;

export interface Examined {
  /** The first mebibyte, decompressed, or all of a smaller body. */
  readonly head: Uint8Array;
  readonly input: AdapterInput;
  readonly context: MapContext;
}
