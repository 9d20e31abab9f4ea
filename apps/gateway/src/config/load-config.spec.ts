import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { configSchema } from './config-schema.js';
import { DEMO_CONFIG } from './environment.js';
import { ConfigFaults } from './faults.js';
import { loadConfig } from './load-config.js';

// Each look compiles the schema anew, and the machine is shared with other tests.
jest.setTimeout(60_000);

const NOW = new Date('2026-11-24T12:00:00Z');
const agreement = {
  id: 'local-agreement',
  version: '1',
  scope: 'all',
  recipients: ['local-mash'],
  from: '2026-01-01',
  to: '2027-12-31',
  controller: 'Exampleshire County Council',
  publicAuthority: true,
  regime: 'uk-gdpr',
  article6: 'e',
  article9: 'g',
  schedule1: 'para 18',
  apdRef: 'APD-1',
  purpose: 'safeguarding',
};
const file = {
  feeds: [{ id: 'local-police', agency: 'police', adapter: 'police-notice', agreement: 'local-agreement' }],
  recipients: [{ id: 'local-mash', name: 'Exampleshire MASH' }],
  agreements: [agreement],
};
const authentication = { issuer: 'https://id.example', audience: 'mash', jwksUri: 'https://id.example/jwks' };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mash-config-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function load(content: unknown, environment: Readonly<Record<string, string>> = {}): Promise<ReturnType<typeof loadConfig>> {
  const path = join(directory, 'gateway.yaml');
  await writeFile(path, typeof content === 'string' ? content : stringify(content));
  return loadConfig({ MASH_CONFIG: path, ...environment }, NOW);
}

