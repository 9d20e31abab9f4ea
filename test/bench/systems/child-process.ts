import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Running {
  readonly pid: number;
  /** The first line that `isReady` accepted. */
  readonly readyLine: string;
  /** False once the program has ended by itself. */
  readonly alive: boolean;
  /** The last lines it wrote. */
  readonly lastLines: string;
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
  const lines: string[] = [];
  const readyLine = await firstLine(child, lines, isReady);
  return {
    pid: child.pid ?? 0,
    readyLine,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    get lastLines() {
      return lines.join('\n');
    },
    stop: async () => {
      process.removeListener('exit', killOnExit);
      await stop(child);
    },
  };
}

type Output = Pick<ChildProcess, 'stdout' | 'stderr' | 'once'>;

async function firstLine(child: Output, lines: string[], isReady: (line: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const onLine = (line: string): void => {
      lines.push(line);
      if (lines.length > 20) lines.shift();
      if (isReady(line)) resolve(line);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface(stream).on('line', onLine);
    child.once('exit', () => {
      reject(new Error(`A measured program ended before it was ready:\n${lines.join('\n')}`));
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
