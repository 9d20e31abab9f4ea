import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, submit, type Answer } from '../support/ask.js';
import { fhirMessage, policeNotice } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const ISSUER = 'https://id.example';
const AUDIENCE = 'mash-gateway';
/** Nobody listens on port 1. */
const NOWHERE = 'http://127.0.0.1:1/jwks';
const XML = { 'content-type': 'application/xml' };

let issuer: Server;
let running: RunningGateway;
let url: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keys = await generateKeyPair('PS256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'PS256', use: 'sig' }] });
  issuer = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(jwks);
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  const jwksUri = `http://127.0.0.1:${String((issuer.address() as AddressInfo).port)}/jwks`;
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  running = await runGateway({
    config: (demo) => ({
      ...demo,
      agreements: demo.agreements.map((agreement) => ({ ...agreement, to: tomorrow })),
      authentication: { issuer: ISSUER, audience: AUDIENCE, jwksUri },
    }),
  });
  url = running.gateway.url;
}, 60_000);
afterAll(async () => {
  await running.stop();
  issuer.close();
}, 60_000);

interface Wish {
  readonly client?: string;
  readonly scope?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly expires?: number;
}

async function token({ client = 'force-a', scope = 'feed:police-demo', ...wish }: Wish = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: client, scope })
    .setProtectedHeader({ alg: 'PS256', kid: 'k1' })
    .setIssuer(wish.issuer ?? ISSUER)
    .setAudience(wish.audience ?? AUDIENCE)
    .setExpirationTime(wish.expires ?? now + 300)
    .sign(keys.privateKey);
}

async function bearer(wish: Wish = {}): Promise<Readonly<Record<string, string>>> {
  return { ...XML, authorization: `Bearer ${await token(wish)}` };
}

const without = (answer: Answer): unknown => ({ ...(answer.json as object), instance: undefined });

test('a client with the scope of a feed sends to it and reads its own receipt', async () => {
  const sent = await submit(url, 'police-demo', policeNotice('auth-1'), await bearer());
  const { submissionId } = sent.json as { submissionId: string };
  const read = await ask(`${url}/v1/submissions/${submissionId}`, undefined, await bearer());

  expect([sent.status, read.status]).toEqual([202, 200]);
});

test('another client’s submission and record look exactly like ones that do not exist', async () => {
  const sent = await submit(url, 'police-demo', policeNotice('auth-2'), await bearer());
  const { submissionId, records } = sent.json as { submissionId: string; records: { recordId: string }[] };
  const other = await bearer({ client: 'force-b' });

  const theirs = await ask(`${url}/v1/submissions/${submissionId}`, undefined, other);
  const absent = await ask(`${url}/v1/submissions/0193a5b2-c7d8-7000-a1b2-000000000000`, undefined, other);
  const theirRecord = await ask(`${url}/v1/records/${records[0]?.recordId ?? ''}/status`, undefined, other);
  const absentRecord = await ask(`${url}/v1/records/r-absent-absent/status`, undefined, other);

  expect([theirs.status, theirRecord.status]).toEqual([404, 404]);
  expect([without(theirs), without(theirRecord)]).toEqual([without(absent), without(absentRecord)]);
});

test('the same bytes from another client are another submission: duplicates tell nobody about others', async () => {
  const [a, b] = [await bearer(), await bearer({ client: 'force-b' })];

  const first = (await submit(url, 'police-demo', policeNotice('auth-3'), a)).json as { submissionId: string };
  const second = (await submit(url, 'police-demo', policeNotice('auth-3'), b)).json as { submissionId: string };

  expect(second.submissionId).not.toBe(first.submissionId);
  expect(second).toMatchObject({ summary: { accepted: 1, duplicate: 0 } });
});

