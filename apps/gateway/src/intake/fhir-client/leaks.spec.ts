import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'fhir-kit-client';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FhirTransport } from '../../config/transports/fhir.js';
import { FhirServer } from './fhir-server.js';
import { ownReference } from './own-address.js';
import { pages } from './pages.js';
import { match, page, say, spokenServer, type Speak, type SpokenServer } from './testing/spoken-server.js';

jest.setTimeout(60_000);

const TOKEN = 'a-token-of-this-server';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forever = new AbortController().signal;
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function speaking(speak: Speak): Promise<SpokenServer> {
  const server = await spokenServer((heard, response, nth) => {
    if (heard.path === '/token') say(response, { access_token: TOKEN, token_type: 'Bearer', expires_in: 300 });
    else speak(heard, response, nth);
  });
  opened.push(() => server.close());
  return server;
}

async function clientOf(spoken: SpokenServer): Promise<FhirServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-fhir-leaks-'));
  const keyFile = join(folder, 'key.pem');
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const oauth = { tokenUrl: `${spoken.url}/token`, clientId: 'gateway', keyFile, keyId: 'k1' };
  const transport: FhirTransport = { kind: 'fhir', url: `${spoken.url}/fhir`, oauth };
  const server = new FhirServer(transport, { now: () => new Date() }, () => 0);
  opened.push(
    () => server.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  await server.refresh();
  return server;
}

const sentTokens = ({ heard }: SpokenServer): string[] => heard.flatMap(({ headers }) => headers.authorization ?? []);

async function follow(server: FhirServer): Promise<void> {
  const all = pages(server, (client, options) => client.search({ resourceType: 'Flag', options }), {
    type: 'searchset',
    maxPages: 9,
    stop: forever,
  });
  for await (const one of all) expect(one.entries).toHaveLength(1);
}

describe('the token goes to the server of the feed and to nobody else', () => {
  test('fhir-kit-client by itself sends it wherever a next link leads', async () => {
    const stranger = await speaking((_, response) => {
      say(response, page([]));
    });
    const bundle = { resourceType: 'Bundle', link: [{ relation: 'next', url: `${stranger.url}/fhir?page=2` }] };

    await new Client({ baseUrl: 'https://own.example/fhir', bearerToken: TOKEN }).nextPage({ bundle });

    expect(sentTokens(stranger)).toEqual([`Bearer ${TOKEN}`]);
  });

  test.each([
    ['another server', (stranger: string) => `${stranger}/fhir?page=2`],
    ['another folder of the server', () => '/elsewhere?page=2'],
    ['a folder that begins alike', () => '/fhir-of-others?page=2'],
    ['a way out of the folder', () => '/fhir/../elsewhere'],
    ['a hidden way out of the folder', () => '/fhir/%2e%2e/elsewhere'],
    ['a name and password', (stranger: string) => stranger.replace('http://', 'http://user:secret@')],
    ['no address', () => 'http://'],
  ])('a next link to %s is refused before anything is asked', async (_what, link) => {
    const stranger = await speaking((_, response) => {
      say(response, page([match('Flag', 'f2')]));
    });
    const own = await speaking((_, response) => {
      say(response, page([match('Flag', 'f1')], link(stranger.url)));
    });

    await expect(follow(await clientOf(own))).rejects.toMatchObject({ code: 'fhir.foreign-address' });
    expect(stranger.heard).toEqual([]);
    expect(own.heard.map(({ path }) => path)).toEqual(['/token', '/fhir/Flag']);
  });

  test('whatever the library is made to ask for, nothing leaves for another server', async () => {
    const stranger = await speaking((_, response) => {
      say(response, { resourceType: 'Patient' });
    });
    const own = await speaking((_, response) => {
      say(response, page([]));
    });
    const server = await clientOf(own);
    const bundle = { resourceType: 'Bundle', link: [{ relation: 'next', url: `${stranger.url}/fhir` }] };

    await expect(server.ask((client, options) => client.nextPage({ bundle, options }), forever)).rejects.toMatchObject({
      code: 'fhir.foreign-address',
    });
    await expect(
      server.ask((client, options) => client.request(`${stranger.url}/fhir/Patient/1`, { options }), forever),
    ).rejects.toMatchObject({ code: 'fhir.foreign-address' });
    expect(stranger.heard).toEqual([]);
  });

  test('a redirect is refused, and the token does not go along', async () => {
    const stranger = await speaking((_, response) => {
      say(response, page([]));
    });
    const own = await speaking((_, response) => {
      response.writeHead(302, { location: `${stranger.url}/fhir/Flag` }).end();
    });

    await expect(follow(await clientOf(own))).rejects.toMatchObject({ code: 'fhir.redirected' });
    expect(stranger.heard).toEqual([]);
  });

  test('the library itself never holds it', async () => {
    const own = await speaking((_, response) => {
      say(response, page([match('Flag', 'f1')]));
    });
    const server = await clientOf(own);

    const { resource } = await server.ask((client, options) => client.search({ resourceType: 'Flag', options }), forever);

    const { request } = Client.httpFor(resource);
    expect([...(request?.headers ?? [])].flat()).not.toContain(`Bearer ${TOKEN}`);
    expect(sentTokens(own)).toEqual([`Bearer ${TOKEN}`]);
  });
});

describe('only resources of the own server are fetched', () => {
  const base = new URL('https://own.example/fhir/r4');

  test.each(['Flag/f1', 'Flag/f1/_history/3', 'https://own.example/fhir/r4/Flag/f1'])('%s is one', (reference) => {
    expect(ownReference(base, reference)).toEqual({ type: 'Flag', id: 'f1' });
  });

  test.each([
    'https://other.example/fhir/r4/Flag/f1',
    'http://own.example/fhir/r4/Flag/f1',
    'https://own.example:8443/fhir/r4/Flag/f1',
    'https://own.example/fhir/Flag/f1',
    'https://own.example/fhir/r4/../Flag/f1',
    '../Flag/f1',
    '//other.example/Flag/f1',
    'Flag/f1/$everything',
    'Flag?_id=f1',
    '$export',
    '',
    '(((((((((((((((a+)+)+$',
  ])('%s is none', (reference) => {
    expect(ownReference(base, reference)).toBeUndefined();
  });
});
