import { readFile } from 'node:fs/promises';
import type { GatewayConfig } from '../../config/gateway-config.js';
import type { KafkaTransport } from '../../config/transports/kafka.js';

/** Where a cluster is, and how it is spoken to. */
export interface Cluster {
  readonly brokers: string;
  /** librdkafka settings of the connection. */
  readonly security: Readonly<Record<string, string | number | boolean>>;
}

/** The cluster that the gateway publishes to: the configured one, or the embedded broker. */
export function clusterInUse({ kafka }: Pick<GatewayConfig, 'kafka'>, bootstrap: string): Cluster {
  return { brokers: bootstrap, security: kafka.kind === 'cluster' ? kafka.security : {} };
}

/** The cluster of a feed: its own, or the one that the gateway publishes to. @throws Error when the file of settings cannot be read */
export async function clusterOf({ brokers, securityFile }: KafkaTransport, ours: Cluster): Promise<Cluster> {
  if (brokers === undefined) return ours;
  return { brokers, security: securityFile === undefined ? {} : properties(await readFile(securityFile, 'utf8')) };
}

/** name=value, one a line; # begins a comment line. Values may hold = and are taken as they stand. */
function properties(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, nameEnd(line)).trim(), line.slice(nameEnd(line) + 1).trim()]));
}

function nameEnd(line: string): number {
  const end = line.indexOf('=');
  return end === -1 ? line.length : end;
}
