import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedConfig, GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import type { MeshTransport } from '../../apps/gateway/src/config/transports/mesh.js';
import { JournalUnavailable } from '../../apps/gateway/src/journal/faults.js';
import type { Journal } from '../../apps/gateway/src/journal/journal.js';
import { startMeshServer, type MeshServer } from '../support/mesh-server/mesh-server.js';
import { nhsNumber } from '../support/messages.js';
import { bound } from '../support/process/stages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
const EVENT = new URL('../../libs/adapters/src/fhir-stu3/fixtures/nems-change-of-address/input.xml', import.meta.url);
const WORKFLOW = 'NEMS_SUBSCRIPTION';
/** Made up to be found again if it were ever logged. */
const NAMES = { subject: 'Ptolemy Quillfeather', fileName: 'quillfeather.xml', localId: 'quillfeather-1' };

/** Mailbox by feed; the server of the last shows a certificate that its feed does not trust. */
const MAILBOXES = { nems: 'X26ABC1', 'wrong-key': 'X26ABC2', stranger: 'X26ABC3', untrusting: 'X26ABC4' };

let folder = '';
let server: MeshServer;
let running: RunningGateway;
let event = '';
/** What the mailbox had acknowledged at the moment each commit was durable. */
const acknowledgedAtCommit: number[] = [];
let commitsToFail = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-mesh-'));
  event = await readFile(EVENT, 'utf8');
  const passwords = Object.fromEntries(Object.values(MAILBOXES).map((id) => [id, 'a-password-of-this-test']));
  server = await startMeshServer({ folder, mailboxes: passwords });
  await writeFile(join(folder, 'password'), 'a-password-of-this-test\n');
  await writeFile(join(folder, 'shared-key'), `${server.sharedKey}\n`);
  await writeFile(join(folder, 'wrong-key'), 'not-the-shared-key\n');
  running = await runGateway({ config: withMesh, ports: { journal: watched } });
}, 120_000);

