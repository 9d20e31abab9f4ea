import { Command, CommanderError } from 'commander';
import { ExitCode, WrongUse, type Output } from './exit-code.js';
import { tryFile, type TryOptions } from './try.js';

/**
 * Runs one command of `mash-gateway`.
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 something was refused or found wrong, 2 wrong use
 */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = ExitCode.ok;
  const program = commands((result) => {
    code = result;
  }, output);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.wrongUse;
    if (!(error instanceof WrongUse)) throw error;
    output.say(error.message);
    return ExitCode.wrongUse;
  }
}

function commands(finish: (code: ExitCode) => void, output: Output): Command {
  const program = new Command('mash-gateway')
    .description('Command line of MASH Gateway')
    .showHelpAfterError('(add --help for usage)')
    .exitOverride()
    .action(() => {
      program.outputHelp();
      finish(ExitCode.wrongUse);
    });

  program
    .command('try')
    .description(
      'map one file and print what came of it, one JSON object per line: {"record": …} or {"issue": …}; sends and stores nothing',
    )
    .argument('<adapter>', 'adapter id, such as fhir-r4, police-notice or ctf')
    .argument('<file>', 'the file as the agency has it, or - for standard input')
    .option('--media-type <type>', "media type of the file (default: by its extension, among the adapter's)")
    .option('--now <moment>', 'take this date or time as now; it decides who is a child')
    .addHelpText(
      'after',
      '\nExit code: 0 every record is valid, 1 something was refused, 2 wrong use.\n\nExample:\n  mash-gateway try ctf examples/education.xml',
    )
    .action(async (adapter: string, file: string, options: TryOptions) => {
      finish(await tryFile(adapter, file, options, output));
    });

  return program;
}
