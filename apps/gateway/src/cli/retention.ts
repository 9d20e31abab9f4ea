import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { reading, withStore } from './open-store.js';

/** What is kept, and for how long unless a legal hold says otherwise. */
const KEPT = [
  {
    what: 'bodies',
    words: 'bodies as they were received',
    period: '30 days',
    count: 'submissions WHERE body IS NOT NULL AND received_at < $1',
  },
  { what: 'dead-letters', words: 'dead letters', period: '30 days', count: 'dead_letters WHERE at < $1' },
  { what: 'records', words: 'child records', period: '12 months', count: 'records WHERE received_at < $1' },
  { what: 'audit', words: 'audit rows', period: '7 years', count: 'audit WHERE at < $1' },
] as const;
type Kept = (typeof KEPT)[number];

export function addRetention(program: Command, context: CommandContext): void {
  const retention = program.command('retention').description('what is kept longer than it should be').helpCommand(false);
  retention
    .command('report')
    .description(
      'count what is older than its keep period; nothing is removed, neither by this command nor, in this release, by the gateway',
    )
    .option('--json', 'print one JSON object per line')
    .addHelpText('after', afterHelp('0 nothing is overdue, 1 something is', 'retention report'))
    .action(async (options: { readonly json?: true }) => {
      context.finish(await report(context, options));
    });
}

async function report(context: CommandContext, { json }: { readonly json?: true }): Promise<ExitCode> {
  const { output } = context;
  const now = systemClock.now();
  return withStore(context, async ({ pool }) => {
    let overdue = 0;
    for (const kept of KEPT) {
      const before = cutOff(now, kept.period);
      const count = await reading(pool, async (session) => {
        const { rows } = await session.query<{ count: string }>(`SELECT count(*) AS count FROM ${kept.count}`, [before]);
        return Number(rows[0]?.count ?? 0);
      });
      overdue += count;
      if (json === true) output.line({ what: kept.what, period: kept.period, before: before.toISOString(), count });
      else
        output.text(`${String(count).padStart(10)} ${kept.words} older than ${kept.period} (before ${before.toISOString().slice(0, 10)})`);
    }
    if (overdue > 0) output.say('This release removes nothing by itself.');
    return overdue === 0 ? ExitCode.ok : ExitCode.refused;
  });
}

function cutOff(now: Date, period: Kept['period']): Date {
  const before = new Date(now);
  if (period === '30 days') before.setUTCDate(before.getUTCDate() - 30);
  else before.setUTCMonth(before.getUTCMonth() - (period === '12 months' ? 12 : 84));
  return before;
}
