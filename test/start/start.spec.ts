import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { readTopic } from '../support/read-topic.js';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { freePort, npmStart, run, runFile, type Setting, type Started } from './started.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
const READY = /Read the topic/;
const MINUTES = 60_000;

let environment: Setting & { readonly DATA_DIR: string };
let started: Started | undefined;

beforeAll(async () => {
  // What is built here once is current for every start below.
  const built = run('node', ['scripts/mash.mjs', '--help'], {});
  await built.gone;
}, 5 * MINUTES);

beforeEach(async () => {
  environment = { DATA_DIR: await newDataDirectory(), PORT: String(await freePort()) };
});

afterEach(async () => {
  started?.ctrlC();
  await started?.gone;
  started = undefined;
  await removeDataDirectory(environment.DATA_DIR);
}, MINUTES);

async function start(): Promise<Started> {
  started = npmStart(environment);
  await started.says(READY);
  return started;
}

async function stop(): Promise<number | NodeJS.Signals | undefined> {
  started?.ctrlC();
  const code = await started?.gone;
  started = undefined;
  return code;
}

async function recordIdsOnTopic(): Promise<readonly string[]> {
  const { bootstrap } = await runFile(environment.DATA_DIR);
  const messages = await readTopic(bootstrap, TOPIC);
  return messages.map(({ value }) => (JSON.parse(value?.toString('utf8') ?? '{}') as { recordId: string }).recordId);
}

async function bash(line: string): Promise<string> {
  const ran = run('bash', ['-c', line], environment);
  expect(await ran.gone).toBe(0);
  return ran.text();
}

describe('npm start on a new data directory', () => {
  test(
    'sends an example of each agency, says where each record is, and the lines it shows work when pasted',
    async () => {
      const { text } = await start();

      for (const file of ['health.json', 'police.xml', 'education.xml']) expect(text()).toContain(`examples/${file} -> `);
      expect(text().match(/is on Kafka: partition \d+, offset \d+/g)).toHaveLength(4);
      expect(await recordIdsOnTopic()).toHaveLength(4);

      const [, curl = ''] = /^ *(curl .*)$/m.exec(text()) ?? [];
      const first = JSON.parse(await bash(curl)) as { status: string; records: { recordId: string; outcome: string }[] };
      const [, tail = ''] = /^ *(npm run .* tail .*)$/m.exec(text()) ?? [];
      const read = await bash(`${tail} --count 6`);

      expect(first.records.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      for (const { recordId } of first.records) expect(read).toContain(recordId);
    },
    5 * MINUTES,
  );

  test(
    'shows words only: no log lines, no stack traces, no data of the examples',
    async () => {
      const { text } = await start();

      expect(text()).not.toMatch(/"level":|^ +at /m);
      expect(text()).not.toMatch(/Rowan|9990000018/);
      expect(await readdir(environment.DATA_DIR)).toEqual(expect.arrayContaining(['gateway.log', 'keys.json', 'postgres', 'run.json']));
    },
    3 * MINUTES,
  );

  test(
    'Ctrl-C drains, stops the database last and ends with 0, leaving no process of its own',
    async () => {
      const { text } = await start();
      const { pid } = await runFile(environment.DATA_DIR);

      expect(await stop()).toBe(0);

      expect(text()).toMatch(/Stopping \.\.\.\s+Stopped\. Everything accepted is on Kafka\./);
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
      expect(await readdir(`${environment.DATA_DIR}/postgres/cluster`)).not.toContain('postmaster.pid');
      expect(await readdir(environment.DATA_DIR)).not.toContain('run.json');
    },
    3 * MINUTES,
  );
});

test(
  'a second start finds database, receipts and records, refills the empty demo broker, and sends nothing again',
  async () => {
    const first = await start();
    const receipts = first.text().match(/v1\/submissions\/\S+/g);
    const ids = await recordIdsOnTopic();
    await stop();

    const { text } = await start();

    expect(text()).toContain('The latest 4 records have been sent to it once more.');
    expect(text()).toContain('are not sent again');
    expect(text().match(/v1\/submissions\/\S+/g)).toEqual(receipts);
    expect([...(await recordIdsOnTopic())].sort()).toEqual([...ids].sort());
  },
  5 * MINUTES,
);

test(
  'kill -9 and start again, ten times, needs nothing cleaned by hand and keeps every record',
  async () => {
    const sent: string[] = [];
    for (let round = 1; round <= 10; round += 1) {
      const { kill9 } = await start();
      const { url } = await runFile(environment.DATA_DIR);
      const notice = await bash(`sed 's/PPN-2026-004711/PPN-2026-10000${String(round)}/' examples/police.xml`);
      const response = await fetch(`${url}/v1/feeds/police-demo/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: notice,
      });
      const { records } = (await response.json()) as { records: { recordId: string }[] };
      sent.push(...records.map(({ recordId }) => recordId));
      await kill9();
      started = undefined;
    }

    const { says } = await start();
    await says(/The latest \d+ records/);
    const onTopic = new Set(await recordIdsOnTopic());

    expect(sent).toHaveLength(20);
    expect(sent.filter((id) => !onTopic.has(id))).toEqual([]);
    expect(onTopic.size).toBe(24);
  },
  15 * MINUTES,
);