test.each([
  ['no credential', () => Promise.resolve('')],
  ['another scheme', () => Promise.resolve('Basic dXNlcjpwYXNz')],
  ['something that is no token', () => Promise.resolve('Bearer nonsense')],
  ['a token of another issuer', async () => `Bearer ${await token({ issuer: 'https://evil.example' })}`],
  ['a token for another audience', async () => `Bearer ${await token({ audience: 'someone-else' })}`],
  [
    'an unsigned token',
    () =>
      Promise.resolve(
        `Bearer ${new UnsecuredJWT({ client_id: 'x' }).setIssuer(ISSUER).setAudience(AUDIENCE).setExpirationTime('5m').encode()}`,
      ),
  ],
  ['a token signed with a shared secret', () => sharedSecret()],
  [
    'a token changed by one letter',
    async () => `Bearer ${(await token()).replace(/.(?=.{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))}`,
  ],
])('%s is refused with 401, and told how to authenticate', async (_, authorization) => {
  const answer = await submit(url, 'police-demo', policeNotice('auth-4'), { ...XML, authorization: await authorization() });

  expect(answer.status).toBe(401);
  expect(answer.json).toMatchObject({ code: 'request.credential-missing' });
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('an expired token says so', async () => {
  const answer = await submit(url, 'police-demo', policeNotice('auth-5'), await bearer({ expires: Math.floor(Date.now() / 1000) - 60 }));

  expect(answer.json).toMatchObject({ status: 401, code: 'request.credential-expired' });
});

test('a feed that is not the client’s and one that does not exist are refused alike', async () => {
  const other = await submit(url, 'education-demo', policeNotice('auth-6'), await bearer());
  const absent = await submit(url, 'no-such-feed', policeNotice('auth-6'), await bearer());

  expect([other.status, absent.status]).toEqual([403, 403]);
  expect(without(other)).toEqual(without(absent));
});

test('FHIR asks for the same right, and refuses as FHIR', async () => {
  const answer = await ask(`${url}/fhir/health-demo/$process-message`, fhirMessage('auth'), await bearer());

  expect(answer.status).toBe(403);
  expect(answer.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'forbidden' }] });
});

test('health and documents are open; figures and pages need the right to operate', async () => {
  const statuses = async (headers: Readonly<Record<string, string>>): Promise<number[]> =>
    Promise.all(
      ['/health/live', '/openapi.json', '/metrics', '/console'].map(
        async (path) => (await ask(`${url}${path}`, undefined, headers)).status,
      ),
    );

  expect(await statuses({})).toEqual([200, 200, 401, 401]);
  expect(await statuses(await bearer())).toEqual([200, 200, 403, 403]);
  expect(await statuses(await bearer({ scope: 'operate' }))).toEqual([200, 200, 200, 200]);
});

test('readiness names codes to everybody, and what is behind them to those who may operate', async () => {
  interface Ready {
    readonly alarms: readonly { readonly code: string; readonly message: string }[];
  }
  const alarms = async (headers: Readonly<Record<string, string>>): Promise<Ready['alarms']> =>
    ((await ask(`${url}/health/ready`, undefined, headers)).json as Ready).alarms;

  const [stranger, sender, operator] = [await alarms({}), await alarms(await bearer()), await alarms(await bearer({ scope: 'operate' }))];

  expect(operator.find(({ code }) => code === 'agreement-ending')?.message).toMatch(/^Agreement demo-agreement ends on/);
  expect(stranger.map(({ code }) => code)).toEqual(operator.map(({ code }) => code));
  expect(JSON.stringify([stranger, sender])).not.toContain('demo-agreement');
});

test('while the keys of the issuer cannot be had, a sender is told to come again, not that its token is bad', async () => {
  const away = await runGateway({
    config: (demo) => ({ ...demo, authentication: { issuer: ISSUER, audience: AUDIENCE, jwksUri: NOWHERE } }),
  });

  const answer = await submit(away.gateway.url, 'police-demo', policeNotice('auth-8'), await bearer());
  await away.stop();

  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(answer.json).toMatchObject({ code: 'gateway.unavailable' });
}, 60_000);

test('the right to operate is no right to send', async () => {
  expect((await submit(url, 'police-demo', policeNotice('auth-7'), await bearer({ scope: 'operate' }))).status).toBe(403);
});

async function sharedSecret(): Promise<string> {
  const signed = await new SignJWT({ client_id: 'force-a', scope: 'feed:police-demo' })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime('5m')
    .sign(Buffer.alloc(32, 1));
  return `Bearer ${signed}`;
}
