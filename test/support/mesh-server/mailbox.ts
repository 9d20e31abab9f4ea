import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A message to be put into a mailbox. */
export interface NewMessage {
  readonly body: string | Uint8Array;
  /** Sender's mailbox; default X26SEND1. */
  readonly from?: string;
  /** Default API-DOCS-TEST. */
  readonly workflowId?: string;
  /** Bytes of one chunk, before compression; default: all in one. */
  readonly chunkBytes?: number;
  /** Every chunk compressed by itself, as the API asks of senders. */
  readonly encoding?: 'gzip';
  readonly fileName?: string;
  readonly subject?: string;
  readonly localId?: string;
}

/** A report that a message could not be delivered, which arrives in its sender's inbox. */
export interface NewReport {
  readonly linkedMessageId: string;
  /** E.g. `14`, undelivered. */
  readonly statusCode: string;
  readonly description: string;
  readonly workflowId?: string;
}

/** One message as the server keeps it. */
export interface MeshMessage {
  readonly id: string;
  readonly to: string;
  readonly type: 'DATA' | 'REPORT';
  readonly chunks: readonly Buffer[];
  readonly encoding?: 'gzip';
  /** The Mex- headers of its own. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The inbox of one mailbox, and what a test does to it. */
export class Mailbox {
  private readonly messages = new Map<string, MeshMessage>();
  private readonly acknowledgements: string[] = [];
  private readonly expired = new Set<string>();

  constructor(
    readonly id: string,
    readonly password: string,
    private readonly now: () => Date,
  ) {}

  /** @returns the id of the message */
  put(message: NewMessage): string {
    const { body, chunkBytes, encoding, from = 'X26SEND1', workflowId = 'API-DOCS-TEST', fileName, subject, localId } = message;
    const parts = cut(Buffer.from(body), chunkBytes);
    return this.keep({
      type: 'DATA',
      chunks: encoding === undefined ? parts : parts.map((part) => gzipSync(part)),
      ...(encoding === undefined ? {} : { encoding }),
      headers: {
        'Mex-From': from,
        'Mex-WorkflowID': workflowId,
        'Mex-StatusCode': '00',
        'Mex-StatusEvent': 'TRANSFER',
        'Mex-StatusSuccess': 'SUCCESS',
        'Mex-StatusDescription': 'Transferred to recipient mailbox',
        ...(fileName === undefined ? {} : { 'Mex-FileName': fileName }),
        ...(subject === undefined ? {} : { 'Mex-Subject': subject }),
        ...(localId === undefined ? {} : { 'Mex-LocalID': localId }),
      },
    });
  }

  /** @returns the id of the report, not of the message it is about */
  putReport({ linkedMessageId, statusCode, description, workflowId = 'API-DOCS-TEST' }: NewReport): string {
    return this.keep({
      type: 'REPORT',
      chunks: [Buffer.alloc(0)],
      headers: {
        'Mex-LinkedMsgID': linkedMessageId,
        'Mex-WorkflowID': workflowId,
        'Mex-StatusCode': statusCode,
        'Mex-StatusEvent': 'SEND',
        'Mex-StatusSuccess': 'ERROR',
        'Mex-StatusDescription': description,
      },
    });
  }

  /** Ids of the messages acknowledged so far, in order; each once, however often it was acknowledged. */
  get acknowledged(): readonly string[] {
    return this.acknowledgements;
  }

  /** Ids of what is waiting, oldest first. */
  get waiting(): readonly string[] {
    return [...this.messages.keys()].filter((id) => !this.isGone(id));
  }

  /** Not collected in five days: no longer listed, and 410 from now on. */
  expire(id: string): void {
    this.expired.add(id);
  }

  /** As if it had never been here: 404 from now on. */
  forget(id: string): void {
    this.messages.delete(id);
  }

  /** For the server. */
  find(id: string): MeshMessage | undefined {
    return this.messages.get(id);
  }

  /** For the server. */
  isGone(id: string): boolean {
    return this.acknowledgements.includes(id) || this.expired.has(id);
  }

  /** For the server. */
  acknowledge(id: string): void {
    if (!this.isGone(id)) this.acknowledgements.push(id);
  }

  private keep({ headers, ...message }: Omit<MeshMessage, 'id' | 'to'>): string {
    const stamp = this.now().toISOString().replace(/\D/g, '');
    const id = `${stamp}${String(this.messages.size % 1000).padStart(3, '0')}_${randomBytes(3).toString('hex').toUpperCase()}`;
    const own = { ...headers, 'Mex-StatusTimestamp': stamp.slice(0, 14) };
    this.messages.set(id, { ...message, id, to: this.id, headers: own });
    return id;
  }
}

function cut(body: Buffer, size = Math.max(body.byteLength, 1)): readonly Buffer[] {
  const parts = Math.max(1, Math.ceil(body.byteLength / size));
  return Array.from({ length: parts }, (_, part) => body.subarray(part * size, (part + 1) * size));
}