afterAll(async () => {
  await running.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('a wrong shared key and certificates that are not accepted, on either side, alarm with their reason', async () => {
  for (const id of [MAILBOXES['wrong-key'], MAILBOXES.stranger, MAILBOXES.untrusting])
    server.mailbox(id).put({ body: aboutChild(8), workflowId: WORKFLOW });

  await until('the alarms', async () => (await alarmOf('untrusting')) !== '' && (await alarmOf('stranger')) !== '');
  await until('the alarm of the key', async () => (await alarmOf('wrong-key')) !== '');

  expect(await alarmOf('wrong-key')).toContain('mesh.authentication');
  expect(await alarmOf('stranger')).toMatch(/mesh\.(certificate|unreachable)/);
  expect(await alarmOf('untrusting')).toContain('mesh.certificate');
}, 120_000);

test('a key that is put right is used without a restart', async () => {
  await writeFile(join(folder, 'wrong-key'), server.sharedKey);

  await until('the message', () => Promise.resolve(server.mailbox(MAILBOXES['wrong-key']).acknowledged.length === 1));
  await until('no alarm', async () => (await alarmOf('wrong-key')) === '');

  expect(await addressesOf([8])).toEqual([1]);
}, 120_000);

test('messages of one and of several chunks, compressed or not, come out on Kafka, and are acknowledged only when each is durable', async () => {
  const mailbox = server.mailbox(MAILBOXES.nems);
  acknowledgedAtCommit.length = 0;
  // Above the mebibyte that is held in memory.
  const large = aboutChild(3).replace('</Bundle>', `${comments(800)}</Bundle>`);
  const ids = [
    mailbox.put({ body: aboutChild(1), workflowId: WORKFLOW, ...NAMES }),
    mailbox.put({ body: aboutChild(2), workflowId: WORKFLOW, chunkBytes: 1_000, encoding: 'gzip' }),
    mailbox.put({ body: large, workflowId: WORKFLOW, chunkBytes: 400_000 }),
  ];

  await until('three acknowledgements', () => Promise.resolve(mailbox.acknowledged.length === 3));

  expect(mailbox.acknowledged).toEqual(ids);
  expect(logged('submission.refused')).toEqual([]);
  expect(acknowledgedAtCommit).toEqual([0, 1, 2]);
  expect(await addressesOf([1, 2, 3])).toEqual([1, 1, 1]);
}, 180_000);

test('while the database is away nothing is acknowledged; then each message is taken once', async () => {
  const mailbox = server.mailbox(MAILBOXES.nems);
  const before = mailbox.acknowledged.length;
  commitsToFail = 2;
  mailbox.put({ body: aboutChild(4), workflowId: WORKFLOW });

  await until('an alarm', async () => (await alarmOf('nems')).includes('JournalUnavailable'));
  const acknowledgedMeanwhile = mailbox.acknowledged.length - before;
  await until('the acknowledgement', () => Promise.resolve(mailbox.acknowledged.length === before + 1));
  await until('no alarm', async () => (await alarmOf('nems')) === '');

  expect([acknowledgedMeanwhile, commitsToFail]).toEqual([0, 0]);
  expect(await addressesOf([4])).toEqual([1]);
}, 180_000);

test('through cut, slow and failing answers every message is taken, and one whose acknowledgement is lost is not taken twice', async () => {
  const mailbox = server.mailbox(MAILBOXES.nems);
  const before = mailbox.acknowledged.length;
  server.fail({ on: 'download', how: { kind: 'cut' } });
  server.fail({ on: 'download', how: { kind: 'status', status: 500 } });
  server.fail({ on: 'download', how: { kind: 'stall' } });
  server.fail({ on: 'download', how: { kind: 'slow', ms: 300 } });
  server.fail({ on: 'inbox', how: { kind: 'status', status: 503, retryAfterSeconds: 1 } });
  server.fail({ on: 'acknowledge', how: { kind: 'status', status: 502 } });
  server.fail({ on: 'acknowledge', how: { kind: 'deaf' } });
  mailbox.put({ body: aboutChild(5), workflowId: WORKFLOW, chunkBytes: 2_000, encoding: 'gzip' });
  mailbox.put({ body: aboutChild(6), workflowId: WORKFLOW, chunkBytes: 2_000 });

  await until('both acknowledgements', () => Promise.resolve(mailbox.acknowledged.length === before + 2));
  await until('no alarm', async () => (await alarmOf('nems')) === '');

  expect(mailbox.waiting).toEqual([]);
  expect(await addressesOf([5, 6])).toEqual([1, 1]);
}, 180_000);

test('a report is acknowledged and told by its code; what belongs to another workflow stays, and what expired meanwhile is no fault', async () => {
  const mailbox = server.mailbox(MAILBOXES.nems);
  const other = mailbox.put({ body: aboutChild(7), workflowId: 'SOMEBODY_ELSES', ...NAMES });
  const report = mailbox.putReport({ linkedMessageId: 'LOST', statusCode: '14', description: NAMES.subject, workflowId: WORKFLOW });

  await until('the report', () => Promise.resolve(mailbox.acknowledged.includes(report)));

  expect(mailbox.waiting).toEqual([other]);
  expect(logged('feed.report')).toEqual([expect.stringContaining('mesh.report-14')]);
  expect(logged('feed.left')).toEqual([expect.stringContaining('mesh.other-workflow')]);
  expect(await alarmOf('nems')).toBe('');
  mailbox.expire(other);
}, 120_000);

test('what is refused is kept as a dead letter before it leaves the mailbox; what cannot be kept whole stays there, and alarms', async () => {
  const mailbox = server.mailbox(MAILBOXES.nems);
  const malformed = mailbox.put({ body: '<Bundle xmlns="http://hl7.org/fhir">', workflowId: WORKFLOW });
  // Compressed so well that it counts as a bomb.
  const bomb = mailbox.put({ body: ' '.repeat(3_000_000), workflowId: WORKFLOW });

  await until('the refusal', () => Promise.resolve(mailbox.acknowledged.includes(malformed)));
  await until('the alarm', async () => (await alarmOf('nems')).includes('body.too-large'));
  const { alarms } = await running.gateway.ready();
  const downloads = (): number => server.requests.filter(({ path }) => path.includes(bomb)).length;
  const once = downloads();
  const looks = (): number => server.requests.filter(({ path }) => path === `/messageexchange/${MAILBOXES.nems}/inbox`).length;
  const before = looks();
  await until('another look', () => Promise.resolve(looks() > before + 1));

  expect(alarms.map(({ code }) => code)).toContain('dead-letters');
  expect([mailbox.waiting, once, downloads()]).toEqual([[bomb], 1, 1]);
  mailbox.expire(bomb);
  await until('no alarm', async () => (await alarmOf('nems')) === '');
}, 120_000);

test('no token was used twice, and nothing that names a mailbox, a secret or a person was logged', () => {
  const tokens = server.requests.map(({ authorization }) => authorization);
  const known = [
    ...Object.values(MAILBOXES),
    'a-password',
    server.sharedKey,
    'not-the-shared-key',
    ...server.mailbox('X26ABC1').acknowledged,
  ];

  expect(new Set(tokens).size).toBe(tokens.length);
  for (const text of [...known, 'uillfeather', nhsNumber(901), folder]) expect(running.logged.join('\n')).not.toContain(text);
});

function withMesh(demo: GatewayConfig): GatewayConfig {
  const [pattern] = demo.feeds;
  if (pattern === undefined) throw new Error('the demonstration has no feed');
  const feed = (id: keyof typeof MAILBOXES, changes: Partial<MeshTransport> = {}): FeedConfig => ({
    ...pattern,
    id,
    adapter: 'fhir-stu3',
    transport: { ...transport(MAILBOXES[id]), ...changes },
  });
  const { stranger } = server.certificates;
  const strangers = { certificateFile: stranger.cert, keyFile: stranger.key };
  const feeds = [
    feed('nems'),
    feed('wrong-key', { sharedKeyFile: join(folder, 'wrong-key') }),
    feed('stranger', strangers),
    feed('untrusting', { caFile: stranger.ca }),
  ];
  return { ...demo, feeds: [...demo.feeds, ...feeds] };
}

function transport(mailbox: string): MeshTransport {
  const { ca, client } = server.certificates;
  return {
    kind: 'mesh',
    url: server.url,
    mailbox,
    passwordFile: join(folder, 'password'),
    sharedKeyFile: join(folder, 'shared-key'),
    certificateFile: client.cert,
    keyFile: client.key,
    caFile: ca,
    workflowIds: [WORKFLOW],
    pollSeconds: 1,
    timeoutSeconds: 2,
  };
}

/** A journal that fails when it is told to, and notes what the mailbox had acknowledged when a submission was durable. */
function watched(real: Journal): Journal {
  const durable = <T>(receipt: T): T => {
    acknowledgedAtCommit.push(server.mailbox(MAILBOXES.nems).acknowledged.length);
    return receipt;
  };
  return {
    ...bound(real),
    async commit(...submission: Parameters<Journal['commit']>) {
      if (commitsToFail > 0) {
        commitsToFail -= 1;
        throw new JournalUnavailable();
      }
      return durable(await real.commit(...submission));
    },
    // A body above one mebibyte is accepted first, and mapped then.
    accept: async (...submission) => durable(await real.accept(...submission)),
  };
}

/** Two kilobytes each that do not compress well: what does would count as a bomb. */
function comments(count: number): string {
  return Array.from({ length: count }, () => `<!-- ${randomBytes(1_000).toString('hex')} -->`).join('\n');
}

/** A change of address of a child of its own. */
function aboutChild(index: number): string {
  const id = `7b1f0060-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return event.replaceAll('9991234144', nhsNumber(900 + index)).replaceAll('7b1f0060-0000-4000-8000-000000000060', id);
}

/** How many records of each child are on Kafka, once all that was accepted is there. */
async function addressesOf(children: readonly number[]): Promise<readonly number[]> {
  const counts = async (): Promise<readonly number[]> => {
    const texts = (await readTopic(running.gateway.bootstrap, TOPIC)).map(({ value }) => String(value));
    return children.map((index) => texts.filter((text) => text.includes(nhsNumber(900 + index))).length);
  };
  await until('the records on Kafka', async () => (await counts()).every((count) => count > 0));
  return counts();
}

async function alarmOf(feedId: string): Promise<string> {
  const { alarms } = await running.gateway.ready();
  return alarms
    .filter(({ code, message }) => code === 'feed-failing' && message.includes(feedId))
    .map(({ message }) => message)
    .join(' ');
}

function logged(name: string): readonly string[] {
  return running.logged.filter((line) => line.includes(`"${name}"`));
}
