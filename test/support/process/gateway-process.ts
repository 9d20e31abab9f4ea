import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithTests } from '../end-with-tests.js';
import type { GatewayProcessPlan } from './gateway-main.js';

/** A gateway that can be killed. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process is gone, however it went. */
  readonly gone: Promise<void>;
  kill(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Everything it has written to standard output. */
  readonly output: readonly string[];
  /** SIGTERM; resolves with whether everything accepted was on Kafka. */
  stop(): Promise<boolean>;
}

export interface GatewayPlace {
  readonly dataDir: string;
  readonly bootstrap: string;
  /** Default: the embedded one in `dataDir`. */
  readonly databaseUrl?: string;
  /** Further settings of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the demonstration. */
  readonly configFile?: string;
}

const TYPESCRIPT = fileURLToPath(new URL('../typescript.mjs', import.meta.url));
const MAIN = fileURLToPath(new URL('./gateway-main.ts', import.meta.url));

/** Starts a gateway process. @returns undefined when it died before it served, as a planned death early on can make it */
export async function startGatewayProcess(place: GatewayPlace, plan: GatewayProcessPlan = {}): Promise<GatewayProcess | undefined> {
  const command = [process.execPath, '--conditions=@mash-gateway/source', '--import', TYPESCRIPT, MAIN, JSON.stringify(plan)] as const;
  const [program, ...args] = endWithTests(command);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      DATA_DIR: place.dataDir,
      KAFKA_BROKERS: place.bootstrap,
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
      ...place.environment,
      ...(place.configFile === undefined ? {} : { MASH_CONFIG: place.configFile }),
    },
  });
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  let drained = false;
  const output: string[] = [];
  const url = await new Promise<string | undefined>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      output.push(line);
      if (line.startsWith('url ')) resolve(line.slice(4));
      if (line === 'drained') drained = true;
    });
    void gone.then(() => {
      resolve(undefined);
    });
  });
  if (url === undefined) return undefined;
  return {
    url,
    pid: child.pid ?? 0,
    gone,
    output,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      await gone;
      return drained;
    },
  };
}
