import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { answer, meshError, routeOf, type MeshAnswer, type MeshRoute } from './answer.js';
import { MeshAuthorization } from './authorization.js';
import { meshCertificates, type MeshCertificates } from './certificates.js';
import { Mailbox } from './mailbox.js';

/**
 * A MESH server for tests, written from the public API description (NHS England, "Message Exchange for Social Care and Health",
 * mesh-api-specification, and the behaviour of its public sandbox): mutual TLS, the NHSMESH Authorization header, inbox, chunks, acknowledgement.
 * It sends nothing and has no outbox.
 */
export interface MeshServer {
  /** Without a slash at the end, e.g. `https://127.0.0.1:34567`; the API is under `/messageexchange`. */
  readonly url: string;
  readonly sharedKey: string;
  readonly certificates: MeshCertificates;
  /** @throws Error for a mailbox that the server was not started with */
  mailbox(id: string): Mailbox;
  /** Every request that came through TLS, in order. */
  readonly requests: readonly SeenRequest[];
  /** What the next requests of a kind meet instead of their answer. Faults of one kind are used up in the order they were given. */
  fail(fault: MeshFault): void;
  close(): Promise<void>;
}

export interface SeenRequest {
  readonly route: MeshRoute['name'] | 'unknown';
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly status: number;
}

export interface MeshFault {
  /** Default: any request. */
  readonly on?: MeshRoute['name'];
  /** Default: once. */
  readonly times?: number;
  readonly how:
    | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
    /** The answer ends in the middle of its body, and with it the connection. */
    | { readonly kind: 'cut' }
    /** The request is read and never answered. */
    | { readonly kind: 'stall' }
    /** The work is done, and the connection is closed before the answer: an acknowledgement of which the client learns nothing. */
    | { readonly kind: 'deaf' }
    | { readonly kind: 'slow'; readonly ms: number };
}

export interface MeshServerOptions {
  /** Folder for keys and certificates. */
  readonly folder: string;
  /** Passwords by mailbox; default `{ X26ABC1: 'password' }`. */
  readonly mailboxes?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  /** The server shows the certificate of an authority that its clients do not trust. */
  readonly untrusted?: boolean;
}

const SHARED_KEY = 'shared-key-of-this-test';

export async function startMeshServer({ folder, mailboxes, now = () => new Date(), untrusted }: MeshServerOptions): Promise<MeshServer> {
  const certificates = await meshCertificates(folder);
  const boxes = new Map(Object.entries(mailboxes ?? { X26ABC1: 'password' }).map(([id, password]) => [id, new Mailbox(id, password, now)]));
  const authorization = new MeshAuthorization({ passwordOf: (id) => boxes.get(id)?.password, sharedKey: SHARED_KEY, now });
  const requests: SeenRequest[] = [];
  const faults: MeshFault[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'https://mesh.example');
    const found = routeOf(request.method ?? '', url);
    const fault = nextFault(faults, found?.route.name);
    const refused = fault?.how.kind === 'status' ? brokenAnswer(fault.how.status, fault.how.retryAfterSeconds) : undefined;
    const given = refused ?? answerTo(request, found, authorization, boxes);
    requests.push({
      route: found?.route.name ?? 'unknown',
      method: request.method ?? '',
      path: url.pathname,
      authorization: request.headers.authorization,
      status: given.status,
    });
    const delivered = (): void => {
      send(response, given, fault);
    };
    if (fault?.how.kind === 'slow') timers.add(setTimeout(delivered, fault.how.ms));
    else delivered();
  };

  const { key, cert } = untrusted === true ? certificates.stranger : certificates.server;
  const tls = {
    key: await readFile(key),
    cert: await readFile(cert),
    ca: await readFile(certificates.ca),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  } as const;
  const server = createServer(tls, respond);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    url: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    sharedKey: SHARED_KEY,
    certificates,
    mailbox(id) {
      const box = boxes.get(id);
      if (box === undefined) throw new Error(`The MESH server has no mailbox ${id}`);
      return box;
    },
    requests,
    fail(fault) {
      faults.push(...Array.from({ length: fault.times ?? 1 }, () => fault));
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answerTo(
  request: IncomingMessage,
  found: ReturnType<typeof routeOf>,
  authorization: MeshAuthorization,
  boxes: ReadonlyMap<string, Mailbox>,
): MeshAnswer {
  if (found === undefined) return meshError(404, 'Not found');
  const refusal = authorization.refusalOf(request.headers.authorization, found.mailboxId);
  const mailbox = boxes.get(found.mailboxId);
  if (refusal !== undefined || mailbox === undefined) return meshError(403, refusal ?? 'No mailbox matched');
  return answer(mailbox, found.route, request);
}

/** Takes the first fault meant for such a request out of the list. */
function nextFault(faults: MeshFault[], route: MeshRoute['name'] | undefined): MeshFault | undefined {
  const index = faults.findIndex(({ on }) => on === undefined || on === route);
  return index < 0 ? undefined : faults.splice(index, 1)[0];
}

function brokenAnswer(status: number, retryAfterSeconds: number | undefined): MeshAnswer {
  const failed = meshError(status, 'Injected by the test');
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return { ...failed, headers: { ...failed.headers, ...headers } };
}

function send(response: ServerResponse, { status, headers, body }: MeshAnswer, fault: MeshFault | undefined): void {
  const kind = fault?.how.kind;
  if (kind === 'stall') return;
  if (kind === 'deaf') {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Length': String(body.byteLength) });
  if (kind !== 'cut') {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => {
    response.destroy();
  });
}
