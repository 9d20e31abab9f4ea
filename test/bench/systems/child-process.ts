import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Running {
  readonly pid: number;
  /** The first line that `isReady` accepted. */
  readonly readyLine: string;
  /** SIGTERM, then SIGKILL after half a minute. */
  stop(): Promise<void>;
}

/**
 * Starts a Node program and waits for the line by which it says that it is ready.
 * @throws Error with the last lines of its output when it ends before that
 */
export async function startNode(args: readonly string[], env: NodeJS.ProcessEnv, isReady: (line: string) => boolean): Promise<Running> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const killOnExit = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killOnExit);
  const readyLine = await firstLine(child, isReady);
  return {
    pid: child.pid ?? 0,
    readyLine,
    stop: async () => {
      process.removeListener('exit', killOnExit);
      await stop(child);
    },
  };
}

async function firstLine(
  child: ChildProcess & { stdout: NodeJS.ReadableStream | null; stderr: NodeJS.ReadableStream | null },
  isReady: (line: string) => boolean,
): Promise<string> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const onLine = (line: string): void => {
      last.push(line);
      if (last.length > 20) last.shift();
      if (isReady(line)) resolve(line);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface(stream).on('line', onLine);
    child.once('exit', () => {
      reject(new Error(`A measured program ended before it was ready:\n${last.join('\n')}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await exited;
  clearTimeout(patience);
}
