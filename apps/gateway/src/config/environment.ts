import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The settings that come from the environment rather than from gateway.yaml. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The one place that reads the environment of the process. */
export function processEnvironment(): Environment {
  return { ...process.env };
}

/** The demonstration configuration that ships with the gateway. */
export const DEMO_CONFIG = fileURLToPath(new URL('../../config/demo.yaml', import.meta.url));

export interface Settings {
  readonly configFile: string;
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly managementPort?: number;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly kafkaBrokers?: string;
}

/** Reads the settings, adding what is wrong with them to `faults`. An empty setting counts as absent. */
export function readSettings(environment: Environment, faults: string[]): Settings {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const managementPort = given('MANAGEMENT_PORT');
  const databaseUrl = given('DATABASE_URL') ?? secretFile('DATABASE_URL_FILE', given('DATABASE_URL_FILE'), faults);
  const kafkaBrokers = given('KAFKA_BROKERS');
  const configFile = given('MASH_CONFIG');
  return {
    configFile: configFile === undefined ? DEMO_CONFIG : resolve(configFile),
    demo: configFile === undefined || resolve(configFile) === DEMO_CONFIG,
    host: given('HOST') ?? '127.0.0.1',
    port: port('PORT', given('PORT') ?? '8080', faults),
    ...(managementPort === undefined ? {} : { managementPort: port('MANAGEMENT_PORT', managementPort, faults) }),
    dataDir: resolve(given('DATA_DIR') ?? 'data'),
    ...(databaseUrl === undefined ? {} : { databaseUrl: checkedUrl(databaseUrl, faults) }),
    ...(kafkaBrokers === undefined ? {} : { kafkaBrokers: checkedBrokers('KAFKA_BROKERS', kafkaBrokers, faults) }),
  };
}

/** Reads a secret from its file: secrets never stand in gateway.yaml, and better not in the environment. */
export function secretFile(setting: string, file: string | undefined, faults: string[]): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    faults.push(`${setting} names a file that cannot be read.`);
    return undefined;
  }
}

export function checkedBrokers(setting: string, brokers: string, faults: string[]): string {
  const valid = brokers.split(',').every((broker) => /^[A-Za-z0-9.[\]:_-]+:\d{1,5}$/.test(broker.trim()));
  if (!valid) faults.push(`${setting} must be host:port, several separated by commas.`);
  return brokers;
}

function port(setting: string, value: string, faults: string[]): number {
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number <= 65_535) return number;
  faults.push(`${setting} must be a port number from 0 to 65535.`);
  return 0;
}

/** A database URL holds a password: a fault never repeats it. */
function checkedUrl(url: string, faults: string[]): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) faults.push('DATABASE_URL must begin with postgres:// and be a valid URL.');
  return url;
}
