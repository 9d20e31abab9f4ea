import type { Command } from 'commander';
import { openDesk, type Desk } from '../replay/desk.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { addReplay } from './dead-letters-replay.js';
import { ExitCode, WrongUse } from './exit-code.js';
import { personOf, withStore } from './open-store.js';
import { bodyOf, lineOf, wordsOf } from './dead-letters-words.js';
import { outboxToolsOf, referenceOf, selectionOf, withSelection, type SelectionOptions } from './dead-letters-selection.js';

interface Options {
  readonly json?: true;
  readonly body?: true;
  readonly reason?: string;
}

export function addDeadLetters(program: Command, context: CommandContext): void {
  const letters = program
    .command('dead-letters')
    .description('what could not become a record, or could not be published')
    .helpCommand(false);
  withSelection(letters.command('list').description('open dead letters by ids and codes, oldest first'))
    .option('--state <state>', 'open, replayed, discarded or any', 'open')
    .option('--json', 'print one JSON object per line')
    .addHelpText('after', afterHelp('0 listed', 'dead-letters list --stage prepare --feed police-demo'))
    .action(async (options: SelectionOptions & Options) => {
      context.finish(await list(context, options));
    });
  letters
    .command('show')
    .description('one dead letter: why and where it failed, and every attempt')
    .argument('<id>', 'id as dead-letters list shows it')
    .option('--body', 'also print what it holds: personal data, and noted in the audit chain under your name')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 shown, 1 there is no such dead letter', 'dead-letters show 42'))
    .action(async (id: string, options: Options) => {
      context.finish(await show(context, numberOf(id), options));
    });
  addReplay(letters, context);
  letters
    .command('discard')
    .description('close a dead letter of which nothing will come; noted in the audit chain under your name')
    .argument('<id>', 'id as dead-letters list shows it')
    .requiredOption('--reason <reference>', 'why: a reference such as CHG-1234, never words about a child')
    .addHelpText('after', afterHelp('0 closed, 1 there is no such open dead letter', 'dead-letters discard 42 --reason CHG-1234'))
    .action(async (id: string, options: Options) => {
      context.finish(await discard(context, numberOf(id), referenceOf(options.reason)));
    });
}

async function list(context: CommandContext, options: SelectionOptions & Options): Promise<ExitCode> {
  const { output } = context;
  const letters = await atDesk(context, (desk) => desk.list(selectionOf(options)));
  for (const letter of letters) {
    if (options.json === true) output.line(letter);
    else output.text(lineOf(letter));
  }
  if (letters.length === 0) output.say('There are no dead letters.');
  return ExitCode.ok;
}

async function show(context: CommandContext, id: number, { json, body }: Options): Promise<ExitCode> {
  const { output } = context;
  return atDesk(context, async (desk) => {
    const letter = await desk.find(id);
    if (letter === undefined) return unknown(context, id);
    const opened = body === true ? await bodyOf(await desk.open(letter, personOf())) : undefined;
    if (json === true) output.line({ ...letter, ...(opened === undefined ? {} : { content: opened }) });
    else {
      const content = typeof opened === 'string' ? opened : JSON.stringify(opened, null, 2);
      output.text([...wordsOf(letter), ...(opened === undefined ? [] : ['', content])].join('\n'));
    }
    return ExitCode.ok;
  });
}

async function discard(context: CommandContext, id: number, reason: string): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    if (!(await desk.discard(id, { actor: personOf(), reason }))) return unknown(context, id);
    context.output.text(`Dead letter ${String(id)} is closed.`);
    return ExitCode.ok;
  });
}

function atDesk<T>(context: CommandContext, work: (desk: Desk) => Promise<T>): Promise<T> {
  return withStore(context, (store) => work(openDesk(outboxToolsOf(store))));
}

function unknown({ output }: CommandContext, id: number): ExitCode {
  output.say(`There is no such dead letter: ${String(id)}.`);
  return ExitCode.refused;
}

function numberOf(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new WrongUse('The id of a dead letter is a number, as dead-letters list shows it.');
  return Number(id);
}
