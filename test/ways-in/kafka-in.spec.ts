import { afterAll, beforeAll, expect, test } from '@jest/globals';
import kafkajs from 'kafkajs';
import { ask } from '../support/ask.js';
import { policeNotice } from '../support/messages.js';
import { readPublications } from '../support/ledger/publications.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const TOPIC = 'mash.inbound.police-demo';
const LIMIT = 2 * 1024 * 1024;
const XML = { 'content-type': 'application/xml' };

let running: RunningGateway;
let agency: kafkajs.Producer;

beforeAll(async () => {
  running = await runGateway({
    config: (demo) => ({
      ...demo,
      feeds: demo.feeds.map((feed) =>
        feed.id === 'police-demo' ? { ...feed, limits: { ...feed.limits, bytes: LIMIT }, transport: { kind: 'kafka' } } : feed,
      ),
    }),
  });
  agency = new kafkajs.Kafka({ brokers: running.gateway.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING }).producer();
  await agency.connect();
}, 60_000);
afterAll(async () => {
  await agency.disconnect();
  await running.stop();
}, 60_000);

const alarms = async (): Promise<string> => JSON.stringify((await ask(`${running.gateway.url}/health/ready`)).json);
const published = async (): Promise<number> => (await readPublications(running.gateway.bootstrap)).length;
/** Codes of the submissions refused so far, in order. */
const refused = (): readonly unknown[] =>
  running.logged.flatMap((line) => {
    const { msg, event = msg, code } = JSON.parse(line) as { readonly msg?: string; readonly event?: string; readonly code?: string };
    return event === 'submission.refused' ? [code] : [];
  });
const send = (message: kafkajs.Message): Promise<unknown> => agency.send({ topic: TOPIC, messages: [message] });

test('a topic that is not there is an alarm with the command that makes it, and no reason to stop', async () => {
  await until('the alarm', async () => (await alarms()).includes('kafka.topic-missing'));

  expect(await alarms()).toMatch(
    /Feed police-demo cannot fetch.*kafka-topics\.sh .*--create --topic mash\.inbound\.police-demo --partitions 12/,
  );
}, 120_000);

test('every message of an agency that produces by itself is a record on the topic of the recipient, and the alarm ends', async () => {
  for (const key of ['a', 'b']) await send({ key, value: policeNotice(`by-kafka-${key}`), headers: XML });

  await until('both records', async () => (await published()) === 2);
  await until('the end of the alarm', async () => !(await alarms()).includes('feed-failing'));
  expect(refused()).toEqual([]);
}, 120_000);

test('the same message once more is a repeat, not a record', async () => {
  const before = await published();
  await send({ key: 'a', value: policeNotice('by-kafka-a'), headers: XML });
  await send({ key: 'a', value: policeNotice('by-kafka-after'), headers: { 'Content-Type': 'application/xml' } });

  await until('the record after it', async () => (await published()) > before);
  expect(await published()).toBe(before + 1);
}, 120_000);

const BAD: readonly (readonly [string, kafkajs.Message])[] = [
  ['format.missing', { key: null, value: policeNotice('no-key'), headers: XML }],
  ['body.empty', { key: 'a', value: null, headers: XML }],
  ['body.empty', { key: 'a', value: Buffer.alloc(0), headers: XML }],
  ['body.media-type', { key: 'a', value: policeNotice('another-type'), headers: { 'content-type': 'application/pdf' } }],
  ['body.media-type', { key: 'a', value: policeNotice('no-type') }],
  ['body.encoding', { key: 'a', value: policeNotice('another-encoding'), headers: { ...XML, 'content-encoding': 'br' } }],
  ['xml.malformed', { key: 'a', value: policeNotice('cut').slice(0, -20), headers: XML }],
  ['body.too-large', { key: 'a', value: `${policeNotice('large')}${' '.repeat(LIMIT)}`, headers: XML }],
];

test('what cannot be taken is refused with a code, each once, is kept, and blocks nobody', async () => {
  const [before, refusals] = [await published(), refused().length];
  const partition = 0;
  for (const [, message] of BAD) await send({ ...message, partition });
  await send({ key: 'a', partition, value: policeNotice('after-the-bad'), headers: XML });
  await until('the record after them', async () => (await published()) > before);

  expect(refused().slice(refusals)).toEqual(BAD.map(([code]) => code));
  expect(await published()).toBe(before + 1);
  expect(await alarms()).toContain(`${String(BAD.length)} messages could not be understood`);
}, 120_000);
