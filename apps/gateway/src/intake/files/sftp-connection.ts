import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { Algorithms, ConnectConfig, SFTPWrapper } from 'ssh2';
import type { SftpTransport } from '../../config/transports/sftp.js';
import { SourceFault } from './folder.js';

/** One connection to an SFTP server. */
export interface SftpConnection {
  /** Calls an operation of the server. @throws SourceFault when the connection breaks or the server does not answer in time */
  call<T>(operation: (sftp: SFTPWrapper, answer: Answer<T>) => void): Promise<T>;
  readonly broken: boolean;
  end(): void;
}

export type Answer<T> = (error: Error | null | undefined, value?: T) => void;

const DEFAULT_PORT = 22;
const DEFAULT_TIMEOUT_SECONDS = 30;

/** What is left of SSH without SHA-1, CBC, RSA signatures with SHA-1 and groups below 2048 bits (RFC 9142, NCSC). */
const ALGORITHMS = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'],
  cipher: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes256-ctr', 'aes192-ctr', 'aes128-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  // What is sent is compressed by its sender or not at all.
  compress: ['none'],
} as const satisfies Algorithms;

/**
 * Connects, and proves by its fingerprint that the server is the one that is configured before anything is said to it.
 * Keys and passwords are read anew each time, so that they can be changed while the gateway runs.
 * @throws SourceFault `source.host-key`, `source.authentication`, or the code of the network's error
 */
export async function connectSftp(transport: SftpTransport): Promise<SftpConnection> {
  const timeoutMs = (transport.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1_000;
  const credentials = await credentialsOf(transport);
  const client = new ssh2.Client();
  const connection = new Connection(client, timeoutMs);
  let knownHost = true;
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', (error) => {
      reject(knownHost ? sourceFault(error) : new SourceFault('host-key'));
    });
    client.once('close', () => {
      reject(new SourceFault(knownHost ? 'closed' : 'host-key'));
    });
    client.connect({
      host: transport.host,
      port: transport.port ?? DEFAULT_PORT,
      username: transport.username,
      ...credentials,
      hostVerifier: (key: Buffer) => {
        knownHost = isKnown(key, transport.hostKeySha256);
        return knownHost;
      },
      algorithms: ALGORITHMS,
      readyTimeout: timeoutMs,
      keepaliveInterval: timeoutMs / 3,
      keepaliveCountMax: 3,
    });
  });
  await connection.open();
  return connection;
}

class Connection implements SftpConnection {
  broken = false;
  private sftp: SFTPWrapper | undefined;
  private readonly waiting = new Set<(fault: SourceFault) => void>();

  constructor(
    private readonly client: ssh2.Client,
    private readonly timeoutMs: number,
  ) {
    const lost = (error?: Error): void => {
      this.broken = true;
      const fault = error === undefined ? new SourceFault('closed') : sourceFault(error);
      for (const fail of this.waiting) fail(fault);
    };
    client.on('error', lost);
    client.on('close', () => {
      lost();
    });
  }

  async open(): Promise<void> {
    this.sftp = await this.answered<SFTPWrapper>((answer) => {
      this.client.sftp(answer);
    });
  }

  call<T>(operation: (sftp: SFTPWrapper, answer: Answer<T>) => void): Promise<T> {
    const { sftp } = this;
    if (sftp === undefined || this.broken) return Promise.reject(new SourceFault('closed'));
    return this.answered((answer) => {
      operation(sftp, answer);
    });
  }

  end(): void {
    this.broken = true;
    this.client.end();
  }

  private answered<T>(ask: (answer: Answer<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const late = setTimeout(() => {
        // Whatever comes after so long belongs to nothing any more.
        this.broken = true;
        this.client.destroy();
        fail(new SourceFault('timeout'));
      }, this.timeoutMs);
      const done = (): void => {
        clearTimeout(late);
        this.waiting.delete(fail);
      };
      const fail = (error: Error): void => {
        done();
        reject(error);
      };
      this.waiting.add(fail);
      ask((error, value) => {
        done();
        if (error) reject(error);
        else resolve(value as T);
      });
    });
  }
}

function isKnown(key: Buffer, fingerprint: string): boolean {
  return timingSafeEqual(createHash('sha256').update(key).digest(), Buffer.from(fingerprint, 'base64'));
}

async function credentialsOf(transport: SftpTransport): Promise<Pick<ConnectConfig, 'privateKey' | 'passphrase' | 'password'>> {
  const { privateKeyFile, passphraseFile, passwordFile } = transport;
  if (privateKeyFile !== undefined) {
    const passphrase = passphraseFile === undefined ? {} : { passphrase: await secretOf(passphraseFile) };
    return { privateKey: await secretOf(privateKeyFile), ...passphrase };
  }
  if (passwordFile === undefined) throw new SourceFault('no-credential');
  return { password: await secretOf(passwordFile) };
}

async function secretOf(path: string): Promise<string> {
  // A key must end with a new line, a password has none.
  const text = await readFile(path, 'utf8').catch(() => {
    throw new SourceFault('credential-unreadable');
  });
  return text.startsWith('-----') ? text : text.trimEnd();
}

/** Messages of the library may name hosts and accounts: only a code is passed on. */
function sourceFault(error: Error & { readonly level?: string; readonly code?: string | number }): SourceFault {
  if (error.level === 'client-authentication') return new SourceFault('authentication', { cause: error });
  if (error.level === 'handshake') return new SourceFault('handshake', { cause: error });
  if (error.level === 'client-timeout') return new SourceFault('timeout', { cause: error });
  return new SourceFault(typeof error.code === 'string' ? error.code : (error.level ?? 'connection'), { cause: error });
}
