import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config/load-config.js';
import { startGateway, type Gateway } from '../gateway.js';
import { databaseUnderTest, submission, statement, detail, type DatabaseUnderTest } from '../journal/testing/journal-under-test.js';
import { runCommandLine } from './command-line.js';
import type { ExitCode } from './exit-code.js';

interface Ran {
  readonly code: ExitCode;
  readonly lines: readonly unknown[];
  readonly text: string;
  readonly said: string;
}

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const TOPIC = 'mash.demo-mash.child-record.v1';

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const lines: unknown[] = [];
  const texts: string[] = [];
  const said: string[] = [];
  const output = {
    line: (value: unknown) => void lines.push(JSON.parse(JSON.stringify(value))),
    text: (text: string) => void texts.push(text),
    say: (text: string) => void said.push(text),
  };
  const code = await runCommandLine(args, output, { environment });
  return { code, lines, text: texts.join('\n'), said: said.join('\n') };
}

describe('every command', () => {
  test.each([
    [['try']],
    [['compare-mappings']],
    [['new-adapter']],
    [['check']],
    [['tail']],
    [['dead-letters', 'list']],
    [['dead-letters', 'show']],
    [['dead-letters', 'replay']],
    [['dead-letters', 'receipt']],
    [['dead-letters', 'discard']],
    [['replay']],
    [['audit', 'verify']],
    [['acls']],
    [['explain']],
    [['retention', 'report']],
    [['retention', 'run']],
    [['retention', 'hold']],
    [['retention', 'release']],
    [['retention', 'holds']],
  ])('%j explains itself with exit codes and an example', async (command) => {
    const { code, text } = await run([...command, '--help']);

    expect(code).toBe(0);
    expect(text).toContain('Exit code: 0');
    expect(text).toContain(`Example:\n  mash-gateway ${command.join(' ')}`);
  });

  test.each([
    [[]],
    [['nonsense']],
    [['try', 'ctf']],
    [['try', 'no-such-adapter', 'file']],
    [['try', 'ctf', '/no/such/file.xml']],
    [['tail']],
    [['tail', TOPIC, '--count', 'many']],
    [['tail', TOPIC, '--brokers', 'nonsense']],
    [['dead-letters']],
    [['dead-letters', 'replay']],
    [['dead-letters', 'show', 'abc']],
    [['dead-letters', 'replay', '1', '--all']],
    [['dead-letters', 'replay', '1', '--body', 'file.xml']],
    [['dead-letters', 'replay', '--all', '--reason', 'Rowan has moved']],
    [['dead-letters', 'list', '--stage', 'elsewhere']],
    [['dead-letters', 'discard', '1']],
    [['dead-letters', 'receipt', 'abc']],
    [['replay', '--feed', 'police-demo']],
    [['replay', '--dry-run', '--feed', 'nobody-there']],
    [['audit']],
    [['explain', 'one']],
    [['acls', '--principal', 'User:all']],
    [['check', '--no-such-option']],
  ])('%j is wrong use: exit code 2 and words, no results', async (args) => {
    const { code, said, lines } = await run(args, { DATA_DIR: join(tmpdir(), 'mash-none') });

    expect(code).toBe(2);
    expect(said).not.toMatch(/ {4}at .*\.[jt]s/);
    expect(lines).toEqual([]);
  });
});

describe('try', () => {
  test.each([
    ['fhir-r4', 'health.json'],
    ['police-notice', 'police.xml'],
    ['ctf', 'education.xml'],
  ])('%s maps the example of its agency to records only', async (adapter, file) => {
    const { code, lines } = await run(['try', adapter, `${EXAMPLES}${file}`]);

    expect(code).toBe(0);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => Object.keys(line as object).join() === 'record')).toBe(true);
  });

  test('a file that is no such message is refused with issues that hold nothing of it', async () => {
    const { code, lines } = await run(['try', 'ctf', `${EXAMPLES}police.xml`]);

    expect(code).toBe(1);
    expect(lines).toContainEqual({ issue: expect.objectContaining({ code: expect.any(String) as unknown }) as unknown });
    expect(JSON.stringify(lines)).not.toContain('Rowan');
  });
});

