import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exportJWK, importSPKI, jwtVerify } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { startAuthorizationServer, type AuthorizationServer } from '../../../../../test/support/oauth/authorization-server.js';
import type { FhirOAuth, FhirTransport } from '../../config/transports/fhir.js';
import { FhirServer } from './fhir-server.js';
import { match, page, say, spokenServer, type SpokenServer } from './testing/spoken-server.js';
import { openTokens } from './tokens.js';

jest.setTimeout(60_000);

const RESOURCE = 'https://fhir.example/r4';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const agent = new Agent();
const forever = new AbortController().signal;
let folder = '';
let server: AuthorizationServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-oauth-'));
  await writeFile(join(folder, 'key.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(folder, 'other.pem'), others.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(folder, 'none.pem'), 'no key');
  const publicJwk = await exportJWK(keys.publicKey);
  server = await startAuthorizationServer({ publicJwk, resource: RESOURCE, scope: 'system/*.read' });
}, 60_000);
afterAll(async () => {
  await agent.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function settings(changes: Partial<FhirOAuth> = {}): FhirOAuth {
  const keyFile = join(folder, 'key.pem');
  return {
    tokenUrl: server.tokenUrl,
    clientId: 'gateway',
    keyFile,
    keyId: 'gateway-1',
    scope: 'system/*.read',
    resource: RESOURCE,
    ...changes,
  };
}

describe('a real authorization server', () => {
  test('gives a token for a signed JWT (RS512), which is kept while it lasts and asked for again before it ends', async () => {
    let now = Date.now();
    const tokens = openTokens(settings(), { clock: { now: () => new Date(now) }, timeoutMs: 10_000 });

    const [first, second] = await Promise.all([tokens.current(agent), tokens.current(agent)]);
    now += 200_000;
    const kept = await tokens.current(agent);
    now += 80_000;
    const renewed = await tokens.current(agent);

    expect([second, kept]).toEqual([first, first]);
    expect(renewed).not.toBe(first);
    const payload = JSON.parse(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    expect(payload).toMatchObject({ aud: RESOURCE, client_id: 'gateway', scope: 'system/*.read' });
  });

  test.each<[string, Partial<FhirOAuth>, number]>([
    ['signed with another key', { keyFile: 'other.pem' }, 0],
    ['of an unknown client', { clientId: 'stranger' }, 0],
    ['that has ended by the clock of the server', {}, -3_600_000],
    ['signed with an algorithm it does not take', { algorithm: 'RS384' }, 0],
  ])('refuses a JWT %s: refused, and not asked again', async (_what, { keyFile, ...changes }, shift) => {
    const oauth = settings({ ...changes, ...(keyFile === undefined ? {} : { keyFile: join(folder, keyFile) }) });
    const tokens = openTokens(oauth, { clock: { now: () => new Date(Date.now() + shift) }, timeoutMs: 10_000 });

    await expect(tokens.current(agent)).rejects.toMatchObject({ code: 'oauth.refused' });
  });
});

test.each(['none.pem', 'missing.pem'])('a key file that holds no key is told without its place: %s', async (name) => {
  const tokens = openTokens(settings({ keyFile: join(folder, name) }), { clock: { now: () => new Date() }, timeoutMs: 10_000 });

  const fault: unknown = await tokens.current(agent).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'key.unreadable', message: 'key.unreadable' });
  expect((fault as Error).stack).not.toContain(folder);
});

test('the JWT says who, for whom, once and for less than five minutes', async () => {
  const spoken = await spokenServer((_, response) => {
    say(response, { access_token: 'abc', token_type: 'bearer' });
  });
  const tokenUrl = `${spoken.url}/token`;
  const tokens = openTokens(settings({ tokenUrl }), { clock: { now: () => new Date() }, timeoutMs: 10_000 });
  await tokens.current(agent);
  tokens.forget('abc');
  await tokens.current(agent);
  await spoken.close();

  const jwts = spoken.heard.map(({ body }) => new URLSearchParams(body).get('client_assertion') ?? '');
  const key = await importSPKI(keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'RS512');
  const read = await Promise.all(jwts.map((jwt) => jwtVerify(jwt, key, { audience: tokenUrl, issuer: 'gateway', subject: 'gateway' })));
  expect(read[0]?.protectedHeader).toEqual({ alg: 'RS512', kid: 'gateway-1', typ: 'JWT' });
  expect((read[0]?.payload.exp ?? 0) - (read[0]?.payload.iat ?? 0)).toBeLessThanOrEqual(300);
  expect(new Set(read.map(({ payload }) => payload.jti)).size).toBe(2);
});

describe('a token and the FHIR server', () => {
  async function fhirClient(spoken: SpokenServer): Promise<FhirServer> {
    const transport: FhirTransport = { kind: 'fhir', url: `${spoken.url}/fhir`, oauth: settings({ tokenUrl: `${spoken.url}/token` }) };
    const client = new FhirServer(transport, { now: () => new Date() }, () => 0);
    await client.refresh();
    return client;
  }

  test('one that ends in the middle of a poll is renewed once, and the page asked for again', async () => {
    let given = 0;
    const spoken = await spokenServer(({ path, headers }, response) => {
      if (path === '/token') say(response, { access_token: `t${String((given += 1))}`, token_type: 'Bearer', expires_in: 300 });
      else if (headers.authorization === 'Bearer t1') say(response, {}, 401);
      else say(response, page([match('Flag', 'f1')]));
    });
    const client = await fhirClient(spoken);

    const { resource } = await client.ask((library, options) => library.search({ resourceType: 'Flag', options }), forever);
    await client.close();
    await spoken.close();

    expect(resource.resourceType).toBe('Bundle');
    expect(spoken.heard.map(({ path }) => path)).toEqual(['/token', '/fhir/Flag', '/token', '/fhir/Flag']);
  });

  test('a server that takes no token at all is asked twice and no more', async () => {
    const spoken = await spokenServer(({ path }, response) => {
      if (path === '/token') say(response, { access_token: 'abc', token_type: 'Bearer', expires_in: 300 });
      else say(response, {}, 401);
    });
    const client = await fhirClient(spoken);

    await expect(client.ask((library, options) => library.search({ resourceType: 'Flag', options }), forever)).rejects.toMatchObject({
      code: 'fhir.unauthorized',
    });
    await client.close();
    await spoken.close();
    expect(spoken.heard.filter(({ path }) => path === '/fhir/Flag')).toHaveLength(2);
  });
});
