import { openTopicReader, ReadError, type ConsumedMessage, type TopicReader } from '@mash-gateway/kafka';
import type { Command } from 'commander';
import { checkedBrokers } from '../config/environment.js';
import type { KafkaConfig } from '../config/gateway-config.js';
import { loadConfig } from '../config/load-config.js';
import { runningGateway } from '../operate/run-file.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse } from './exit-code.js';

interface TailOptions {
  readonly brokers?: string;
  readonly fromBeginning?: true;
  readonly count?: string;
}

export function addTail(program: Command, context: CommandContext): void {
  program
    .command('tail')
    .description('print the messages of a topic as they come, one JSON object per line: {partition, offset, key, headers, value}')
    .argument('<topic>', 'topic, such as mash.demo-mash.child-record.v1')
    .option('--from-beginning', 'also what the topic still holds')
    .option('--count <n>', 'end after so many messages (default: at Ctrl-C)')
    .option('--brokers <list>', 'host:port, comma-separated (default: KAFKA_BROKERS or gateway.yaml, else the running gateway of DATA_DIR)')
    .addHelpText(
      'after',
      `${afterHelp('0 ended by Ctrl-C or after --count messages', 'tail mash.demo-mash.child-record.v1 --from-beginning --count 3')}\n\nThe messages are personal data: they go to standard output and nowhere else.`,
    )
    .action(async (topic: string, options: TailOptions) => {
      context.finish(await tail(context, topic, options));
    });
}

async function tail(context: CommandContext, topic: string, { brokers, fromBeginning, count }: TailOptions): Promise<ExitCode> {
  const { output, interrupted } = context;
  const wanted = count === undefined ? Number.POSITIVE_INFINITY : countOf(count);
  const cluster = await clusterOf(context, brokers);
  const reader = await open(cluster, topic, fromBeginning === undefined ? 'end' : 'beginning');
  output.say(
    fromBeginning === undefined
      ? `Waiting for new messages; --from-beginning also shows what is there. Ctrl-C ends.`
      : `${String(reader.waiting)} messages are there. Ctrl-C ends.`,
  );
  const close = (): void => void reader.close();
  interrupted.addEventListener('abort', close);
  let seen = 0;
  for await (const message of reader.messages()) {
    output.line(lineOf(message));
    seen += 1;
    if (seen >= wanted) break;
  }
  interrupted.removeEventListener('abort', close);
  await reader.close();
  return ExitCode.ok;
}

interface Cluster {
  readonly brokers: string;
  readonly security?: Extract<KafkaConfig, { readonly kind: 'cluster' }>['security'];
}

async function clusterOf({ environment }: CommandContext, named: string | undefined): Promise<Cluster> {
  const faults: string[] = [];
  const brokers = named === undefined ? undefined : checkedBrokers('--brokers', named, faults);
  if (faults[0] !== undefined) throw new WrongUse(faults[0]);
  const { kafka, dataDir } = loadConfig(environment, new Date());
  if (kafka.kind === 'cluster') return { brokers: brokers ?? kafka.brokers, security: kafka.security };
  const bootstrap = brokers ?? (await runningGateway(dataDir))?.bootstrap;
  if (bootstrap !== undefined) return { brokers: bootstrap };
  throw new WrongUse(`No gateway runs on ${dataDir}: start it, set DATA_DIR, or name the brokers with --brokers host:port.`);
}

async function open({ brokers, security }: Cluster, topic: string, from: 'beginning' | 'end'): Promise<TopicReader> {
  try {
    return await openTopicReader({ brokers, clientId: 'mash-gateway-tail', ...(security === undefined ? {} : { security }), topic, from });
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const why =
      error.code === 'UNKNOWN_TOPIC'
        ? `There is no topic ${topic} at ${brokers}.`
        : `No Kafka broker answers at ${brokers} (${error.code}).`;
    throw new WrongUse(why);
  }
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new WrongUse('--count takes a whole number from 1.');
  return Number(text);
}

function lineOf({ partition, offset, key, headers, value }: ConsumedMessage): unknown {
  const named = Object.fromEntries(headers.map((header) => [header.name, header.value.toString('utf8')]));
  return { partition, offset, key: key?.toString('utf8') ?? null, headers: named, value: valueOf(value) };
}

/** JSON as it is; anything else as text; null for a tombstone. */
function valueOf(value: Buffer | null): unknown {
  const text = value?.toString('utf8');
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
