import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a person sees of one `npm start`. */
export interface Started {
  readonly child: ChildProcess;
  /** Everything on the terminal so far: standard output and error. */
  readonly text: () => string;
  /** Resolves when the text has come. @throws Error with the text so far when the process ends first */
  readonly says: (words: RegExp) => Promise<RegExpMatchArray>;
  /** Exit code, or the signal that ended it. */
  readonly gone: Promise<number | NodeJS.Signals>;
  /** As a terminal does at Ctrl-C: to every process of the group. */
  readonly ctrlC: () => void;
  /** kill -9 of the gateway itself; resolves when everything that waited for it is gone too. */
  readonly kill9: () => Promise<void>;
}

export type Setting = Readonly<Record<string, string>>;

/** Runs a command in a process group of its own, as a terminal would. */
export function run(command: string, args: readonly string[], environment: Setting, options: SpawnOptions = {}): Started {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    ...options,
  });
  let text = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const gone = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? -1);
    });
  });
  return {
    child,
    text: () => text,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = words.exec(text);
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void gone.then(() => {
          reject(new Error(`It ended without saying ${String(words)}:\n${text}`));
        });
      }),
    gone,
    ctrlC: () => {
      // A group that has ended is gone already.
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGINT');
    },
    kill9: async () => {
      const { pid } = await runFile(environment['DATA_DIR'] ?? '');
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}

export function npmStart(environment: Setting): Started {
  return run('npm', ['start'], environment);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface RunFile {
  readonly pid: number;
  readonly url: string;
  readonly bootstrap: string;
}

export async function runFile(dataDir: string): Promise<RunFile> {
  return JSON.parse(await readFile(`${dataDir}/run.json`, 'utf8')) as RunFile;
}
