import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import { chainedAudit } from '../journal/audit/audit-chain.js';
import type { JournalStore } from '../journal/open-journal.js';
import { advisoryTurnstile } from '../journal/database/turnstile.js';
import { listDeadLetters, openDeadLetter, replayDeadLetter, type DeadLetter } from '../publish/dead-letters.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse } from './exit-code.js';
import { personOf, withStore } from './open-store.js';

interface Options {
  readonly json?: true;
  readonly body?: true;
  readonly all?: true;
}

export function addDeadLetters(program: Command, context: CommandContext): void {
  const letters = program.command('dead-letters').description('records that could not be published').helpCommand(false);
  letters
    .command('list')
    .description('every dead letter by ids and codes, oldest first')
    .option('--json', 'print one JSON object per line')
    .addHelpText('after', afterHelp('0 listed', 'dead-letters list'))
    .action(async (options: Options) => {
      context.finish(await list(context, options));
    });
  letters
    .command('show')
    .description('one dead letter: why and where it failed')
    .argument('<id>', 'id as dead-letters list shows it')
    .option('--body', 'also print the record that it holds: personal data, and noted in the audit chain under your name')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 shown, 1 there is no such dead letter', 'dead-letters show 42'))
    .action(async (id: string, options: Options) => {
      context.finish(await show(context, numberOf(id), options));
    });
  letters
    .command('replay')
    .description('put dead letters back into the outbox under their own ce_id once their cause is gone; the gateway sends them next')
    .argument('[id]', 'id as dead-letters list shows it')
    .option('--all', 'every dead letter, oldest first')
    .addHelpText(
      'after',
      `${afterHelp('0 put back, 1 there is no such dead letter', 'dead-letters replay --all')}\n\nA replayed record comes after later records of its child, which said so (precededByDeadLetter).`,
    )
    .action(async (id: string | undefined, options: Options) => {
      context.finish(await replay(context, id, options));
    });
}

async function list(context: CommandContext, { json }: Options): Promise<ExitCode> {
  const { output } = context;
  const letters = await withStore(context, ({ pool }) => listDeadLetters(pool));
  for (const letter of letters) {
    if (json === true) output.line(letter);
    else
      output.text(
        `${String(letter.id).padEnd(10)} ${letter.at.toISOString()}  ${letter.code.padEnd(18)} ${letter.recipient}  record ${letter.recordId}`,
      );
  }
  if (letters.length === 0) output.say('There are no dead letters.');
  return ExitCode.ok;
}

async function show(context: CommandContext, id: number, { json, body }: Options): Promise<ExitCode> {
  const { output } = context;
  return withStore(context, async (store) => {
    const letter = (await listDeadLetters(store.pool)).find((one) => one.id === id);
    if (letter === undefined) return unknown(context, id);
    const opened = body === true ? await openDeadLetter(toolsOf(store), id, personOf()) : undefined;
    if (json === true) output.line({ ...letter, ...(opened === undefined ? {} : { body: opened.body }) });
    else output.text([...wordsOf(letter), ...(opened === undefined ? [] : ['', JSON.stringify(opened.body, null, 2)])].join('\n'));
    return ExitCode.ok;
  });
}

async function replay(context: CommandContext, id: string | undefined, { all }: Options): Promise<ExitCode> {
  if ((id === undefined) === (all === undefined)) throw new WrongUse('dead-letters replay takes the id of one dead letter, or --all.');
  return withStore(context, async (store) => {
    const ids = id === undefined ? (await listDeadLetters(store.pool)).map((letter) => letter.id) : [numberOf(id)];
    let replayed = 0;
    for (const one of ids) if (await replayDeadLetter(toolsOf(store), one, personOf())) replayed += 1;
    if (id !== undefined && replayed === 0) return unknown(context, numberOf(id));
    context.output.text(`${String(replayed)} put back into the outbox; a running gateway sends them now, another one when it starts.`);
    return ExitCode.ok;
  });
}

function wordsOf(letter: DeadLetter): readonly string[] {
  const { id, at, code, recipient, topic, recordId, childId, submissionId, position, feedId, eventId, sequence, size } = letter;
  return [
    `Dead letter ${String(id)}: ${REASONS[code]}`,
    `  code        ${code}`,
    `  at          ${at.toISOString()}`,
    `  recipient   ${recipient}    topic ${topic}`,
    `  record      ${recordId}    child ${childId}`,
    `  came in     submission ${submissionId}, position ${String(position)}, feed ${feedId}`,
    `  event       ${eventId}, sequence ${String(sequence)} of its child`,
    `  size        ${String(size)} bytes, sealed`,
  ];
}

const REASONS: Readonly<Record<DeadLetter['code'], string>> = {
  'message-too-large': 'its message is larger than the broker takes.',
  unreadable: 'its sealed content cannot be opened.',
  'refused-by-broker': 'the broker refuses this message for good.',
};

function unknown({ output }: CommandContext, id: number): ExitCode {
  output.say(`There is no dead letter ${String(id)}.`);
  return ExitCode.refused;
}

function numberOf(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new WrongUse('The id of a dead letter is a number, as dead-letters list shows it.');
  return Number(id);
}

function toolsOf({ pool, ring }: JournalStore): OutboxTools {
  return { pool, ring, turnstile: advisoryTurnstile, auditTrail: chainedAudit(ring), clock: systemClock };
}
