import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Issue } from '@mash-gateway/contracts';
import type { SpoolWriter } from '../../journal/journal.js';
import type { SubmissionBody } from '../submission.js';

/** Bodies up to this size stay in memory. */
export const SPOOL_ABOVE_BYTES = 1024 * 1024;
/** Text hardly compresses better than 1 : 100; more is a bomb. Small bodies may be anything. */
const MAX_RATIO = 200;
const RATIO_MATTERS_ABOVE_BYTES = 1024 * 1024;

export interface BodyOptions {
  readonly gzip: boolean;
  /** Largest body in bytes, decompressed. */
  readonly limit: number;
  /** Opens the spool when the body turns out to be large. */
  readonly spool: () => SpoolWriter;
  /** A body that ends early is kept as far as it came. */
  readonly keepPart?: boolean;
}

/** A whole body, hashed; large ones are sealed in the spool. */
export interface ReceivedBody {
  readonly kind: 'received';
  readonly body: SubmissionBody;
  /** The first mebibyte, or all of a smaller body. */
  readonly head: Uint8Array;
  readonly sha256: string;
  readonly size: number;
  /** Deletes what was spooled; nothing to do for a body in memory. */
  discard(): Promise<void>;
}

export interface UnreadableBody {
  readonly kind: 'unreadable';
  readonly issue: Issue;
  /** What came before the fault, where it was asked for. */
  readonly part?: ReceivedBody;
}

/**
 * Reads a body to its end, or to the first fault, while it is decompressed, measured, hashed and, above 1 MiB, spooled.
 * Memory stays flat: the sender is slowed down to the speed of the spool.
 * @throws JournalUnavailable when the spool cannot be written; nothing is left behind
 */
export async function readBody(source: Readable, options: BodyOptions): Promise<ReceivedBody | UnreadableBody> {
  const intake = new BodyIntake(options);
  try {
    const bytes = options.gzip ? decompressed(source, intake) : source;
    for await (const chunk of bytes.iterator({ destroyOnReturn: options.gzip })) {
      const issue = await intake.take(chunk as Buffer);
      if (issue !== undefined) return await intake.refuse(issue);
    }
    return await intake.finish();
  } catch (error) {
    const issue = faultOf(error);
    if (issue === undefined || options.keepPart !== true) await intake.discard();
    if (issue === undefined) throw error;
    return options.keepPart === true ? intake.cutShort(issue) : { kind: 'unreadable', issue };
  }
}

class BodyIntake {
  private readonly hash = createHash('sha256');
  private readonly kept: Buffer[] = [];
  private writer: SpoolWriter | undefined;
  private size = 0;
  compressedSize = 0;

  constructor(private readonly options: BodyOptions) {}

  async take(chunk: Buffer): Promise<Issue | undefined> {
    this.size += chunk.length;
    if (this.size > this.options.limit) return tooLarge(`at most ${String(this.options.limit)} bytes`);
    if (this.isBomb()) return tooLarge(`at most ${String(MAX_RATIO)} times its compressed size`);
    this.hash.update(chunk);
    if (this.size <= SPOOL_ABOVE_BYTES) this.kept.push(chunk);
    else await this.spool(chunk);
    return undefined;
  }

  async finish(): Promise<ReceivedBody | UnreadableBody> {
    if (this.size === 0) return { kind: 'unreadable', issue: fault('body.empty', 'at least one byte') };
    return this.received();
  }

  /** The fault, with what came before it. */
  async cutShort(issue: Issue): Promise<UnreadableBody> {
    return { kind: 'unreadable', issue, ...(this.size === 0 ? {} : { part: await this.received() }) };
  }

  async refuse(issue: Issue): Promise<UnreadableBody> {
    await this.discard();
    return { kind: 'unreadable', issue };
  }

  async discard(): Promise<void> {
    await this.writer?.discard();
  }

  private async received(): Promise<ReceivedBody> {
    await this.writer?.seal();
    const head = Buffer.concat(this.kept);
    return {
      kind: 'received',
      body: this.writer === undefined ? { kind: 'bytes', bytes: head } : { kind: 'spooled' },
      head,
      sha256: this.hash.digest('hex'),
      size: this.size,
      discard: () => this.discard(),
    };
  }

  private async spool(chunk: Buffer): Promise<void> {
    if (this.writer === undefined) {
      this.writer = this.options.spool();
      for (const earlier of this.kept) await this.writer.write(earlier);
    }
    await this.writer.write(chunk);
  }

  private isBomb(): boolean {
    return this.options.gzip && this.size > RATIO_MATTERS_ABOVE_BYTES && this.size > this.compressedSize * MAX_RATIO;
  }
}

/** The source itself is left whole when decompression stops early: its connection is still needed for the answer. */
function decompressed(source: Readable, intake: BodyIntake): Readable {
  const gunzip = createGunzip();
  source.on('data', (chunk: Buffer) => {
    intake.compressedSize += chunk.length;
  });
  const fail = (error: Error): void => {
    gunzip.destroy(error);
  };
  source.once('error', fail);
  source.once('close', () => {
    if (!source.readableEnded) fail(Object.assign(new Error('closed early'), { code: 'ECONNRESET' }));
  });
  gunzip.once('close', () => {
    source.unpipe(gunzip).off('error', fail);
  });
  return source.pipe(gunzip);
}

/** What a sender can cause; anything else is not the body's fault. */
function faultOf(error: unknown): Issue | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'Z_BUF_ERROR':
    case 'ECONNRESET':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return fault('body.truncated', 'the stream ends before the body does');
    case 'Z_DATA_ERROR':
    case 'Z_NEED_DICT':
      return fault('body.unreadable', 'gzip (RFC 1952)');
    default:
      return undefined;
  }
}

function tooLarge(rule: string): Issue {
  return fault('body.too-large', rule);
}

function fault(code: Issue['code'], rule: string): Issue {
  return { code, severity: 'error', location: 'body', rule };
}
