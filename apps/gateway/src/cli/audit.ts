import type { Command } from 'commander';
import { verifyAuditChain } from '../journal/audit/audit-chain.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { withStore } from './open-store.js';

export function addAudit(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('the audit chain').helpCommand(false);
  audit
    .command('verify')
    .description('follow the audit chain from its first row and find the first one that was changed, removed or put in')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `${afterHelp('0 the chain is whole, 1 it is broken', 'audit verify')}\n\nRows cut off at the end leave a chain that is whole: compare the number of rows and the head with those noted earlier.`,
    )
    .action(async (options: { readonly json?: true }) => {
      context.finish(await verify(context, options));
    });
}

async function verify(context: CommandContext, { json }: { readonly json?: true }): Promise<ExitCode> {
  const verdict = await withStore(context, ({ pool, ring }) => verifyAuditChain(pool, ring));
  if (json === true) context.output.line(verdict);
  else if (verdict.kind === 'whole') context.output.text(`The audit chain is whole: ${String(verdict.rows)} rows, head ${verdict.head}.`);
  else context.output.text(`The audit chain is broken at row ${String(verdict.seq)}: it or one before it was changed, removed or put in.`);
  return verdict.kind === 'whole' ? ExitCode.ok : ExitCode.refused;
}
