import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { openDesk, type Desk } from '../replay/desk.js';
import type { Correction, Replay, ReplayRequest } from '../replay/replay.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse } from './exit-code.js';
import { outboxToolsOf, referenceOf, selectionOf, withSelection, type SelectionOptions } from './dead-letters-selection.js';
import { receiptOf } from './dead-letters-words.js';
import { personOf, withStore } from './open-store.js';

interface Options extends SelectionOptions {
  readonly all?: true;
  readonly latest?: true;
  readonly body?: string;
  readonly mediaType?: string;
  readonly reason?: string;
  readonly wait?: true;
  readonly json?: true;
}

const LOOK_EVERY_MS = 200;
/** Most bytes of a corrected body. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Adds `replay` and `receipt` to the commands about dead letters. */
export function addReplay(letters: Command, context: CommandContext): void {
  withSelection(
    letters
      .command('replay')
      .description('replay dead letters once their cause is gone: a job that a running gateway works on now, another one when it starts')
      .argument('[id]', 'id as dead-letters list shows it'),
  )
    .option('--all', 'every open dead letter')
    .option('--latest', 'with the mapping that is installed, whatever version ran before')
    .option('--body <file>', 'a corrected body in place of the one that was refused; needs an id and --reason')
    .option('--media-type <type>', 'media type of the corrected body')
    .option('--reason <reference>', 'why, for the audit chain: a reference such as CHG-1234, never words about a child')
    .option('--wait', 'wait for the end and print the receipt')
    .option('--json', 'print the receipt as one JSON object')
    .addHelpText(
      'after',
      `${afterHelp('0 asked for (with --wait: everything was replayed or unchanged), 1 there is no such dead letter (or something was not replayed)', 'dead-letters replay --feed police-demo --since 2026-11-24 --wait')}\n\nA replayed record comes after later records of its child, which said so (precededByDeadLetter).`,
    )
    .action(async (id: string | undefined, options: Options) => {
      const request = await requestOf(id, options);
      context.finish(await withStore(context, (store) => replay(context, openDesk(outboxToolsOf(store)), request, options)));
    });
  letters
    .command('receipt')
    .description('how a replay stands: counts, and what became of each dead letter')
    .argument('<replay>', 'id as dead-letters replay printed it')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 shown, 1 there is no such replay', 'dead-letters receipt 0193a5b2-c7d8-7000-a1b2-c3d4e5f60720'))
    .action(async (id: string, options: Options) => {
      if (!/^[0-9a-f-]{36}$/.test(id)) throw new WrongUse('The id of a replay is a UUID, as dead-letters replay printed it.');
      const found = await withStore(context, (store) => openDesk(outboxToolsOf(store)).receipt(id));
      if (found === undefined) context.output.say(`There is no such replay: ${id}.`);
      else show(context, found, options);
      context.finish(found === undefined ? ExitCode.refused : ExitCode.ok);
    });
}

async function requestOf(id: string | undefined, options: Options): Promise<ReplayRequest> {
  const { all, latest, reason } = options;
  const selection = selectionOf(options);
  const chosen = [id !== undefined, all === true, Object.keys(selection).length > 0].filter(Boolean).length;
  if (chosen !== 1) throw new WrongUse('dead-letters replay takes the id of one dead letter, or conditions such as --feed, or --all.');
  if (id !== undefined && !/^[1-9]\d{0,14}$/.test(id))
    throw new WrongUse('The id of a dead letter is a number, as dead-letters list shows it.');
  const correction = await correctionOf(id, options);
  return {
    selection: id === undefined ? selection : { ids: [Number(id)] },
    mapping: latest === true ? 'latest' : 'original',
    by: { actor: personOf(), ...(reason === undefined ? {} : { reason: referenceOf(reason) }) },
    ...(correction === undefined ? {} : { correction }),
  };
}

async function correctionOf(id: string | undefined, { body, mediaType, reason }: Options): Promise<Correction | undefined> {
  if (body === undefined) return undefined;
  if (id === undefined || mediaType === undefined || reason === undefined)
    throw new WrongUse('--body takes the place of one dead letter: give its id, --media-type and --reason.');
  const bytes = await readFile(body).catch(() => {
    throw new WrongUse(`Cannot read the file ${body}.`);
  });
  if (bytes.length > MAX_BYTES) throw new WrongUse(`A corrected body has at most ${String(MAX_BYTES)} bytes.`);
  return { mediaType, bytes };
}

async function replay(context: CommandContext, desk: Desk, request: ReplayRequest, options: Options): Promise<ExitCode> {
  const asked = await desk.replay(request);
  if (asked === undefined) {
    context.output.say('There is no such open dead letter.');
    return ExitCode.refused;
  }
  if (options.wait !== true) {
    if (options.json === true) context.output.line(asked);
    else
      context.output.text(
        `Replay ${asked.id}: ${String(asked.summary.items)} dead letters; a running gateway works on it now, another one when it starts.`,
      );
    return ExitCode.ok;
  }
  const done = await ended(desk, asked, context.interrupted);
  show(context, done, options);
  return done.summary.refused + done.summary.notPossible + done.summary.waiting === 0 ? ExitCode.ok : ExitCode.refused;
}

async function ended(desk: Desk, asked: Replay, interrupted: AbortSignal): Promise<Replay> {
  let now = asked;
  while (now.status === 'working' && !interrupted.aborted) {
    await pause(LOOK_EVERY_MS, undefined, { signal: interrupted }).catch(() => undefined);
    now = (await desk.receipt(asked.id)) ?? now;
  }
  return now;
}

function show({ output }: CommandContext, receipt: Replay, { json }: Options): void {
  if (json === true) output.line(receipt);
  else output.text(receiptOf(receipt));
}
