import { fileURLToPath } from 'node:url';
import { meterOf } from '../measure/meter.js';
import type { Workload } from '../plan.js';
import { startNode } from './child-process.js';
import type { System } from './system.js';

const TOPIC = 'bench.bare-node';
const SERVER = fileURLToPath(new URL('../bare-node/server.mjs', import.meta.url));
const SCHEMA = fileURLToPath(new URL('../../../libs/contracts/generated/child-record.schema.json', import.meta.url));
const PATHS: Readonly<Record<Workload['feed'], string>> = { health: '/fhir', police: '/police', education: '/ctf' };

/** Starts the baseline. Its topic must be there before the first request. */
export async function startBareNode(bootstrap: string): Promise<System> {
  const env = { BROKERS: bootstrap, TOPIC, SCHEMA };
  const running = await startNode([SERVER], env, (line) => line.startsWith('{"url"'));
  const { url } = JSON.parse(running.readyLine) as { readonly url: string };
  const meter = meterOf(running.pid, 'process');
  return {
    name: 'bare node',
    topic: TOPIC,
    meters: meter === undefined ? {} : { process: meter },
    target: ({ feed, mediaType }) => ({ url, path: PATHS[feed], mediaType }),
    stop: () => running.stop(),
  };
}