async function faultsOf(content: unknown, environment: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  try {
    await load(content, environment);
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}

describe('retention', () => {
  test('what is not said has its default, and what would outlive what it needs is a fault', async () => {
    const retention = { bodiesDays: 40, recordsDays: 31 };

    expect((await load({ ...file, retention: { sentDays: 20 } })).retention).toEqual({
      bodiesDays: 30,
      recordsDays: 365,
      sentDays: 20,
      deadLettersDays: 30,
      auditDays: 2557,
      everyHours: 6,
    });
    expect(await faultsOf({ ...file, retention })).toEqual([expect.stringMatching(/^retention\.recordsDays is less than bodiesDays/)]);
    expect(await faultsOf({ ...file, retention: { bodiesDays: 0 } })).toHaveLength(1);
  });
});

describe('the demonstration', () => {
  test('is what is used when nothing is said, with the feeds, recipient and agreement that others script against', () => {
    const config = loadConfig({}, NOW);

    expect(config.http).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(config.feeds.map(({ id, adapter }) => [id, adapter])).toEqual([
      ['health-demo', 'fhir-r4'],
      ['police-demo', 'police-notice'],
      ['education-demo', 'ctf'],
    ]);
    expect(config.recipients.map(({ id }) => id)).toEqual(['demo-mash']);
    expect(config.agreements.map(({ scope }) => scope)).toEqual(['all']);
    expect([config.demo, config.database.kind, config.kafka.kind]).toEqual([true, 'embedded', 'demo']);
  });

  test('cannot be changed by whoever holds it', () => {
    const config = loadConfig({}, NOW);

    expect(Object.isFrozen(config) && Object.isFrozen(config.feeds) && Object.isFrozen(config.agreements[0])).toBe(true);
  });

  test('names the schema that is published for editors, which is the one that is checked', async () => {
    const demo = await readFile(DEMO_CONFIG, 'utf8');
    const published: unknown = JSON.parse(await readFile(join(DEMO_CONFIG, '../../gateway.schema.json'), 'utf8'));

    expect(demo).toContain('$schema=../gateway.schema.json');
    expect(published).toEqual(JSON.parse(JSON.stringify(configSchema())));
  });
});

describe('a configuration of one’s own', () => {
  test('is taken when it is right, with limits that suit a local authority unless it sets its own', async () => {
    const config = await load(
      { ...file, feeds: [{ ...file.feeds[0], limits: { bytes: 1_000_000 } }] },
      { KAFKA_BROKERS: 'kafka.example:9092' },
    );

    expect(config.feeds[0]?.limits).toEqual({ bytes: 1_000_000, records: 1_000_000 });
    expect(config.kafka).toMatchObject({ kind: 'cluster', brokers: 'kafka.example:9092' });
  });

  test('tells every fault at once, each with its place', async () => {
    const faults = await faultsOf({
      feeds: [{ id: 'Police', agency: 'polce', adapter: 'police-notice', agreement: 'local-agreement', colour: 'blue' }],
      recipients: [{ id: 'gateway', name: 'x' }],
      agreements: [{ ...agreement, purpose: undefined, article6: undefined }],
    });

    expect(faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^feeds\[0\]\.id .*Lower-case/),
        expect.stringMatching(/^feeds\[0\]\.agency must be one of health, police/),
        'feeds[0] has colour, which is not a setting.',
        'recipients[0].id is a reserved word: an id is not gateway, inbound or decision.',
        'agreements[0] lacks purpose.',
        'agreements[0] lacks article6.',
      ]),
    );
  });

  test.each([
    [
      'a feed without an agreement',
      { feeds: [{ ...file.feeds[0], agreement: 'other' }] },
      'feeds[0].agreement names other, which is not in agreements.',
    ],
    [
      'an unknown adapter',
      { feeds: [{ ...file.feeds[0], adapter: 'fax' }] },
      /feeds\[0\]\.adapter names fax, which is neither one of fhir-r4, .* nor in adapters\./u,
    ],
    ['a feed named twice', { feeds: [file.feeds[0], file.feeds[0]] }, 'feeds[1].id repeats local-police.'],
    [
      'a recipient nobody knows',
      { agreements: [{ ...agreement, recipients: ['stranger'] }] },
      'agreements[0].recipients[0] names stranger, which is not in recipients.',
    ],
    [
      '6(1)(f) for a public authority',
      { agreements: [{ ...agreement, article6: 'f' }] },
      /^agreements\[0\]\.article6: .*not open to a public authority/,
    ],
    [
      '6(1)(ea) for a public authority',
      { agreements: [{ ...agreement, article6: 'ea' }] },
      /^agreements\[0\]\.article6: .*not open to a public authority/,
    ],
    ['no recipient', { agreements: [{ ...agreement, recipients: [] }] }, /^agreements\[0\]\.recipients must NOT have fewer than 1/],
  ])('refuses %s', async (_, change, expected) => {
    const faults = await faultsOf({ ...file, ...change });

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  test('takes an agreement that has ended: its records are held and alarmed while the other feeds go on', async () => {
    expect(await faultsOf({ ...file, agreements: [{ ...agreement, to: '2026-11-23' }] })).toEqual([]);
  });

  test('refuses a basis that is not in force on the day', async () => {
    const path = join(directory, 'gateway.yaml');
    await writeFile(path, stringify({ ...file, agreements: [{ ...agreement, article6: 'ea', publicAuthority: false }] }));

    expect(() => loadConfig({ MASH_CONFIG: path }, new Date('2026-02-04T12:00:00Z'))).toThrow(/article6: .*not in force on 2026-02-04/);
    expect(loadConfig({ MASH_CONFIG: path }, new Date('2026-02-05T12:00:00Z')).agreements[0]?.article6).toBe('ea');
  });

  test.each(['0.0.0.0', '::', '192.0.2.1', 'gateway.example'])(
    'refuses HOST %s without authentication, and takes it with',
    async (host) => {
      expect(await faultsOf(file, { HOST: host })).toEqual([expect.stringMatching(/no authentication is configured/)]);
      expect(await faultsOf({ ...file, authentication }, { HOST: host })).toEqual([]);
    },
  );

  test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('takes HOST %s without authentication', async (host) => {
    expect(await faultsOf(file, { HOST: host })).toEqual([]);
  });

  test('says where YAML is wrong, and never takes the second of two equal keys', async () => {
    expect(await faultsOf('feeds: [')).toEqual([expect.stringMatching(/^Line \d+, column \d+: /)]);
    expect(await faultsOf('feeds: 1\nfeeds: 2\n')).toEqual([expect.stringMatching(/^Line 2, column 1: /)]);
  });

  test('says that a file cannot be read, and reads secrets from files only', async () => {
    expect(() => loadConfig({ MASH_CONFIG: join(directory, 'nowhere.yaml') }, NOW)).toThrow(/cannot be read/);
    await writeFile(join(directory, 'secret'), 'sesame\n');
    const kafka = { brokers: 'kafka.example:9093', security: { 'sasl.password': { file: join(directory, 'secret') } } };

    expect((await load({ ...file, kafka })).kafka).toMatchObject({ security: { 'sasl.password': 'sesame' } });
    expect(await faultsOf({ ...file, kafka: { ...kafka, security: { 'sasl.password': { file: '/nowhere' } } } })).toEqual([
      'kafka.security.sasl.password names a file that cannot be read.',
    ]);
  });

  test('refuses settings that are none, without repeating a password', async () => {
    const faults = await faultsOf(file, { PORT: 'eighty', DATABASE_URL: 'mysql://user:hunter2@db/x', KAFKA_BROKERS: 'kafka' });

    expect(faults).toEqual([
      'PORT must be a port number from 0 to 65535.',
      'DATABASE_URL must begin with postgres:// and be a valid URL.',
      'KAFKA_BROKERS must be host:port, several separated by commas.',
    ]);
    expect(faults.join()).not.toContain('hunter2');
  });
});