describe('check', () => {
  test('the demonstration has no fault', async () => {
    const { code, text } = await run(['check', '--connect']);

    expect(code).toBe(0);
    expect(text).toContain('3 feeds, 1 recipient, 1 agreement');
  });

  test('every fault is listed at once, and what cannot be reached too', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mash-check-'));
    const file = join(directory, 'gateway.yaml');
    await writeFile(file, 'feeds:\n  - { id: BAD, agency: health, adapter: fhir-r4, agreement: none }\nrecipients: []\nagreements: []\n');

    const bad = await run(['check', file, '--json']);
    const away = await run(['check', '--connect', '--json'], {
      DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none',
      KAFKA_BROKERS: '127.0.0.1:1',
    });
    await rm(directory, { recursive: true });

    expect(bad.code).toBe(1);
    expect((bad.lines[0] as { faults: string[] }).faults.length).toBeGreaterThan(1);
    expect(away.code).toBe(1);
    expect((away.lines[0] as { faults: string[] }).faults).toHaveLength(2);
    expect(JSON.stringify(away.lines)).not.toContain('secret');
  }, 30_000);
});

test('acls let each recipient of an agreement read its own topics and write its decisions, and nothing else', async () => {
  const { code, text } = await run(['acls', '--brokers', 'kafka.example:9093', '--principal', 'User:CN={id}']);
  const own = text.split('\n').filter((line) => line.includes("'User:CN=demo-mash'"));

  expect(code).toBe(0);
  expect(
    text.split('\n').every((line) => line.startsWith('#') || line.startsWith('kafka-acls.sh --bootstrap-server kafka.example:9093 ')),
  ).toBe(true);
  expect(own.filter((line) => line.includes('--operation Write')).map((line) => line.split(' ').at(-1))).toEqual([
    'mash.demo-mash.decision.v1',
  ]);
  expect(own.some((line) => line.includes(`--operation Read --operation Describe --topic ${TOPIC}`))).toBe(true);
});

