import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { meterOf, type Meter } from '../measure/meter.js';
import { startNode, type Running } from './child-process.js';
import type { System } from './system.js';

/** The demonstration configuration that ships with the gateway: three feeds, one recipient, one agreement. */
const TOPIC = 'mash.demo-mash.child-record.v1';
const MAIN = fileURLToPath(new URL('../../../apps/gateway/dist/main.js', import.meta.url));
const START_MS = 60_000;

/**
 * Starts the built gateway on a database of its own (embedded PostgreSQL in a temporary folder) and waits until it is ready.
 * @throws Error in one sentence when nothing is built, or when it is not ready within a minute
 */
export async function startGateway(bootstrap: string, nodeArgs: readonly string[] = []): Promise<System> {
  if (!existsSync(MAIN)) throw new Error('Build the gateway first: npm run build');
  const dataDir = await mkdtemp(join(tmpdir(), 'mash-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, KAFKA_BROKERS: bootstrap };
  const running = await startNode([...nodeArgs, MAIN], env, () => true);
  const stop = async (): Promise<void> => {
    await running.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  if (!(await isReady(url, running))) {
    await stop();
    throw new Error(`The gateway did not become ready. Its last words:\n${running.lastLines}`);
  }
  return {
    name: 'gateway',
    topic: TOPIC,
    meters: await meters(running, dataDir),
    target: ({ feed, mediaType }) => ({ url, path: `/v1/feeds/${feed}-demo/submissions`, mediaType }),
    stop,
  };
}

async function isReady(url: string, running: Running): Promise<boolean> {
  for (const end = Date.now() + START_MS; running.alive && Date.now() < end;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return true;
    await pause(100);
  }
  return false;
}

async function meters(running: Running, dataDir: string): Promise<Partial<Record<'process' | 'database', Meter>>> {
  const process = meterOf(running.pid, 'process');
  const database = meterOf(await postmasterPid(dataDir), 'family');
  return { ...(process === undefined ? {} : { process }), ...(database === undefined ? {} : { database }) };
}

/** First line of PostgreSQL's own `postmaster.pid`. */
async function postmasterPid(dataDir: string): Promise<number> {
  const pidFile = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return Number(pidFile.split('\n')[0]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
