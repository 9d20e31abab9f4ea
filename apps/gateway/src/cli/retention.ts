import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import { loadConfig } from '../config/load-config.js';
import { reportKept, type KeptReport } from '../keep/report.js';
import { runRetention, type Counts } from '../keep/run-retention.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { reading, withStore } from './open-store.js';
import { addHolds, holding } from './retention-holds.js';

export function addRetention(program: Command, context: CommandContext): void {
  const retention = program
    .command('retention')
    .description('what is kept, why and for how long, and what must be kept longer')
    .helpCommand(false);
  retention
    .command('report')
    .description('how many children are held, by which feeds, for what purpose and until when, and what is past its time')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 nothing is overdue, 1 something is', 'retention report'))
    .action(async (options: { readonly json?: true }) => {
      context.finish(await report(context, options));
    });
  retention
    .command('run')
    .description('remove now what is past its time, as the gateway does every few hours')
    .option('--dry-run', 'say what would be removed, at most 10,000 of each kind, and remove nothing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', afterHelp('0 done', 'retention run --dry-run'))
    .action(async (options: RunWords) => {
      context.finish(await run(context, options));
    });
  addHolds(retention, context);
}

async function report(context: CommandContext, { json }: { readonly json?: true }): Promise<ExitCode> {
  const { environment, output } = context;
  const now = systemClock.now();
  const config = loadConfig(environment, now);
  const kept = await withStore(context, ({ pool }) => reading(pool, (session) => reportKept(session, config, now)));
  if (json === true) output.line(kept);
  else output.text(readable(kept));
  return kept.overdue.every(({ count }) => count === 0) ? ExitCode.ok : ExitCode.refused;
}

function readable({ children, feeds, overdue, lastRun }: KeptReport): string {
  return [
    `${String(children.kept)} children are held, ${String(children.underLegalHold)} of them under a legal hold.`,
    ...feeds.map(
      ({ feedId, agency, purpose, ...feed }) =>
        `  ${feedId} (${agency ?? 'no longer configured'}${purpose === undefined ? '' : `, ${purpose}`}): ${String(feed.children)} children by ` +
        `${String(feed.records)} records, ${String(feed.withContent)} with their content, ${String(feed.held)} held; ` +
        `since ${day(feed.oldest)}, the last until ${day(feed.until)}`,
    ),
    'Past its time:',
    ...overdue.map(
      ({ count, words, days, before }) => `${String(count).padStart(10)} ${words} older than ${String(days)} days (before ${day(before)})`,
    ),
    lastRun === undefined
      ? 'Retention has not run yet.'
      : `The last run began ${lastRun.startedAt.toISOString()} and ${lastRun.completedAt === undefined ? 'is not through' : 'was through'}: ${counted(lastRun.removed)}.`,
  ].join('\n');
}

interface RunWords {
  readonly dryRun?: true;
  readonly json?: true;
}

async function run(context: CommandContext, { dryRun, json }: RunWords): Promise<ExitCode> {
  const { environment, output } = context;
  const { retention } = loadConfig(environment, systemClock.now());
  const { removed } = await withStore(context, (store) =>
    runRetention({ ...holding(store), periods: retention }, { rehearse: dryRun === true }),
  );
  if (json === true) output.line({ removed, dryRun: dryRun === true });
  else output.text(`${dryRun === true ? 'Would be removed' : 'Removed'}: ${counted(removed)}.`);
  return ExitCode.ok;
}

function counted(counts: Counts): string {
  const gone = Object.entries(counts).filter(([, count]) => count > 0);
  return gone.length === 0 ? 'nothing' : gone.map(([kind, count]) => `${String(count)} ${kind}`).join(', ');
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
