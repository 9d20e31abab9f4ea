import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../support/until.js';

const run = promisify(execFile);
const SSHD = '/usr/sbin/sshd';

/** A real OpenSSH server on loopback, with a key of its own, that lets this account in by key. */
export interface RealSshd {
  readonly port: number;
  readonly username: string;
  readonly privateKeyFile: string;
  /** As `ssh-keygen -lf` prints it after `SHA256:`. */
  readonly hostKeySha256: string;
  /** What it serves: an empty folder. */
  readonly folder: string;
  close(): Promise<void>;
}

/** @throws Error when openssh-server is not installed */
export async function startRealSshd(): Promise<RealSshd> {
  const root = await mkdtemp(join(tmpdir(), 'mash-sshd-'));
  await chmod(root, 0o755);
  for (const key of ['host', 'client']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(root, key)]);
  const folder = join(root, 'outbox');
  await mkdir(folder);
  const port = await freePort();
  const config = [
    `Port ${String(port)}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(root, 'host')}`,
    `AuthorizedKeysFile ${join(root, 'client.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    'Subsystem sftp internal-sftp',
  ];
  await writeFile(join(root, 'sshd_config'), `${config.join('\n')}\n`);
  // Where sshd separates privileges; Debian makes it when its own service starts.
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 }).catch(() => undefined);
  const server = spawn(SSHD, ['-D', '-e', '-f', join(root, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const fault = new Promise<never>((_resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error(`sshd ended: ${said}`));
    });
  });
  fault.catch(() => undefined);
  await Promise.race([fault, until('sshd to listen', () => Promise.resolve(said.includes('Server listening')))]);
  const { stdout } = await run('ssh-keygen', ['-lf', join(root, 'host.pub')]);
  return {
    port,
    username: userInfo().username,
    privateKeyFile: join(root, 'client'),
    hostKeySha256: /SHA256:(\S+)/.exec(stdout)?.[1] ?? '',
    folder,
    async close() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await gone;
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A way to a server that breaks off once, after so many bytes have come through it. */
export interface BreakingWay {
  readonly port: number;
  readonly broken: boolean;
  close(): void;
}

export async function breakingWay(to: number, afterBytes: number): Promise<BreakingWay> {
  let left = afterBytes;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(to, '127.0.0.1');
    const drop = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', drop).on('close', drop);
    }
    near.pipe(far);
    far.pipe(near);
    far.on('data', (chunk: Buffer) => {
      if (left <= 0) return;
      left -= chunk.length;
      if (left <= 0) drop();
    });
  });
  const port = await listening(server);
  return {
    port,
    get broken() {
      return left <= 0;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port');
  return address.port;
}
