import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter, Mapped } from '@mash-gateway/adapters';
import type { Command } from 'commander';
import { afterHelp, type CommandContext } from '../command-context.js';
import { ExitCode, WrongUse, type Output } from '../exit-code.js';
import { differencesOf, kindOf, type Place, type Said } from './differences.js';
import { adapterNamed, mapFile, momentOf } from './map-file.js';
import { leavesOf } from './record-leaves.js';

interface CompareOptions {
  readonly mediaType?: string;
  readonly now?: string;
  readonly json?: true;
}

interface Difference extends Place {
  readonly file: string;
  /** Position in the file; 0 for the file as a whole. */
  readonly position: number;
}

export function addCompareMappings(program: Command, { output, finish }: CommandContext): void {
  program
    .command('compare-mappings')
    .description('map every file of a folder with two versions of an adapter and print where they differ; values are never printed')
    .argument('<before>', 'adapter id, or the path of a module that exports one')
    .argument('<after>', 'adapter id, or the path of a module that exports one')
    .argument('<folder>', 'folder of files, with all folders below it')
    .option('--media-type <type>', "media type of the files (default: by extension, among the adapter's)")
    .option('--now <moment>', 'take this date or time as now; it decides who is a child')
    .option('--json', 'print one JSON object per difference')
    .addHelpText('after', afterHelp('0 no difference, 1 differences', 'compare-mappings ./old/ctf/index.js ctf received/'))
    .action(async (before: string, after: string, folder: string, options: CompareOptions) => {
      finish(await compare([await adapterNamed(before), await adapterNamed(after)], folder, options, output));
    });
}

async function compare(
  [before, after]: readonly [Adapter, Adapter],
  folder: string,
  { mediaType, now, json }: CompareOptions,
  output: Output,
): Promise<ExitCode> {
  const moment = momentOf(now);
  const files = await filesBelow(folder);
  const found = new Map<string, { readonly files: Set<string>; count: number }>();
  for (const file of files) {
    const [one, other] = await Promise.all([before, after].map((adapter) => outcome(adapter, join(folder, file), mediaType, moment)));
    for (const difference of differences(file, one ?? NOTHING, other ?? NOTHING)) {
      if (json) output.line(difference);
      const place = kindOf(difference);
      const entry = found.get(place) ?? { files: new Set<string>(), count: 0 };
      entry.files.add(file);
      entry.count += 1;
      found.set(place, entry);
    }
  }
  if (!json) output.text(summary(before, after, files.length, found));
  return found.size === 0 ? ExitCode.ok : ExitCode.refused;
}

/** Everything an adapter says of one file, as values by position and path. */
type Outcome = ReadonlyMap<number, Said>;
const NOTHING: Outcome = new Map();

async function outcome(adapter: Adapter, file: string, mediaType: string | undefined, now: Date): Promise<Outcome> {
  const { inspection, items } = await mapFile(adapter, file, { mediaType, now });
  const all = new Map<number, Map<string, unknown>>([[0, new Map([['inspection', JSON.stringify(inspection)]])]]);
  for await (const item of items)
    all.set(item.position, new Map([...(all.get(item.position) ?? []), ...statements(item, all.has(item.position))]));
  return all;
}

/** A position that gave several children keeps them apart by their order. */
function statements(item: Mapped, isFurther: boolean): readonly (readonly [string, unknown])[] {
  const under = isFurther ? 'further.' : '';
  if (item.kind !== 'record')
    return [
      [`${under}kind`, item.kind],
      [`${under}issues`, JSON.stringify(item.issues)],
    ];
  // Every record names the version it was mapped by; that two versions differ in it says nothing.
  const leaves = leavesOf(item.record).filter(({ path }) => path !== 'source.mappingVersion');
  return [[`${under}kind`, item.kind], ...leaves.map(({ path, value }) => [`${under}${path}`, value] as const)];
}

function differences(file: string, before: Outcome, after: Outcome): readonly Difference[] {
  const positions = [...new Set([...before.keys(), ...after.keys()])].sort((one, other) => one - other);
  return positions.flatMap((position) =>
    differencesOf(before.get(position) ?? new Map<string, unknown>(), after.get(position) ?? new Map<string, unknown>()).map((place) => ({
      file,
      position,
      ...place,
    })),
  );
}

function summary(
  before: Adapter,
  after: Adapter,
  files: number,
  found: ReadonlyMap<string, { readonly files: ReadonlySet<string>; readonly count: number }>,
): string {
  const head = `${before.id} ${before.version} and ${after.id} ${after.version} over ${String(files)} files: `;
  if (found.size === 0) return `${head}no difference`;
  const lines = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    `${head}${String(found.size)} kinds of difference`,
    ...lines.map(([place, entry]) => `  ${place}: ${String(entry.count)} times in ${String(entry.files.size)} files`),
  ].join('\n');
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new WrongUse(`Cannot read the folder ${folder}.`);
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  if (files.length === 0) throw new WrongUse(`The folder ${folder} holds no file.`);
  return files.sort();
}
