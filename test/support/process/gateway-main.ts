import { processEnvironment } from '../../../apps/gateway/src/config/environment.js';
import { loadConfig } from '../../../apps/gateway/src/config/load-config.js';
import { startGateway } from '../../../apps/gateway/src/gateway.js';
import type { Ports } from '../../../apps/gateway/src/ports.js';
import { SABOTEURS, type SaboteurName } from '../../sabotage/saboteurs.js';
import { watchedPorts, type Stage } from './stages.js';

/**
 * A gateway in a process of its own, to be killed: by itself at the n-th time a record passes a stage, or by the test.
 * Argument 1: JSON of {@link GatewayProcessPlan}. Says `url …` when it serves and `drained` or `not drained` when it was stopped.
 */
export interface GatewayProcessPlan {
  readonly dieAt?: { readonly stage: Stage; readonly passage: number };
  readonly saboteur?: SaboteurName;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as GatewayProcessPlan;
const gateway = await startGateway(loadConfig(processEnvironment(), new Date()), ports(plan));
process.stdout.write(`url ${gateway.url}\n`);
process.on('SIGTERM', () => {
  void gateway.close().then(({ drained }) => {
    process.stdout.write(drained ? 'drained\n' : 'not drained\n');
  });
});

function ports({ dieAt, saboteur: name }: GatewayProcessPlan): Partial<Ports> {
  if (name !== undefined) return SABOTEURS[name]();
  if (dieAt === undefined) return {};
  let left = dieAt.passage;
  return watchedPorts((stage) => {
    if (stage !== dieAt.stage) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  });
}
