import { recipientTopic } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import { explainRecord, type Explanation } from '../hub/explain-record.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { reading, withStore } from './open-store.js';

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('why a recipient was or was not sent a record: the ruling as it was recorded, its agreement and policy version')
    .argument('<recordId>', 'record id, as in the receipt and on the topic')
    .argument('<recipient>', 'recipient id, as in gateway.yaml')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 explained, 1 there is no such record', 'explain 3vJ0…dQk demo-mash'))
    .action(async (recordId: string, recipient: string, options: { readonly json?: true }) => {
      context.finish(await explain(context, recordId, recipient, options.json === true ? 'json' : 'words'));
    });
}

async function explain(context: CommandContext, recordId: string, recipient: string, form: 'json' | 'words'): Promise<ExitCode> {
  const { output } = context;
  const explanation = await withStore(context, ({ pool }) => reading(pool, (session) => explainRecord(session, recordId, recipient)));
  if (explanation === undefined) {
    output.say('There is no record with this id.');
    return ExitCode.refused;
  }
  if (form === 'json') output.line(explanation);
  else output.text(wordsOf(explanation).join('\n'));
  return ExitCode.ok;
}

function wordsOf(explanation: Explanation): readonly string[] {
  const { recordId, recipient, history } = explanation;
  return [
    `Record ${recordId} and ${recipient}: ${verdict(explanation)}`,
    ...history.map(({ at, action, ...row }) => `  ${at}  ${action.padEnd(20)} ${details(row)}`.trimEnd()),
  ];
}

function verdict({ recipient, ruling, delivery }: Explanation): string {
  switch (ruling.kind) {
    case 'held':
      return `held from everyone, because ${HELD[ruling.reason] ?? ruling.reason}.`;
    case 'not-shared':
      return 'not shared, because the agreement of its feed did not name this recipient when the record was ruled on.';
    case 'shared':
      return `shared under agreement ${ruling.agreementId ?? 'unknown'}, policy version ${ruling.policyVersion ?? 'not recorded'}; ${delivered(recipient, delivery)}.`;
  }
}

const HELD: Readonly<Record<string, string>> = {
  'no-agreement-in-force': 'no agreement is in force for its feed',
  'no-recipient': 'the agreement of its feed names no recipient',
};

function delivered(recipient: string, delivery: Explanation['delivery']): string {
  switch (delivery?.state) {
    case 'sent':
      return `on ${recipientTopic(recipient, 'child-record')} since ${delivery.at}, partition ${String(delivery.partition)}, offset ${String(delivery.offset)} when it was first confirmed`;
    case 'dead-letter':
      return `a dead letter since ${delivery.at} (${delivery.code})`;
    case 'waiting':
      return 'waiting in the outbox';
    case undefined:
      return 'no longer in the outbox';
  }
}

function details(row: Readonly<Record<string, string>>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
