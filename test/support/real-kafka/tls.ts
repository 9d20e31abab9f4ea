import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Two TLS listeners with self-signed certificates made for this run. */
export interface TlsListeners {
  /** Its certificate names 127.0.0.1. */
  readonly bootstrap: string;
  /** Its certificate names another machine. */
  readonly wrongNameBootstrap: string;
  /** PEM of either certificate, to be trusted. */
  readonly caFile: string;
  readonly wrongNameCaFile: string;
  /** Kafka's settings for the listeners TLS and WRONGNAME. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Kafka wants some password; the key lives as long as the test. */
const PASSWORD = 'only-for-this-test-run';

/** Makes keys and certificates in `folder` for listeners on these ports. */
export async function tlsListeners(folder: string, port: number, wrongNamePort: number): Promise<TlsListeners> {
  const right = await selfSigned(folder, 'right', 'ip:127.0.0.1');
  const wrong = await selfSigned(folder, 'wrong', 'dns:another-machine.example');

  return {
    bootstrap: `127.0.0.1:${port}`,
    wrongNameBootstrap: `127.0.0.1:${wrongNamePort}`,
    caFile: right.certificate,
    wrongNameCaFile: wrong.certificate,
    settings: { ...keystore('tls', right.store), ...keystore('wrongname', wrong.store) },
  };
}

function keystore(listener: string, store: string): Record<string, string> {
  return {
    [`listener.name.${listener}.ssl.keystore.type`]: 'PKCS12',
    [`listener.name.${listener}.ssl.keystore.location`]: store,
    [`listener.name.${listener}.ssl.keystore.password`]: PASSWORD,
    [`listener.name.${listener}.ssl.key.password`]: PASSWORD,
  };
}

async function selfSigned(
  folder: string,
  name: string,
  subject: string,
): Promise<{ readonly store: string; readonly certificate: string }> {
  const store = join(folder, `${name}.p12`);
  const certificate = join(folder, `${name}.pem`);
  const access = ['-alias', name, '-keystore', store, '-storetype', 'PKCS12', '-storepass', PASSWORD];
  await keytool(['-genkeypair', '-keyalg', 'RSA', '-dname', `CN=${name}`, '-ext', `SAN=${subject}`, ...access]);
  await keytool(['-exportcert', '-rfc', '-file', certificate, ...access]);

  return { store, certificate };
}

async function keytool(args: readonly string[]): Promise<void> {
  const child = spawn('keytool', args, { stdio: 'ignore' });
  const code = await new Promise((ended) => child.once('exit', ended).once('error', ended));
  if (code !== 0) throw new Error('The TLS suite needs keytool, which comes with the JDK: apt-get install -y openjdk-17-jdk-headless');
}
