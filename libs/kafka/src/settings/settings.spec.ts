import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { describe, expect, test } from '@jest/globals';

import { missingFeatures } from './features.js';
import { withDefaults } from '../publish/publisher-options.js';
import type { CreatePublisherOptions } from '../publish/publisher-options.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';
import { KafkaSettingsError, TOPIC_ONLY, producerSettings } from './settings.js';

const ALL_FEATURES = ['gzip', 'snappy', 'ssl', 'sasl', 'lz4', 'zstd', 'sasl_scram', 'sasl_oauthbearer', 'sasl_gssapi', 'oidc'];

const settingsFor = (options: Partial<CreatePublisherOptions>): ReturnType<typeof producerSettings> =>
  producerSettings(withDefaults({ brokers: '127.0.0.1:9092', clientId: 'test', ...options }), ALL_FEATURES);

const faultsOf = (options: Partial<CreatePublisherOptions>): readonly string[] => {
  try {
    settingsFor(options);
  } catch (error) {
    if (error instanceof KafkaSettingsError) return error.faults;
    throw error;
  }

  return [];
};

describe('what every publisher is set to', () => {
  test('topic settings are in the topic object, where librdkafka reads them', () => {
    expect(settingsFor({}).topic).toEqual({ acks: -1, 'message.timeout.ms': 0, partitioner: 'murmur2_random' });
  });

  test('the producer is idempotent and reports every delivery', () => {
    expect(settingsFor({}).global).toMatchObject({ 'enable.idempotence': true, dr_cb: true, 'socket.keepalive.enable': true });
  });

  test("librdkafka's own queue is larger than what is let in flight", () => {
    const { global } = settingsFor({ limits: { messages: 100, bytes: 1_000_000 } });

    expect(global['queue.buffering.max.messages']).toBeGreaterThan(100);
    expect(Number(global['queue.buffering.max.kbytes']) * 1024).toBeGreaterThan(2 * 1_000_000);
  });
});

describe('settings that are refused', () => {
  test('a topic setting in the global object, and the other way round, all at once', () => {
    const settings = { global: { 'request.timeout.ms': 5 }, topic: { 'socket.timeout.ms': 5 } };

    expect(faultsOf({ settings })).toEqual([
      'request.timeout.ms is a topic setting: in the global object librdkafka would ignore it, so move it to settings.topic.',
      'socket.timeout.ms is not a topic setting: move it to settings.global.',
    ]);
  });

  test.each(['acks', 'message.timeout.ms', 'delivery.timeout.ms', 'partitioner'])('%s, on which the promises rest', (key) => {
    expect(faultsOf({ settings: { topic: { [key]: 1 } } })).toEqual([
      `${key} is set by the publisher or by an option of its own and cannot be overridden.`,
    ]);
  });

  test.each([
    'enable.idempotence',
    'retries',
    'message.send.max.retries',
    'max.in.flight',
    'enable.gapless.guarantee',
    'test.mock.num.brokers',
  ])('%s in the global object', (key) => {
    expect(faultsOf({ settings: { global: { [key]: 1 } } })).toHaveLength(1);
  });

  test.each([
    ['enable.ssl.certificate.verification', false],
    ['enable.ssl.certificate.verification', 'False'],
    ['ssl.endpoint.identification.algorithm', 'none'],
    ['ssl.endpoint.identification.algorithm', ''],
    ['enable.sasl.oauthbearer.unsecure.jwt', true],
  ])('%s=%s for a broker that is not this machine', (key, value) => {
    const security = { 'security.protocol': 'ssl', [key]: value };

    expect(faultsOf({ security, brokers: 'kafka.example:9093' })).toEqual([`${key} may be switched off for loopback brokers only.`]);
    expect(faultsOf({ security, brokers: '127.0.0.1:9093,kafka.example:9093' })).toHaveLength(1);
    expect(faultsOf({ security, brokers: '127.0.0.1:9093,localhost:9094' })).toEqual([]);
  });

  test('TLS settings anywhere but in security, so that the check cannot be walked around', () => {
    expect(faultsOf({ settings: { global: { 'enable.ssl.certificate.verification': false } } })).toHaveLength(1);
    expect(faultsOf({ security: { 'linger.ms': 1 } })).toEqual(['linger.ms is not a TLS or SASL setting.']);
  });

  test('a setting librdkafka does not know', () => {
    expect(() => createPublisher({ brokers: '127.0.0.1:1', clientId: 'test', settings: { global: { 'no.such.setting': 1 } } })).toThrow(
      /no\.such\.setting/,
    );
  });
});

describe('features this build may lack', () => {
  test.each([
    [{ 'security.protocol': 'SSL' }, 'libssl-dev'],
    [{ 'security.protocol': 'sasl_ssl', 'sasl.mechanisms': 'SCRAM-SHA-512' }, 'libssl-dev'],
    [{ 'compression.codec': 'zstd' }, 'libzstd-dev'],
    [{ 'security.protocol': 'sasl_plaintext' }, 'libsasl2-dev'],
    [
      { 'security.protocol': 'sasl_plaintext', 'sasl.mechanisms': 'OAUTHBEARER', 'sasl.oauthbearer.method': 'oidc' },
      'libcurl4-openssl-dev',
    ],
  ])('%j gets one sentence naming %s', (settings, debianPackage) => {
    expect(missingFeatures(settings, []).at(-1)).toMatch(
      new RegExp(`^.+ needs .+: install ${debianPackage} and run "npm rebuild node-rdkafka"\\.$`),
    );
    expect(missingFeatures(settings, ALL_FEATURES)).toEqual([]);
  });

  test('a plain connection needs none', () => {
    expect(missingFeatures({ 'compression.codec': 'lz4' }, [])).toEqual([]);
  });
});

describe('the list of topic settings', () => {
  test('is the one in the documentation of the librdkafka that was compiled', () => {
    const root = createRequire(import.meta.url)
      .resolve('node-rdkafka/package.json')
      .replace(/package\.json$/, '');
    const [globalTable = '', topicTable = ''] = readFileSync(`${root}deps/librdkafka/CONFIGURATION.md`, 'utf8').split(
      '## Topic configuration',
    );
    const keysIn = (table: string): string[] => [...table.matchAll(/^([a-z_.]+) +\| +[CP*] +\|/gm)].map(([, key]) => key ?? '');
    const global = new Set(keysIn(globalTable));

    // "opaque" is a pointer for C programs.
    expect([...TOPIC_ONLY].sort()).toEqual(
      keysIn(topicTable)
        .filter((key) => !global.has(key) && key !== 'opaque')
        .sort(),
    );
  });
});
