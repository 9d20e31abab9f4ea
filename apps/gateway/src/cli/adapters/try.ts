import type { Mapped } from '@mash-gateway/adapters';
import { MappedRecord, validateContract, type Issue } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import { afterHelp, type CommandContext } from '../command-context.js';
import { ExitCode, type Output } from '../exit-code.js';
import { adapterNamed, mapFile, momentOf } from './map-file.js';
import { inspectionView, itemView } from './readable-view.js';

interface TryOptions {
  readonly mediaType?: string;
  /** ISO date or time to take as now; decides who is a child. */
  readonly now?: string;
  readonly readable?: true;
}

export function addTry(program: Command, { output, finish }: CommandContext): void {
  program
    .command('try')
    .description(
      'map one file and print what came of it, one JSON object per line: {"record": …} or {"issue": …}; sends and stores nothing',
    )
    .argument('<adapter>', 'adapter id, such as fhir-r4, police-notice or ctf, or the path of a module that exports one')
    .argument('<file>', 'the file as the agency has it, or - for standard input')
    .option('--media-type <type>', "media type of the file (default: by its extension, among the adapter's)")
    .option('--now <moment>', 'take this date or time as now; it decides who is a child')
    .option('--readable', 'print for a person: what was mapped, what was not, issues by location')
    .addHelpText('after', afterHelp('0 every record is valid, 1 something was refused', 'try ctf examples/education.xml'))
    .action(async (adapter: string, file: string, options: TryOptions) => {
      finish(await tryFile(adapter, file, options, output));
    });
}

/**
 * Maps one file with one adapter and prints what came of it, one JSON object per line:
 * `{"record": …}` or `{"issue": …}`, or the same for a person. Sends and stores nothing.
 * @returns `ok` when every record is valid, `refused` when a position or the whole file was refused
 * @throws WrongUse for an adapter that does not exist or a file that cannot be read
 */
async function tryFile(name: string, file: string, options: TryOptions, output: Output): Promise<ExitCode> {
  const adapter = await adapterNamed(name);
  const { mediaType, readable } = options;
  const { inspection, items } = await mapFile(adapter, file, { mediaType, now: momentOf(options.now) });
  if (readable) output.text(inspectionView(adapter, inspection));
  else printIssues(inspection.issues, output);
  if (!inspection.accepted) return ExitCode.refused;

  let refused = false;
  for await (const mapped of items) {
    const violations = mapped.kind === 'record' ? validateContract(MappedRecord, mapped.record) : [];
    if (readable) output.text(itemView(mapped, violations));
    else printItem(mapped, violations, output);
    refused ||= mapped.kind === 'refused' || violations.length > 0;
  }
  return refused ? ExitCode.refused : ExitCode.ok;
}

function printItem(mapped: Mapped, violations: readonly Issue[], output: Output): void {
  if (mapped.kind !== 'record') printIssues(mapped.issues, output);
  else if (violations.length > 0) printIssues(violations, output);
  else output.line({ record: mapped.record });
}

function printIssues(issues: readonly Issue[], output: Output): void {
  issues.forEach((issue) => {
    output.line({ issue });
  });
}
