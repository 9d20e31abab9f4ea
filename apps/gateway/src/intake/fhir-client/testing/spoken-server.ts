import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An HTTP server that says what a test wants said, faults included: it injects faults, and proves nothing about FHIR servers. */
export interface SpokenServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

export type Speak = (heard: Heard, response: ServerResponse, nth: number) => void;

export async function spokenServer(speak: Speak): Promise<SpokenServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      heard.push(one);
      speak(one, response, heard.length);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    heard,
    close: () => close(server),
  };
}

/** Answers with FHIR JSON. */
export function say(response: ServerResponse, resource: object, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  response.end(JSON.stringify(resource));
}

/** A page of a search. */
export function page(entry: readonly object[], next?: string): object {
  return { resourceType: 'Bundle', type: 'searchset', entry, link: next === undefined ? [] : [{ relation: 'next', url: next }] };
}

/** A match of a search. */
export function match(type: string, id: string, version = 1, lastUpdated = '2026-11-24T10:00:00.000Z'): object {
  return { resource: { resourceType: type, id, meta: { versionId: String(version), lastUpdated } }, search: { mode: 'match' } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}
