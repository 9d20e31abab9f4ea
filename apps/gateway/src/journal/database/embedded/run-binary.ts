import { spawn } from 'node:child_process';
import type { Account } from './account.js';

export interface Finished {
  readonly code: number;
  /** Standard output and error together. */
  readonly output: string;
}

/**
 * Runs one of PostgreSQL's programs as the given account, in a session of its own, so that Ctrl-C on our terminal
 * does not reach the database before the gateway has drained.
 */
export function runBinary(file: string, args: readonly string[], account: Account): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The account may not be allowed to enter our working directory; secrets in our environment are none of its business.
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(account.foreign ? { uid: account.uid, gid: account.gid } : {}),
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? -1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
