import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meshCertificates, type MeshCertificates } from '../../../../../test/support/mesh-server/certificates.js';
import { systemClock } from '../../clock.js';
import type { MeshTransport } from '../../config/transports/mesh.js';
import { MeshConnection } from './mesh-connection.js';

let folder = '';
let certificates: MeshCertificates;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-mesh-'));
  certificates = await meshCertificates(folder);
  await writeFile(at('secret'), 'a-secret\n');
  await writeFile(at('empty'), '\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function transport(changes: Partial<MeshTransport> = {}): MeshTransport {
  const secrets = { passwordFile: at('secret'), sharedKeyFile: at('secret') };
  // Nothing listens on this port: it is the discard service's.
  return {
    kind: 'mesh',
    url: 'https://127.0.0.1:9',
    mailbox: 'TEST',
    ...secrets,
    certificateFile: certificates.client.cert,
    keyFile: certificates.client.key,
    ...changes,
  };
}

test('a certificate and its key are taken; a server that is not there cannot be reached', async () => {
  const connection = await MeshConnection.open(transport(), systemClock);

  await expect(connection.ask({ method: 'GET', path: ['inbox'], within: 60_000 })).rejects.toMatchObject({ code: 'mesh.unreachable' });
  connection.close();
});

test.each<[string, () => Partial<MeshTransport>]>([
  ['a key of another certificate', () => ({ keyFile: certificates.stranger.key })],
  ['a certificate that is none', () => ({ certificateFile: at('secret') })],
  ['authorities that are none', () => ({ caFile: at('missing') })],
  ['a password that is missing', () => ({ passwordFile: at('missing') })],
  ['an empty shared key', () => ({ sharedKeyFile: at('empty') })],
])('%s is a fault of the credentials, told without a path', async (_, changes) => {
  await expect(MeshConnection.open(transport(changes()), systemClock)).rejects.toMatchObject({
    code: 'mesh.credentials',
    message: 'mesh.credentials',
  });
});

test('what is asked for after the stop is not asked', async () => {
  const connection = await MeshConnection.open(transport(), systemClock);
  const asking = { method: 'GET', path: ['inbox'], within: 60_000, signal: AbortSignal.abort() } as const;

  await expect(connection.ask(asking)).rejects.toMatchObject({ code: 'mesh.stopped' });
  connection.close();
});
