import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import { chainedAudit } from '../journal/audit/audit-chain.js';
import { advisoryTurnstile } from '../journal/database/turnstile.js';
import type { JournalStore } from '../journal/open-journal.js';
import { listHolds, placeHold, releaseHold, type HeldSubject, type HoldTools, type LegalHold } from '../keep/holds.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse } from './exit-code.js';
import { personOf, withStore } from './open-store.js';

interface HoldWords {
  readonly submission?: string;
  readonly child?: string;
  readonly reason: string;
}

/** Legal holds: what must not be removed, whatever its age. */
export function addHolds(retention: Command, context: CommandContext): void {
  retention
    .command('hold')
    .description('keep everything of a submission or a child, whatever its age, until it is released')
    .option('--submission <id>', 'submission: its bytes, receipt, records and rows')
    .option('--child <id>', 'child: all records of the child, and the submissions they came in')
    .requiredOption('--reason <reference>', 'why: a reference such as a case number, no names')
    .addHelpText(
      'after',
      afterHelp('0 held, 1 it is held already or not there', 'retention hold --child c-0193a5b2c7d87000 --reason CASE-000123'),
    )
    .action(async (words: HoldWords) => {
      context.finish(await hold(context, words));
    });
  retention
    .command('release')
    .description('end a legal hold: what it kept is removed by the next run if it is past its time')
    .argument('<hold>', 'number of the hold, as retention holds lists it')
    .addHelpText('after', afterHelp('0 released, 1 there is no such hold in force', 'retention release 3'))
    .action(async (id: string) => {
      context.finish(await release(context, id));
    });
  retention
    .command('holds')
    .description('list legal holds, those released too')
    .option('--json', 'print one JSON object per line')
    .addHelpText('after', afterHelp('0 always', 'retention holds'))
    .action(async ({ json }: { readonly json?: true }) => {
      const holds = await withStore(context, ({ pool }) => listHolds(pool));
      for (const one of holds) {
        if (json === true) context.output.line(one);
        else context.output.text(readable(one));
      }
      if (holds.length === 0) context.output.say('There is no legal hold.');
      context.finish(ExitCode.ok);
    });
}

/** The tools of a command that writes. */
export function holding({ pool, ring }: JournalStore): HoldTools {
  return { pool, turnstile: advisoryTurnstile, auditTrail: chainedAudit(ring), clock: systemClock };
}

async function hold(context: CommandContext, { reason, ...words }: HoldWords): Promise<ExitCode> {
  const subject = subjectOf(words);
  // A reference, not a story: what stands here is kept in clear, and for as long as the audit chain.
  if (!/^[A-Za-z0-9][A-Za-z0-9 ./_-]{1,99}$/.test(reason) || /\d{10}/.test(reason.replaceAll(/[ -]/g, '')))
    throw new WrongUse('--reason takes a reference of 2 to 100 letters, digits and . / _ -, and nothing that could be an NHS number.');
  const id = await withStore(context, (store) => placeHold(holding(store), subject, reason, personOf()));
  if (id === undefined) {
    context.output.text('It is under a legal hold already, or there is no such submission or child.');
    return ExitCode.refused;
  }
  context.output.text(`Legal hold ${String(id)} is in force.`);
  return ExitCode.ok;
}

async function release(context: CommandContext, text: string): Promise<ExitCode> {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new WrongUse('A hold is named by its number: see retention holds.');
  const released = await withStore(context, (store) => releaseHold(holding(store), Number(text), personOf()));
  context.output.text(released ? `Legal hold ${text} is released.` : 'There is no such legal hold in force.');
  return released ? ExitCode.ok : ExitCode.refused;
}

function subjectOf({ submission, child }: Omit<HoldWords, 'reason'>): HeldSubject {
  if ((submission === undefined) === (child === undefined))
    throw new WrongUse('Name a submission or a child: --submission <id> or --child <id>.');
  if (child !== undefined) {
    if (!/^c-[A-Za-z0-9_-]{8,60}$/.test(child)) throw new WrongUse('--child takes the id that the gateway gave: c-…');
    return { childId: child };
  }
  if (submission === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(submission))
    throw new WrongUse('--submission takes the id of a receipt.');
  return { submissionId: submission };
}

function readable({ id, submissionId, childId, reason, placedBy, placedAt, releasedBy, releasedAt }: LegalHold): string {
  const what = childId === undefined ? `submission ${submissionId ?? ''}` : `child ${childId}`;
  const end = releasedAt === undefined ? 'in force' : `released ${releasedAt.toISOString().slice(0, 10)} by ${releasedBy ?? ''}`;
  return `${String(id).padStart(6)} ${what}: ${reason}, by ${placedBy} ${placedAt.toISOString().slice(0, 10)}, ${end}`;
}
