import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyPair } from './certificates.js';
import { startMeshServer, type MeshServer } from './mesh-server.js';

const NOW = new Date('2026-11-24T10:00:00Z');
let folder: string;
let server: MeshServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-mesh-'));
  server = await startMeshServer({ folder, mailboxes: { X26ABC1: 'secret-1', X26ABC2: 'secret-2' }, now: () => NOW });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The example token of the API description, for one request. */
function token(changes: Partial<Record<'mailbox' | 'nonce' | 'count' | 'password' | 'timestamp' | 'key', string>> = {}): string {
  const parts = { mailbox: 'X26ABC1', nonce: randomUUID(), count: '0', password: 'secret-1', timestamp: '202611241000', ...changes };
  const { mailbox, nonce, count, password, timestamp } = parts;
  const hash = createHmac('sha256', changes.key ?? server.sharedKey)
    .update(`${mailbox}:${nonce}:${count}:${password}:${timestamp}`)
    .digest('hex');
  return `NHSMESH ${mailbox}:${nonce}:${count}:${timestamp}:${hash}`;
}

interface Asked {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

async function ask(
  path: string,
  options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly as?: KeyPair | 'nobody' } = {},
): Promise<Asked> {
  const { as = server.certificates.client } = options;
  const identity = as === 'nobody' ? {} : { cert: await readFile(as.cert), key: await readFile(as.key) };
  const tls = { ca: await readFile(server.certificates.ca), ...identity };
  const headers = { authorization: token(), ...options.headers };
  return new Promise((done, failed) => {
    const asking = request(
      `${server.url}/messageexchange/${path}`,
      { ...tls, method: options.method ?? 'GET', headers, agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', failed);
        answer.on('end', () => {
          done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
        });
      },
    );
    asking.on('error', failed);
    asking.end();
  });
}

function parsed({ body }: Asked): unknown {
  return JSON.parse(body.toString());
}

describe('who may come in', () => {
  test('a client without a certificate, or with one of another authority, is turned away by TLS', async () => {
    await expect(ask('X26ABC1/inbox', { as: 'nobody' })).rejects.toThrow();
    await expect(ask('X26ABC1/inbox', { as: server.certificates.stranger })).rejects.toThrow();
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    ['a wrong password', { password: 'other' }],
    ['another environment’s shared key', { key: 'other' }],
    ['a time more than two hours ago', { timestamp: '202611240759' }],
    ['a time more than two hours ahead', { timestamp: '202611241201' }],
    ['the token of another mailbox', { mailbox: 'X26ABC2', password: 'secret-2' }],
  ])('refuses %s', async (_what, changes) => {
    expect((await ask('X26ABC1/inbox', { headers: { authorization: token(changes) } })).status).toBe(403);
  });

  test('refuses a mailbox that does not exist, and a header that is none', async () => {
    expect((await ask('NOBODY/inbox', { headers: { authorization: token({ mailbox: 'NOBODY' }) } })).status).toBe(403);
    expect((await ask('X26ABC1/inbox', { headers: { authorization: 'Bearer x' } })).status).toBe(403);
  });

  test('a token is good for one request, also when only its time differs; the next count is another token', async () => {
    const nonce = randomUUID();
    const first = await ask('X26ABC1/inbox', { headers: { authorization: token({ nonce }) } });
    const again = await ask('X26ABC1/inbox', { headers: { authorization: token({ nonce, timestamp: '202611241001' }) } });
    const next = await ask('X26ABC1/inbox', { headers: { authorization: token({ nonce, count: '1' }) } });

    expect([first.status, again.status, next.status]).toEqual([200, 403, 200]);
  });
});

test('a handshake needs the three headers that say which client it is', async () => {
  const headers = { 'Mex-ClientVersion': 'test==1', 'Mex-OSName': 'Linux', 'Mex-OSVersion': '12' };

  expect((await ask('X26ABC1', { headers })).status).toBe(200);
  expect((await ask('X26ABC1')).status).toBe(400);
});

test('lists at most 500 messages, and links to the rest in version 2', async () => {
  const ids = Array.from({ length: 501 }, (_, index) => server.mailbox('X26ABC1').put({ body: String(index) }));

  expect(parsed(await ask('X26ABC1/inbox'))).toEqual({ messages: ids.slice(0, 500) });
  const second = parsed(await ask('X26ABC1/inbox', { headers: { accept: 'application/vnd.mesh.v2+json' } })) as {
    readonly links: { readonly next: string };
  };
  const rest = parsed(await ask(second.links.next.replace('/messageexchange/', '')));
  expect(rest).toEqual({ messages: ids.slice(500) });
});