describe('a running gateway', () => {
  let dataDir: string;
  let gateway: Gateway;
  let recordId: string;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mash-cli-'));
    environment = { DATA_DIR: dataDir, PORT: '0' };
    gateway = await startGateway(loadConfig(environment, new Date()), { logSink: { write: () => undefined } });
    const response = await fetch(`${gateway.url}/v1/feeds/police-demo/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: await readFile(`${EXAMPLES}police.xml`),
    });
    recordId = ((await response.json()) as { records: { recordId: string }[] }).records[0]?.recordId ?? '';
    while ((await outcome()) !== 'published');
  }, 60_000);

  afterAll(async () => {
    await gateway.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function outcome(): Promise<string> {
    const response = await fetch(`${gateway.url}/v1/records/${recordId}/status`);
    return ((await response.json()) as { outcome: string }).outcome;
  }

  test('tail prints the messages of its topic as one JSON object per line', async () => {
    const { code, lines } = await run(['tail', TOPIC, '--from-beginning', '--count', '2', '--brokers', gateway.bootstrap], environment);

    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(Object.keys(lines[0] as object)).toEqual(['partition', 'offset', 'key', 'headers', 'value']);
    expect(lines).toContainEqual(
      expect.objectContaining({
        headers: expect.objectContaining({ ce_type: 'uk.gov.mash.child-record.v1' }) as unknown,
        value: expect.objectContaining({ recordId }) as unknown,
      }),
    );
  }, 30_000);

  test('tail of a topic that is not there is told in one sentence', async () => {
    const { code, said } = await run(['tail', 'mash.nobody.child-record.v1', '--brokers', gateway.bootstrap], environment);

    expect(code).toBe(2);
    expect(said).toMatch(/^There is no topic mash\.nobody\.child-record\.v1 at \S+\.$/);
  }, 30_000);

  test('explain says why a recipient was sent a record, and that another was not', async () => {
    const shared = await run(['explain', recordId, 'demo-mash', '--json'], environment);
    const other = await run(['explain', recordId, 'other-mash'], environment);
    const none = await run(['explain', 'no-such-record', 'demo-mash'], environment);

    expect(shared.lines[0]).toMatchObject({
      ruling: { kind: 'shared', agreementId: 'demo-agreement', policyVersion: 'demo-agreement:1' },
      delivery: { state: 'sent' },
    });
    expect(other.text).toContain('not shared');
    expect([shared.code, other.code, none.code]).toEqual([0, 0, 1]);
  }, 30_000);

  test('audit verify follows the chain, and the database goes on running for the gateway', async () => {
    const { code, text } = await run(['audit', 'verify'], environment);

    expect(code).toBe(0);
    expect(text).toMatch(/^The audit chain is whole: \d+ rows, head [0-9a-f]{64}\.$/);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  }, 30_000);
});

describe('a gateway that does not run', () => {
  let database: DatabaseUnderTest;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await databaseUnderTest();
    environment = { DATA_DIR: database.directory };
  }, 60_000);

  afterAll(async () => {
    await database.remove();
  });

  test('a dead letter is listed by codes, opened with a row in the audit chain, and a replay of it is durable', async () => {
    const { pool, journal } = await database.open();
    await journal.commit(submission('one'), [statement()], detail);
    await pool.query(
      `UPDATE outbox SET dead_at = now();
       INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, outbox_id, recipient, child_id, sequence, record_id, at, attempts)
       SELECT 'publish', 'message-too-large', feed_id, submission_id, 1, id, recipient, child_id, sequence, record_id, now(), '[]' FROM outbox`,
    );

    const listed = await run(['dead-letters', 'list', '--json'], environment);
    const { id } = listed.lines[0] as { id: number };
    const shown = await run(['dead-letters', 'show', String(id)], environment);
    const opened = await run(['dead-letters', 'show', String(id), '--body', '--json'], environment);
    const asked = await run(['dead-letters', 'replay', '--stage', 'publish', '--json'], environment);
    const { id: replayId } = asked.lines[0] as { id: string };
    const receipt = await run(['dead-letters', 'receipt', replayId], environment);
    const none = await run(['dead-letters', 'replay', '999'], environment);

    expect(JSON.stringify(listed.lines) + shown.text).not.toContain('Rowan');
    expect(listed.lines).toEqual([
      expect.objectContaining({ code: 'message-too-large', position: 1, delivery: expect.objectContaining({ topic: TOPIC }) as unknown }),
    ]);
    expect(shown.text).toContain('its message is larger than the broker takes');
    expect(opened.lines[0]).toMatchObject({ content: { record: { child: { names: [{ given: ['Rowan'] }] } } } });
    expect([asked.code, receipt.code, none.code]).toEqual([0, 0, 1]);
    expect(receipt.text).toContain('1 dead letters: 0 replayed, 0 unchanged, 0 refused again, 0 not possible, 1 waiting');
    const audit = await pool.query("SELECT action FROM audit WHERE actor_kind = 'person' ORDER BY seq");
    expect(audit.rows).toEqual([{ action: 'dead-letter.opened' }, { action: 'replay.asked' }]);
  }, 60_000);

  test('retention report says who is held, why and until when, and what is overdue; a hold keeps it, and a run removes the rest', async () => {
    const { journal } = await database.open();
    const { id } = await journal
      .commit(submission('kept', { receivedAt: new Date(Date.now() - 31 * 86_400_000) }), [statement()], detail)
      .then(({ submissionId }) => ({ id: submissionId }));

    const report = await run(['retention', 'report', '--json'], environment);
    const readable = await run(['retention', 'report'], environment);
    const dry = await run(['retention', 'run', '--dry-run', '--json'], environment);
    const held = await run(['retention', 'hold', '--submission', id, '--reason', 'CASE-000123'], environment);
    const whileHeld = await run(['retention', 'run', '--json'], environment);
    const holds = await run(['retention', 'holds', '--json'], environment);
    const released = await run(['retention', 'release', String((holds.lines[0] as { id: number }).id)], environment);
    const removed = await run(['retention', 'run', '--json'], environment);
    const named = await run(['retention', 'hold', '--child', 'c-0193a5b2c7d87000', '--reason', 'about 999 000 0018'], environment);

    expect([report.code, held.code, released.code, named.code]).toEqual([1, 0, 0, 2]);
    expect(report.lines[0]).toMatchObject({
      children: { underLegalHold: 0 },
      feeds: [{ feedId: 'health-demo', agency: 'health', purpose: 'safeguarding' }],
    });
    expect((report.lines[0] as { overdue: unknown[] }).overdue).toContainEqual(
      expect.objectContaining({ what: 'bodies', days: 30, count: 1 }),
    );
    expect(readable.text).toMatch(/children are held[^]*health-demo[^]*1 bodies as they were received older than 30 days/);
    expect([dry, whileHeld, removed].map(({ lines }) => (lines[0] as { removed: { bodies: number } }).removed.bodies)).toEqual([1, 0, 1]);
  }, 60_000);

  test('audit verify names the first row that was changed', async () => {
    const { pool } = await database.open();
    await pool.query("UPDATE audit SET actor = 'somebody-else' WHERE seq = 2");

    const { code, lines } = await run(['audit', 'verify', '--json'], environment);

    expect(code).toBe(1);
    expect(lines).toEqual([{ kind: 'broken', seq: 2 }]);
  }, 60_000);

  test('a dead letter of which nothing will come is discarded by reference, once', async () => {
    const { pool, journal } = await database.open();
    const refusal = { kind: 'refused', position: 1, issues: [{ code: 'format.no-child', severity: 'error', location: '/Child' }] } as const;
    await journal.commit(submission('two'), [refusal], detail);
    const listed = await run(['dead-letters', 'list', '--code', 'format.no-child', '--json'], environment);
    const { id } = listed.lines[0] as { id: number };

    const discarded = await run(['dead-letters', 'discard', String(id), '--reason', 'CHG-1234'], environment);
    const again = await run(['dead-letters', 'discard', String(id), '--reason', 'CHG-1234'], environment);
    const left = await run(['dead-letters', 'list', '--code', 'format.no-child', '--json'], environment);

    expect([discarded.code, again.code, left.lines]).toEqual([0, 1, []]);
    const audit = await pool.query("SELECT reason, detail_code FROM audit WHERE action = 'dead-letter.discarded'");
    expect(audit.rows).toEqual([{ reason: 'CHG-1234', detail_code: 'format.no-child' }]);
  }, 60_000);

  test('a dry replay says where the installed mapping differs from what was stored, and never a value', async () => {
    const { pool, journal } = await database.open();
    const patient = JSON.stringify({
      resourceType: 'Patient',
      id: 'p1',
      name: [{ family: 'Quillon', given: ['Rowan'] }],
      birthDate: '2017-05-01',
    });
    await journal.commit(submission(patient), [statement()], detail);

    const compared = await run(['replay', '--dry-run', '--feed', 'health-demo', '--latest'], environment);
    const lines = await run(['replay', '--dry-run', '--feed', 'health-demo', '--latest', '--json'], environment);
    const before = await pool.query('SELECT count(*) FROM records');
    const future = await run(['replay', '--dry-run', '--feed', 'health-demo', '--since', '2040-01-01'], environment);
    const after = await pool.query('SELECT count(*) FROM records');

    expect([compared.code, future.code]).toEqual([1, 0]);
    expect(compared.text).toContain('changed child.names[].family: 1 times');
    expect(compared.text + JSON.stringify(lines.lines)).not.toMatch(/Quillon|Rowan|Sample|2017/);
    expect(future.text).toContain('over 0 stored submissions: no difference');
    expect(after.rows).toEqual(before.rows);
  }, 60_000);
});
