import { readFile } from 'node:fs/promises';
import { DEFAULT_LIMITS, type Adapter, type AdapterInput, type Mapped } from '@mash-gateway/adapters';
import { MappedRecord, validateContract, type Issue } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import { ADAPTERS, isAdapterId, loadAdapter } from '../config/adapters.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { ExitCode, WrongUse, type Output } from './exit-code.js';
import { mediaTypeOf } from './media-type.js';

interface TryOptions {
  readonly mediaType?: string;
  /** ISO date or time to take as now; decides who is a child. */
  readonly now?: string;
}

export function addTry(program: Command, { output, finish }: CommandContext): void {
  program
    .command('try')
    .description(
      'map one file and print what came of it, one JSON object per line: {"record": …} or {"issue": …}; sends and stores nothing',
    )
    .argument('<adapter>', 'adapter id, such as fhir-r4, police-notice or ctf')
    .argument('<file>', 'the file as the agency has it, or - for standard input')
    .option('--media-type <type>', "media type of the file (default: by its extension, among the adapter's)")
    .option('--now <moment>', 'take this date or time as now; it decides who is a child')
    .addHelpText('after', afterHelp('0 every record is valid, 1 something was refused', 'try ctf examples/education.xml'))
    .action(async (adapter: string, file: string, options: TryOptions) => {
      finish(await tryFile(adapter, file, options, output));
    });
}

/**
 * Maps one file with one adapter and prints what came of it, one JSON object per line:
 * `{"record": …}` or `{"issue": …}`. Sends and stores nothing.
 * @returns `ok` when every record is valid, `refused` when a position or the whole file was refused
 * @throws WrongUse for an adapter that does not exist or a file that cannot be read
 */
async function tryFile(adapterId: string, file: string, options: TryOptions, output: Output): Promise<ExitCode> {
  const adapter = await adapterNamed(adapterId);
  const bytes = await bytesOf(file);
  const input = inputOf(bytes, mediaTypeOf(adapter, file, bytes, options.mediaType));
  const context = { now: momentOf(options.now), limits: DEFAULT_LIMITS };

  const inspection = await adapter.inspect(input, context);
  inspection.issues.forEach((issue) => {
    output.line({ issue });
  });
  if (!inspection.accepted) return ExitCode.refused;

  let refused = false;
  for await (const mapped of adapter.map(input, context)) {
    refused = print(mapped, output) || refused;
  }
  return refused ? ExitCode.refused : ExitCode.ok;
}

async function adapterNamed(id: string): Promise<Adapter> {
  if (!isAdapterId(id)) throw new WrongUse(`There is no adapter "${id}". Adapters: ${Object.keys(ADAPTERS).join(', ')}.`);
  return loadAdapter(id);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file);
  } catch {
    throw new WrongUse(`Cannot read the file ${file}.`);
  }
}

function momentOf(now: string | undefined): Date {
  const moment = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(moment.getTime())) throw new WrongUse('--now takes a date or time such as 2026-11-24 or 2026-11-24T09:00:00Z.');
  return moment;
}

function inputOf(bytes: Uint8Array, mediaType: string): AdapterInput {
  return {
    mediaType,
    size: bytes.byteLength,
    async *open() {
      yield await Promise.resolve(bytes);
    },
  };
}

/** Prints one mapped position and says whether it was refused. */
function print(mapped: Mapped, output: Output): boolean {
  const issues = issuesOf(mapped);
  issues.forEach((issue) => {
    output.line({ issue });
  });
  if (mapped.kind !== 'record') return mapped.kind === 'refused';
  if (issues.length > 0) return true;
  output.line({ record: mapped.record });
  return false;
}

function issuesOf(mapped: Mapped): readonly Issue[] {
  return mapped.kind === 'record' ? validateContract(MappedRecord, mapped.record) : mapped.issues;
}