test('a message in chunks is 206 until its last, and each chunk is compressed by itself', async () => {
  const id = server.mailbox('X26ABC1').put({ body: 'first half second half', chunkBytes: 11, encoding: 'gzip', fileName: 'a.xml' });

  const first = await ask(`X26ABC1/inbox/${id}`, { headers: { 'accept-encoding': 'gzip' } });
  const second = await ask(`X26ABC1/inbox/${id}/2`, { headers: { 'accept-encoding': 'gzip' } });
  const plain = await ask(`X26ABC1/inbox/${id}/2`);

  expect([first.status, second.status]).toEqual([206, 200]);
  expect([first.headers['mex-chunk-range'], second.headers['mex-chunk-range']]).toEqual(['1:2', '2:2']);
  expect(first.headers).toMatchObject({
    'content-encoding': 'gzip',
    'mex-messagetype': 'DATA',
    'mex-messageid': id,
    'mex-filename': 'a.xml',
  });
  expect(`${gunzipSync(first.body).toString()}${gunzipSync(second.body).toString()}`).toBe('first half second half');
  expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, 'second half']);
  expect((await ask(`X26ABC1/inbox/${id}/3`)).status).toBe(404);
});

test('an acknowledged message is gone, for another mailbox there is none, and acknowledging twice is no error', async () => {
  const mailbox = server.mailbox('X26ABC1');
  const id = mailbox.put({ body: 'x' });
  const acknowledge = (): Promise<Asked> => ask(`X26ABC1/inbox/${id}/status/acknowledged`, { method: 'PUT' });
  const other = { headers: { authorization: token({ mailbox: 'X26ABC2', password: 'secret-2' }) } };

  expect((await ask(`X26ABC2/inbox/${id}`, other)).status).toBe(404);
  expect(parsed(await acknowledge())).toEqual({ messageId: id });
  expect((await acknowledge()).status).toBe(200);
  expect((await ask(`X26ABC1/inbox/${id}`)).status).toBe(410);
  expect(parsed(await ask('X26ABC1/inbox'))).toEqual({ messages: [] });
  expect(mailbox.acknowledged).toEqual([id]);
});

test('what was not collected in time is gone, and what never was is not found', async () => {
  const mailbox = server.mailbox('X26ABC1');
  const [expired, forgotten] = [mailbox.put({ body: 'x' }), mailbox.put({ body: 'y' })];
  mailbox.expire(expired);
  mailbox.forget(forgotten);

  expect((await ask(`X26ABC1/inbox/${expired}`)).status).toBe(410);
  expect((await ask(`X26ABC1/inbox/${forgotten}`)).status).toBe(404);
});

test('an error report has no body and says which message it is about', async () => {
  const id = server.mailbox('X26ABC1').putReport({ linkedMessageId: 'LOST', statusCode: '14', description: 'Undelivered message' });

  const report = await ask(`X26ABC1/inbox/${id}`);

  expect(report.body).toHaveLength(0);
  expect(report.headers).toMatchObject({ 'mex-messagetype': 'REPORT', 'mex-linkedmsgid': 'LOST', 'mex-statuscode': '14' });
});

test('fails as it is told to: so often, on such a request, with such a status, in the middle, or after the work was done', async () => {
  const mailbox = server.mailbox('X26ABC1');
  const id = mailbox.put({ body: 'a message' });
  server.fail({ on: 'download', times: 2, how: { kind: 'status', status: 503, retryAfterSeconds: 7 } });
  server.fail({ on: 'download', how: { kind: 'cut' } });
  server.fail({ on: 'acknowledge', how: { kind: 'deaf' } });

  expect((await ask('X26ABC1/inbox')).status).toBe(200);
  const broken = [await ask(`X26ABC1/inbox/${id}`), await ask(`X26ABC1/inbox/${id}`)];
  expect(broken.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
    [503, '7'],
    [503, '7'],
  ]);
  await expect(ask(`X26ABC1/inbox/${id}`)).rejects.toThrow();
  expect((await ask(`X26ABC1/inbox/${id}`)).body.toString()).toBe('a message');
  await expect(ask(`X26ABC1/inbox/${id}/status/acknowledged`, { method: 'PUT' })).rejects.toThrow();
  expect(mailbox.acknowledged).toEqual([id]);
});
