import { execFile } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a shell line as a newcomer would. @throws Error with everything it printed when it ends with another code than 0 */
export async function shell(line: string, cwd: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false', ...environment };
  try {
    const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', line], { cwd, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${line}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** A folder outside the repository. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mash-packed-'));
}

/** Packs the packages as they would be published. @returns the paths of the tarballs, contracts first */
export async function packed(folder: string): Promise<readonly string[]> {
  await shell(`npm pack --silent -w libs/contracts -w libs/adapters --pack-destination "${folder}"`, CHECKOUT);
  return (await readdir(folder))
    .filter((name) => name.endsWith('.tgz'))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
