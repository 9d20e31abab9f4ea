import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a running gateway can be reached, for scripts and for the next start: ids and addresses only. */
export interface RunFile {
  readonly pid: number;
  readonly url: string;
  readonly managementUrl?: string;
  /** Kafka bootstrap servers. */
  readonly bootstrap: string;
  readonly startedAt: string;
}

export async function writeRunFile(dataDir: string, run: RunFile): Promise<void> {
  const file = join(dataDir, 'run.json');
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o644 });
  await rename(`${file}.new`, file);
}

export async function removeRunFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'run.json'), { force: true });
}

/** A gateway that is running on this data directory; one that was killed leaves its file, but does not answer. */
export async function runningGateway(dataDir: string): Promise<RunFile | undefined> {
  const run = await readRunFile(dataDir);
  if (run === undefined || run.pid === process.pid || !isAlive(run.pid)) return undefined;
  // The number may belong to another process by now: only a gateway answers.
  return (await answers(run)) ? run : undefined;
}

async function readRunFile(dataDir: string): Promise<RunFile | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')) as RunFile;
  } catch {
    // Not there, or cut by a kill: nobody is known to run.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function answers({ url, managementUrl }: RunFile): Promise<boolean> {
  try {
    const response = await fetch(`${managementUrl ?? url}/health/live`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
