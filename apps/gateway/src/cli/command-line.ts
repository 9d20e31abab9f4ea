import { Command, CommanderError } from 'commander';
import { processEnvironment, type Environment } from '../config/environment.js';
import { ConfigFaults } from '../config/faults.js';
import { addAcls } from './acls.js';
import { addAudit } from './audit.js';
import { addCheck } from './check.js';
import type { CommandContext } from './command-context.js';
import { addCompareMappings } from './adapters/compare-mappings.js';
import { addDeadLetters } from './dead-letters.js';
import { addDryReplay } from './dry-replay.js';
import { ExitCode, WrongUse, type Output } from './exit-code.js';
import { addExplain } from './explain.js';
import { addNewAdapter } from './adapters/new-adapter.js';
import { addRetention } from './retention.js';
import { addTail } from './tail.js';
import { addTry } from './adapters/try.js';

/** Where a command line runs; by default in this process, as it was started. */
export interface Surroundings {
  readonly environment?: Environment;
  readonly interrupted?: AbortSignal;
}

/**
 * Runs one command of `mash-gateway`.
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 something was refused or found wrong, 2 wrong use
 */
export async function runCommandLine(args: readonly string[], output: Output, surroundings: Surroundings = {}): Promise<ExitCode> {
  let code: ExitCode = ExitCode.ok;
  const program = commands({
    environment: surroundings.environment ?? processEnvironment(),
    interrupted: surroundings.interrupted ?? new AbortController().signal,
    output,
    finish: (result) => {
      code = result;
    },
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.wrongUse;
    if (!(error instanceof WrongUse || error instanceof ConfigFaults)) throw error;
    output.say(error.message);
    return ExitCode.wrongUse;
  }
}

function commands(context: CommandContext): Command {
  const { output, finish } = context;
  const program = new Command('mash-gateway')
    .description('Command line of MASH Gateway')
    .configureOutput({
      writeOut: (text) => {
        output.text(text.trimEnd());
      },
      writeErr: (text) => {
        output.say(text.trimEnd());
      },
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(add --help for usage)')
    .addHelpText(
      'after',
      '\nSettings come from the environment as for the gateway: MASH_CONFIG, DATABASE_URL, KAFKA_BROKERS, DATA_DIR.\n\nExample:\n  mash-gateway try ctf examples/education.xml',
    )
    .exitOverride()
    .action(() => {
      program.outputHelp();
      finish(ExitCode.wrongUse);
    });
  for (const add of [
    addTry,
    addCompareMappings,
    addNewAdapter,
    addCheck,
    addTail,
    addDeadLetters,
    addDryReplay,
    addAudit,
    addExplain,
    addAcls,
    addRetention,
  ])
    add(program, context);
  return program;
}
