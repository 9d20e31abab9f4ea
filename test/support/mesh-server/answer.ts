import type { IncomingMessage } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Mailbox, MeshMessage } from './mailbox.js';

/** An answer, before it is sent. */
export interface MeshAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a request asks for. */
export type MeshRoute =
  | { readonly name: 'handshake' }
  | { readonly name: 'inbox'; readonly query: URLSearchParams }
  | { readonly name: 'download'; readonly messageId: string; readonly chunk: number }
  | { readonly name: 'acknowledge'; readonly messageId: string };

/** @returns the mailbox asked for, in upper case, and what is asked of it; undefined for an address that the API does not have */
export function routeOf(method: string, url: URL): { readonly mailboxId: string; readonly route: MeshRoute } | undefined {
  const [root, mailbox, inbox, message, third, fourth, ...more] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  if (root !== 'messageexchange' || mailbox === undefined || mailbox === '' || more.length > 0) return undefined;
  const route = routeIn(method, [inbox, message, third, fourth], url.searchParams);
  return route === undefined ? undefined : { mailboxId: mailbox.toUpperCase(), route };
}

function routeIn(
  method: string,
  [inbox, message, third, fourth]: readonly (string | undefined)[],
  query: URLSearchParams,
): MeshRoute | undefined {
  const reads = method === 'GET' || method === 'HEAD';
  // POST in version 2.0.0 of the specification and in the NHS client, GET before; the public sandbox takes both.
  if (inbox === undefined) return method === 'GET' || method === 'POST' ? { name: 'handshake' } : undefined;
  if (inbox !== 'inbox') return undefined;
  if (message === undefined) return method === 'GET' ? { name: 'inbox', query } : undefined;
  const messageId = message.toUpperCase();
  if (third === undefined) return reads ? { name: 'download', messageId, chunk: 1 } : undefined;
  if (third === 'status' && fourth === 'acknowledged') return method === 'PUT' ? { name: 'acknowledge', messageId } : undefined;
  return reads && fourth === undefined && /^\d{1,6}$/.test(third) ? { name: 'download', messageId, chunk: Number(third) } : undefined;
}

/** Answers what an authorised client asks of its mailbox. */
export function answer(mailbox: Mailbox, route: MeshRoute, request: IncomingMessage): MeshAnswer {
  switch (route.name) {
    case 'handshake':
      return handshake(mailbox, request);
    case 'inbox':
      return listing(mailbox, route.query, isSecondVersion(request));
    case 'download':
      return download(mailbox, route, request);
    case 'acknowledge':
      return acknowledge(mailbox, route.messageId, isSecondVersion(request));
  }
}

/** The API's words for a fault: event, code and description. */
export function meshError(status: number, description: string): MeshAnswer {
  return json(status, { errorEvent: 'RECEIVE', errorCode: status, errorDescription: description });
}

const HANDSHAKE_NEEDS = ['mex-clientversion', 'mex-osname', 'mex-osversion'];

function handshake({ id }: Mailbox, request: IncomingMessage): MeshAnswer {
  const missing = HANDSHAKE_NEEDS.filter((name) => request.headers[name] === undefined);
  return missing.length > 0 ? meshError(400, `missing ${missing.join(', ')}`) : json(200, { mailboxId: id });
}

/** Most ids in one listing. */
const MOST_LISTED = 500;

function listing(mailbox: Mailbox, query: URLSearchParams, second: boolean): MeshAnswer {
  const most = Number(query.get('max_results') ?? MOST_LISTED);
  if (!Number.isInteger(most) || most < 10 || most > 5_000) return meshError(400, 'max_results');
  const all = mailbox.waiting;
  const after = query.get('continue_from');
  const messages = all.slice(after === null ? 0 : all.indexOf(after) + 1).slice(0, most);
  if (!second) return json(200, { messages });
  const self = `/messageexchange/${mailbox.id}/inbox`;
  const last = messages.at(-1);
  const next = last === undefined || last === all.at(-1) ? {} : { next: `${self}?max_results=${String(most)}&continue_from=${last}` };
  return { ...json(200, { messages, approx_inbox_count: all.length, links: { self, ...next } }), headers: SECOND_VERSION };
}

function download(mailbox: Mailbox, { messageId, chunk }: { messageId: string; chunk: number }, request: IncomingMessage): MeshAnswer {
  const message = mailbox.find(messageId);
  if (message === undefined) return meshError(404, 'Message does not exist');
  if (mailbox.isGone(messageId)) return meshError(410, 'Message already accepted');
  const stored = message.chunks[chunk - 1];
  if (stored === undefined) return meshError(404, 'Message does not exist');
  const encoded = encodedFor(message, stored, request);
  const status = chunk < message.chunks.length ? 206 : 200;
  return { status, headers: { ...headersOf(message, chunk), ...encoded.headers }, body: encoded.body };
}

function headersOf(message: MeshMessage, chunk: number): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/octet-stream',
    'Mex-To': message.to,
    'Mex-MessageID': message.id,
    'Mex-MessageType': message.type,
    'Mex-Version': '1.0',
    'Mex-AddressType': 'ALL',
    'Mex-FileName': `${message.id}.dat`,
    ...(message.type === 'DATA' ? { 'Mex-Chunk-Range': `${String(chunk)}:${String(message.chunks.length)}` } : {}),
    ...message.headers,
  };
}

/** What is stored compressed goes out so only to a client that takes it; version 2 compresses for one that does. */
function encodedFor(message: MeshMessage, stored: Buffer, request: IncomingMessage): Pick<MeshAnswer, 'headers' | 'body'> {
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
  const gzip = { 'Content-Encoding': 'gzip', 'Mex-Content-Compressed': 'Y' };
  if (message.encoding === 'gzip') return takesGzip ? { headers: gzip, body: stored } : { headers: {}, body: gunzipSync(stored) };
  const compresses = takesGzip && isSecondVersion(request) && message.type === 'DATA';
  return compresses ? { headers: gzip, body: gzipSync(stored) } : { headers: {}, body: stored };
}

/** Acknowledging once more changes nothing and is no error. */
function acknowledge(mailbox: Mailbox, messageId: string, second: boolean): MeshAnswer {
  if (mailbox.find(messageId) === undefined) return meshError(404, 'Message does not exist');
  mailbox.acknowledge(messageId);
  return second ? { status: 200, headers: SECOND_VERSION, body: Buffer.alloc(0) } : json(200, { messageId });
}

const SECOND_VERSION = { 'Content-Type': 'application/vnd.mesh.v2+json' };

function isSecondVersion({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('application/vnd.mesh.v2+json') === true;
}

function json(status: number, body: unknown): MeshAnswer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}
