import { Readable } from 'node:stream';
import type { Issue } from '@mash-gateway/contracts';
import { clientOfFeed, type WayParts } from '../ways/way-in.js';
import { FileFault, SourceFault, type Entry, type Folder, type OpenFile } from './folder.js';

/** What became of one file. */
export type FileOutcome =
  /** Durable. `mark`: of the file that was read. */
  | { readonly kind: 'taken'; readonly mark: string }
  | { readonly kind: 'refused'; readonly issues: readonly [Issue, ...Issue[]]; readonly mark?: string; readonly deadLetter?: number }
  /** No message: archived without being taken. */
  | { readonly kind: 'set-aside'; readonly code: string }
  /** Left where it is, for a later look: nothing of it was taken. */
  | { readonly kind: 'given-back'; readonly code: string };

/** How the bytes are to be read. `detect`: compressed when they begin as gzip does. */
export interface Content {
  readonly contentType: string | undefined;
  readonly gzip: boolean | 'detect';
}

export interface TakeFileParts extends Pick<WayParts, 'feed' | 'reception'> {
  readonly folder: Folder;
  /** A file that is being read when this is aborted is given back. */
  readonly stopping: AbortSignal;
}

/**
 * Streams one file to the reception. Nothing of it is kept when it is replaced, grows or breaks off while it is read.
 * @throws SourceFault, JournalUnavailable: try again later
 */
export async function takeFile(entry: Entry, content: Content, parts: TakeFileParts): Promise<FileOutcome> {
  const { feed, folder } = parts;
  if (entry.kind !== 'file') return refuseUnread([NOT_PLAIN], parts);
  // Compressed bytes only grow, so this holds for both.
  if (entry.size > feed.limits.bytes) return refuseUnread([tooLarge(feed.limits.bytes)], parts);
  let file: OpenFile | undefined;
  try {
    file = await folder.open(entry.name);
    return await readFile(file, content, parts);
  } catch (error) {
    return await outcomeOfFault(error, parts);
  } finally {
    await file?.close();
  }
}

/** What becomes of a file that cannot be opened, or is not the same any more. */
export async function outcomeOfFault(error: unknown, parts: TakeFileParts): Promise<FileOutcome> {
  if (!(error instanceof FileFault)) throw error;
  switch (error.code) {
    case 'file.denied':
      return refuseUnread([DENIED], parts);
    case 'file.not-plain':
      return refuseUnread([NOT_PLAIN], parts);
    case 'file.changed':
    case 'file.gone':
      return { kind: 'given-back', code: error.code };
  }
}

async function readFile(file: OpenFile, content: Content, { feed, reception, stopping }: TakeFileParts): Promise<FileOutcome> {
  const mark = await file.mark();
  const chunks = file.read()[Symbol.asyncIterator]();
  const first = await chunks.next();
  const gzip = content.gzip === 'detect' ? beginsAsGzip(first.done === true ? undefined : first.value) : content.gzip;
  const body = Readable.from(unchanged(first, chunks, { file, mark, stopping }), { objectMode: false });
  // Whoever stops reading early hears no more of what happens to the rest.
  body.on('error', () => undefined);
  try {
    const outcome = await reception.take({
      feed,
      clientId: clientOfFeed(feed),
      contentType: content.contentType,
      contentEncoding: gzip ? 'gzip' : undefined,
      idempotencyKey: undefined,
      body,
      keepRefused: true,
    });
    switch (outcome.kind) {
      case 'receipt':
        return { kind: 'taken', mark };
      case 'refused':
        return {
          kind: 'refused',
          issues: [outcome.issues[0] ?? UNREADABLE, ...outcome.issues.slice(1)],
          mark,
          ...(outcome.deadLetter === undefined ? {} : { deadLetter: outcome.deadLetter }),
        };
      case 'declined':
        return { kind: 'given-back', code: outcome.code };
    }
  } finally {
    body.destroy();
  }
}

/** Passes the chunks on, and says at the end whether the file is still the one that was opened: only then is the body whole. */
async function* unchanged(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
  { file, mark, stopping }: { readonly file: OpenFile; readonly mark: string; readonly stopping: AbortSignal },
): AsyncGenerator<Uint8Array> {
  for (let chunk = first; chunk.done !== true; chunk = await rest.next()) {
    if (stopping.aborted) throw new SourceFault('stopping');
    yield chunk.value;
  }
  if ((await file.mark()) !== mark) throw new FileFault('file.changed');
}

/** Refuses a file for a reason that shows from outside; the refusal is written to the audit as any other. */
export async function refuseUnread(issues: readonly [Issue, ...Issue[]], { feed, reception }: TakeFileParts): Promise<FileOutcome> {
  await reception.take({
    feed,
    clientId: clientOfFeed(feed),
    contentType: undefined,
    contentEncoding: undefined,
    idempotencyKey: undefined,
    body: Readable.from([]),
    objection: issues[0],
  });
  return { kind: 'refused', issues };
}

/** RFC 1952 §2.3.1. */
function beginsAsGzip(chunk: Uint8Array | undefined): boolean {
  return chunk?.[0] === 0x1f && chunk[1] === 0x8b;
}

function tooLarge(limit: number): Issue {
  return { code: 'body.too-large', severity: 'error', location: 'file', rule: `at most ${String(limit)} bytes` };
}

const NOT_PLAIN: Issue = {
  code: 'body.unreadable',
  severity: 'error',
  location: 'file',
  rule: 'a plain file: links and devices are not read',
};
const UNREADABLE: Issue = { code: 'body.unreadable', severity: 'error', location: 'file' };
const DENIED: Issue = { code: 'body.unreadable', severity: 'error', location: 'file', rule: 'a file that the gateway is allowed to read' };
