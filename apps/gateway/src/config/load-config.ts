import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, relative, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { meaningFaults } from './check-meaning.js';
import { isConfigFile, shapeFaults, type ConfigFile, type KafkaEntry } from './check-shape.js';
import { checkedBrokers, readSettings, secretFile, type Environment, type Settings } from './environment.js';
import { ConfigFaults } from './faults.js';
import { DEFAULT_RETENTION } from './retention.js';
import { locatedTransport } from './transports/transport.js';
import type { FeedConfig, FeedLimits, GatewayConfig, KafkaConfig } from './gateway-config.js';

const DEFAULT_FEED_LIMITS: FeedLimits = { bytes: 512 * 1024 * 1024, records: 1_000_000 };
/** A configuration larger than this is a mistake. */
const MAX_CONFIG_CHARS = 5_000_000;

/**
 * Reads gateway.yaml and the environment into one frozen object.
 * @param now decides which agreements and lawful bases are in force
 * @throws ConfigFaults with every fault at once
 */
export function loadConfig(environment: Environment, now: Date): GatewayConfig {
  const faults: string[] = [];
  const settings = readSettings(environment, faults);
  const source = settings.demo ? 'of the demonstration' : relative(process.cwd(), settings.configFile);
  const parsed = parseFile(settings.configFile, faults);
  if (parsed === undefined) throw new ConfigFaults(source, faults);
  faults.push(...shapeFaults(parsed));
  if (!isConfigFile(parsed)) throw new ConfigFaults(source, faults);
  faults.push(...meaningFaults(parsed, now.toISOString().slice(0, 10)), ...exposureFaults(settings, parsed));
  const config = assemble(source, settings, parsed, faults);
  if (faults.length > 0) throw new ConfigFaults(source, faults);
  return freeze(config);
}

/** Whether only this machine can connect to a host name or address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function parseFile(path: string, faults: string[]): unknown {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch {
    faults.push('The file cannot be read: check the path in MASH_CONFIG and its permissions.');
    return undefined;
  }
  if (source.length > MAX_CONFIG_CHARS) {
    faults.push('The file is too large to be a configuration.');
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    faults.push(`Line ${String(line)}, column ${String(col)}: ${error.message}.`);
  }
  if (document.errors.length > 0) return undefined;
  // Few aliases: a configuration needs none, and many of them are a bomb.
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

/** Without credentials anybody who can connect may send and read: only this machine, and only the demonstration, may do so. */
function exposureFaults(settings: Settings, file: ConfigFile): string[] {
  if (file.authentication !== undefined || isLoopback(settings.host)) return [];
  return [
    `HOST is ${settings.host}, which other machines can reach, and no authentication is configured: add authentication, or use 127.0.0.1.`,
  ];
}

function assemble(source: string, settings: Settings, file: ConfigFile, faults: string[]): GatewayConfig {
  const { host, port, managementPort, dataDir, demo } = settings;
  const url = settings.databaseUrl ?? secretFile('database.urlFile', file.database?.urlFile, faults);
  return {
    source,
    demo,
    http: { host, port, ...(managementPort === undefined ? {} : { managementPort }) },
    dataDir,
    database: url === undefined ? { kind: 'embedded' } : { kind: 'server', url },
    kafka: kafka(settings.kafkaBrokers, file.kafka, faults),
    ...(file.authentication === undefined ? {} : { authentication: file.authentication }),
    feeds: file.feeds.map((entry) => feed(entry, dirname(settings.configFile))),
    recipients: file.recipients,
    agreements: file.agreements,
    retention: { ...DEFAULT_RETENTION, ...file.retention },
    stopWithinSeconds: file.stopWithinSeconds ?? 10,
    adapters: (file.adapters ?? []).map((own) => ({ ...own, module: fromConfig(settings.configFile, own.module) })),
  };
}

/** A file is named from where the configuration lies, whatever folder the gateway is started in; a package by its name. */
function fromConfig(configFile: string, module: string): string {
  return module.startsWith('.') ? resolve(dirname(configFile), module) : module;
}

function feed({ limits, transport, ...entry }: ConfigFile['feeds'][number], folder: string): FeedConfig {
  return {
    ...entry,
    limits: { ...DEFAULT_FEED_LIMITS, ...limits },
    ...(transport === undefined ? {} : { transport: locatedTransport(transport, folder) }),
  };
}

function kafka(fromEnvironment: string | undefined, entry: KafkaEntry | undefined, faults: string[]): KafkaConfig {
  const brokers = fromEnvironment ?? entry?.brokers;
  if (brokers === undefined) return { kind: 'demo' };
  if (fromEnvironment === undefined) checkedBrokers('kafka.brokers', brokers, faults);
  const security = Object.entries(entry?.security ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? (secretFile(`kafka.security.${name}`, value.file, faults) ?? '') : value,
  ]);
  return { kind: 'cluster', brokers, clientId: entry?.clientId ?? 'mash-gateway', security: Object.fromEntries(security) as KafkaSecurity };
}

type KafkaSecurity = Extract<KafkaConfig, { readonly kind: 'cluster' }>['security'];

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
