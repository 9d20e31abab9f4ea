import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meshCertificates, type MeshCertificates } from '../../../../../test/support/mesh-server/certificates.js';
import type { FhirTls } from '../../config/transports/fhir.js';
import { FhirServer } from './fhir-server.js';
import { page, say } from './testing/spoken-server.js';

jest.setTimeout(60_000);

let folder = '';
let server: Server;
let made: MeshCertificates;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-fhir-tls-'));
  made = await meshCertificates(folder);
  const [cert, key, ca] = await Promise.all([made.server.cert, made.server.key, made.ca].map((path) => readFile(path)));
  server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true }, (_, response) => {
    say(response, page([]));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true, force: true });
});

async function askWith(tls: FhirTls): Promise<string> {
  const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/fhir`;
  const client = new FhirServer({ kind: 'fhir', url, tls }, { now: () => new Date() }, () => 0);
  try {
    const stop = new AbortController().signal;
    return (await client.ask((library, options) => library.search({ resourceType: 'Flag', options }), stop)).resource.resourceType;
  } finally {
    await client.close();
  }
}

test('a server that asks for a certificate is shown it', async () => {
  await expect(askWith({ certificateFile: made.client.cert, keyFile: made.client.key, caFile: made.ca })).resolves.toBe('Bundle');
});

test('without one, with one of a stranger, or with nobody to trust the server by, nothing is read', async () => {
  await expect(askWith({ caFile: made.ca })).rejects.toMatchObject({ name: 'FhirFault' });
  const { cert: certificateFile, key: keyFile, ca } = made.stranger;
  await expect(askWith({ certificateFile, keyFile, caFile: made.ca })).rejects.toMatchObject({ name: 'FhirFault' });
  await expect(askWith({ certificateFile: made.client.cert, keyFile: made.client.key, caFile: ca })).rejects.toMatchObject({
    name: 'FhirFault',
  });
});
