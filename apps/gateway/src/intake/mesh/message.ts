import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { MeshFault } from './mesh-fault.js';
import { faultOfError } from './policy.js';

/** A message that is being downloaded. Its subject, file name and sender's ids are left unread: they can say who it is about. */
export interface MeshMessage {
  /** data: from an organisation. report: MESH could not deliver something that this mailbox sent; without a body. */
  readonly kind: 'data' | 'report';
  readonly workflowId: string | undefined;
  /** `Mex-StatusCode` of a report. */
  readonly reportCode: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Every chunk in turn, as it was compressed. */
  readonly body: Readable;
  /** Why the body broke off, if it did. */
  fault(): MeshFault | undefined;
  /** Ends the download, wherever it is. To be called in any case. */
  discard(): void;
}

/**
 * @param first the answer with the first chunk, not yet read
 * @param chunk asks for a later chunk
 */
export async function openMessage(
  first: IncomingMessage,
  total: number,
  chunk: (number: number) => Promise<IncomingMessage>,
): Promise<MeshMessage> {
  const { headers } = first;
  const chunks = new Chunks(first, total, chunk);
  const said = textOf(headers, 'content-encoding');
  let bytes = chunks.bytes();
  let own = false;
  // A sender that compressed the file itself says so in a header of its own, which some set without having done it.
  if (said === undefined && textOf(headers, 'mex-content-compressed')?.toUpperCase() === 'Y') {
    const begun = await bytes.next();
    own = begun.done !== true && begun.value[0] === 0x1f && begun.value[1] === 0x8b;
    if (begun.done !== true) bytes = continued(begun.value, bytes);
  }
  const body = Readable.from(bytes, { objectMode: false });
  // It fails whoever reads it; before that nobody listens.
  body.on('error', () => undefined);
  return {
    kind: textOf(headers, 'mex-messagetype')?.toUpperCase() === 'REPORT' ? 'report' : 'data',
    workflowId: textOf(headers, 'mex-workflowid'),
    reportCode: reportCode(textOf(headers, 'mex-statuscode')),
    contentType: textOf(headers, 'content-type'),
    contentEncoding: own ? 'gzip' : said,
    body,
    fault: () => chunks.fault,
    discard() {
      body.destroy();
      // A body that nobody began to read has not begun to read the answer either.
      first.destroy();
    },
  };
}

/** The chunks of a message, one after another. Each is compressed on its own: gzip members in a row are one gzip stream (RFC 1952 §2.2). */
class Chunks {
  fault: MeshFault | undefined;

  constructor(
    private readonly first: IncomingMessage,
    private readonly total: number,
    private readonly chunk: (number: number) => Promise<IncomingMessage>,
  ) {}

  async *bytes(): AsyncGenerator<Buffer> {
    try {
      yield* whole(this.first);
      for (let number = 2; number <= this.total; number += 1) {
        const answer = await this.chunk(number);
        if (textOf(answer.headers, 'content-encoding') !== textOf(this.first.headers, 'content-encoding')) {
          answer.destroy();
          throw new MeshFault('mesh.answer');
        }
        yield* whole(answer);
      }
    } catch (error) {
      this.fault = faultOfError(error, true);
      throw this.fault;
    }
  }
}

/** The bytes of one answer, all that it announced. @throws MeshFault mesh.cut when it ends before */
async function* whole(answer: IncomingMessage): AsyncGenerator<Buffer> {
  // Without either, the end of the connection would pass for the end of the message (RFC 9112 §6.3).
  const framed = answer.headers['content-length'] !== undefined || answer.headers['transfer-encoding'] !== undefined;
  if (!framed && answer.statusCode !== 204) {
    answer.destroy();
    throw new MeshFault('mesh.answer');
  }
  for await (const piece of answer as AsyncIterable<Buffer>) yield piece;
  if (!answer.complete) throw new MeshFault('mesh.cut');
}

async function* continued(piece: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield piece;
  yield* rest;
}

function textOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** As it may be logged: the codes of MESH are short. */
function reportCode(said: string | undefined): string {
  return said !== undefined && /^[0-9A-Za-z-]{1,8}$/.test(said) ? `mesh.report-${said}` : 'mesh.report';
}
