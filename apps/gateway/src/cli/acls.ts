import { DEAD_LETTER_TOPIC, inboundTopic, topicsOfRecipient } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import type { GatewayConfig } from '../config/gateway-config.js';
import { loadConfig } from '../config/load-config.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse } from './exit-code.js';

interface Options {
  readonly brokers?: string;
  readonly principal: string;
}

export function addAcls(program: Command, context: CommandContext): void {
  program
    .command('acls')
    .description('print the kafka-acls.sh commands that let each recipient read its own topics, and nobody another one’s')
    .option('--brokers <list>', 'host:port, comma-separated (default: KAFKA_BROKERS or gateway.yaml)')
    .option('--principal <pattern>', 'how principals are called; {id} is the id of a recipient or feed, or mash-gateway', 'User:{id}')
    .addHelpText(
      'after',
      `${afterHelp('0 printed', 'acls --principal User:CN={id} | bash')}\n\nThey take effect on a cluster with an authorizer and allow.everyone.if.no.acl.found=false.`,
    )
    .action((options: Options) => {
      if (!options.principal.includes('{id}')) throw new WrongUse('--principal needs {id}, for example User:CN={id}.');
      const config = loadConfig(context.environment, new Date());
      context.output.text(aclsOf(config, options).join('\n'));
      context.finish(ExitCode.ok);
    });
}

function aclsOf(config: GatewayConfig, { brokers, principal }: Options): readonly string[] {
  const server = brokers ?? (config.kafka.kind === 'cluster' ? config.kafka.brokers : 'localhost:9092');
  const allow = (who: string, what: string): string =>
    `kafka-acls.sh --bootstrap-server ${server} --add --allow-principal ${quoted(principal.replaceAll('{id}', who))} ${what}`;
  return [
    '# The gateway: writes what goes out, reads what comes in.',
    ...config.recipients.flatMap(({ id }) =>
      topicsOfRecipient(id).map((topic) => allow(GATEWAY, `${topic.direction === 'in' ? READ : WRITE} --topic ${topic.name}`)),
    ),
    ...config.feeds.map(({ id }) => allow(GATEWAY, `${READ} --topic ${inboundTopic(id)}`)),
    allow(GATEWAY, `${WRITE} --topic ${DEAD_LETTER_TOPIC}`),
    ...groups(GATEWAY, allow),
    ...config.recipients.flatMap(({ id }) => recipientAcls(config, id, allow)),
    '# Each feed that sends over Kafka: writes its own topic.',
    ...config.feeds.map(({ id }) => allow(id, `${WRITE} --topic ${inboundTopic(id)}`)),
  ];
}

const GATEWAY = 'mash-gateway';
const READ = '--operation Read --operation Describe';
const WRITE = '--operation Write --operation Describe';

function recipientAcls({ agreements }: GatewayConfig, id: string, allow: (who: string, what: string) => string): readonly string[] {
  const under = agreements.filter(({ recipients }) => recipients.includes(id)).map((agreement) => agreement.id);
  if (under.length === 0) return [`# ${id}: no agreement shares anything with it, so it is granted nothing.`];
  return [
    `# ${id}: under ${under.join(', ')}.`,
    ...topicsOfRecipient(id).map(({ name, direction }) => allow(id, `${direction === 'in' ? WRITE : READ} --topic ${name}`)),
    ...groups(id, allow),
  ];
}

/** Its consumer groups: the one of its own name and `<name>.…`; an id has no dot, so no other's begins so. */
function groups(id: string, allow: (who: string, what: string) => string): readonly string[] {
  return [allow(id, `--operation Read --group ${id}`), allow(id, `--operation Read --group ${id}. --resource-pattern-type prefixed`)];
}

/** For bash: a principal such as `User:CN=hub,O=Council` may hold spaces. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
