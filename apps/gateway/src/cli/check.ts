import type { Command } from 'commander';
import { adaptersOf } from '../config/adapters.js';
import { ConfigFaults } from '../config/faults.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { loadConfig } from '../config/load-config.js';
import { daysLeft } from '../sharing/agreements.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { reach, type Reached } from './reach.js';
import { ExitCode } from './exit-code.js';

interface Options {
  readonly connect?: true;
  readonly json?: true;
}

export function addCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description('read a configuration as the gateway would and list every fault of it at once')
    .argument('[config]', 'path of gateway.yaml (default: MASH_CONFIG, else the demonstration)')
    .option('--connect', 'also reach the database and Kafka, and look for the topics')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 no fault, 1 faults', 'check gateway.yaml --connect'))
    .action(async (file: string | undefined, options: Options) => {
      context.finish(await check(context, file, options));
    });
}

async function check({ environment, output }: CommandContext, file: string | undefined, { connect, json }: Options): Promise<ExitCode> {
  const now = new Date();
  const { source, config, faults: own } = await readConfig({ ...environment, ...(file === undefined ? {} : { MASH_CONFIG: file }) }, now);
  const reached = config === undefined || connect === undefined ? undefined : await reach(config);
  const faults = [...own, ...(reached?.faults ?? [])];
  if (json === true) output.line({ source, faults, ...(reached === undefined ? {} : { commands: reached.commands }) });
  else if (faults.length > 0)
    output.text([`The configuration ${source} has ${counted(faults.length, 'fault')}:`, ...listed(faults)].join('\n'));
  else if (config !== undefined) output.text([...sound(config, now), ...connected(reached)].join('\n'));
  return faults.length === 0 ? ExitCode.ok : ExitCode.refused;
}

interface Read {
  readonly source: string;
  readonly faults: readonly string[];
  readonly config?: GatewayConfig;
}

async function readConfig(environment: CommandContext['environment'], now: Date): Promise<Read> {
  try {
    const config = loadConfig(environment, now);
    await adaptersOf(config);
    return { source: config.source, faults: [], config };
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return { source: error.source, faults: error.faults };
  }
}

function sound({ source, feeds, recipients, agreements }: GatewayConfig, now: Date): readonly string[] {
  return [
    `The configuration ${source} has no fault: ${counted(feeds.length, 'feed')}, ${counted(recipients.length, 'recipient')}, ${counted(agreements.length, 'agreement')}.`,
    ...agreements.map(
      (agreement) => `  ${agreement.id}: ${standing(daysLeft(agreement, now), agreement.from > now.toISOString().slice(0, 10))}`,
    ),
  ];
}

function connected(reached: Reached | undefined): readonly string[] {
  if (reached === undefined) return [];
  const { commands } = reached;
  const topics =
    commands.length === 0
      ? []
      : ['Topics that are not there yet; the gateway makes them when it may, else run:', ...commands.map((command) => `  ${command}`)];
  return ['The database and Kafka answer; what is embedded comes with the gateway.', ...topics];
}

function listed(faults: readonly string[]): readonly string[] {
  return faults.map((fault) => `  - ${fault}`);
}

function standing(days: number, later: boolean): string {
  if (later) return 'not in force yet: records are held until it is.';
  return days < 0 ? 'has ended: its records are held.' : `in force, ends in ${counted(days, 'day')}.`;
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
