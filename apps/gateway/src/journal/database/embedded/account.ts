import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The operating-system account that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** True when it is not the account of the gateway, so files must be handed over and paths must be open to it. */
  readonly foreign: boolean;
}

/** Preferred names for the account when the gateway runs as root, which PostgreSQL refuses. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * Who shall run PostgreSQL: ourselves, or `postgres`, else `nobody`, when we are root.
 * @throws Error when we are root and neither account exists
 */
export async function serverAccount(): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0 || process.platform === 'win32') return { uid, gid: process.getgid?.() ?? 0, foreign: false };
  for (const name of CANDIDATES) {
    const account = await lookUp(name);
    if (account !== undefined) return account;
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and none of the accounts ${CANDIDATES.join(', ')} exists: run the gateway as an ordinary user.`,
  );
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([id('-u', name), id('-g', name)]);
    return uid > 0 ? { uid, gid, foreign: true } : undefined;
  } catch {
    // `id` fails for an account that does not exist: the next candidate is tried.
    return undefined;
  }
}

async function id(option: string, name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, name]);
  return Number(stdout.trim());
}
