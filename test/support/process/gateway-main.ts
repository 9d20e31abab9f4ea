import { processEnvironment } from '../../../apps/gateway/src/config/environment.js';
import type { GatewayConfig } from '../../../apps/gateway/src/config/gateway-config.js';
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
  /** Ids of the recipients instead of the demonstration's one. */
  readonly recipients?: readonly string[];
}

const plan = JSON.parse(process.argv[2] ?? '{}') as GatewayProcessPlan;
const gateway = await startGateway(sharedWith(plan.recipients, loadConfig(processEnvironment(), new Date())), ports(plan));
process.stdout.write(`url ${gateway.url}\n`);
// As main.ts does: a producer that can no longer keep its promises is for the supervisor to start again.
void gateway.fatal.then(() => gateway.close());
process.on('SIGTERM', () => {
  void gateway.close().then(({ drained }) => {
    process.stdout.write(drained ? 'drained\n' : 'not drained\n');
  });
});

function sharedWith(recipients: readonly string[] | undefined, demo: GatewayConfig): GatewayConfig {
  if (recipients === undefined) return demo;
  return {
    ...demo,
    recipients: recipients.map((id) => ({ id, name: id })),
    agreements: demo.agreements.map((agreement) => ({ ...agreement, recipients })),
  };
}

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
