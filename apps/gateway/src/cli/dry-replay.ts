import type { Adapter } from '@mash-gateway/adapters';
import type { MappedRecord } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import { adaptersOf } from '../config/adapters.js';
import type { FeedConfig, GatewayConfig } from '../config/gateway-config.js';
import { loadConfig } from '../config/load-config.js';
import { keptSubmission, type KeptSubmission } from '../dead-letters/kept-body.js';
import { contentTypeOf } from '../intake/take/content-type.js';
import { mapContext } from '../intake/take/taking.js';
import { prepare } from '../prepare/prepare.js';
import { contractValidator } from '../prepare/record-validator.js';
import { readStored, storedSubmissions, type StoredSubmission } from '../replay/stored-traffic.js';
import { sharingRules } from '../sharing/agreements.js';
import { differencesOf, kindOf, type Place, type Said } from './adapters/differences.js';
import { leavesOf } from './adapters/record-leaves.js';
import { afterHelp, type CommandContext } from './command-context.js';
import { momentOf } from './dead-letters-selection.js';
import { ExitCode, WrongUse } from './exit-code.js';
import { withStore } from './open-store.js';

interface Options {
  readonly dryRun?: true;
  readonly feed: string;
  readonly since?: string;
  readonly until?: string;
  readonly latest?: true;
  readonly json?: true;
}

export function addDryReplay(program: Command, context: CommandContext): void {
  program
    .command('replay')
    .description(
      'map stored traffic again with the mapping that is installed and print where it differs; nothing is written, values are never printed',
    )
    .requiredOption('--dry-run', 'say that nothing is to be published (dead letters are replayed with: dead-letters replay)')
    .requiredOption('--feed <id>', 'feed whose stored bodies are mapped')
    .option('--since <moment>', 'only what was received at this date or time or later')
    .option('--until <moment>', 'only what was received before this date or time')
    .option('--latest', 'also what another version of the mapping made')
    .option('--json', 'print one JSON object per difference')
    .addHelpText('after', afterHelp('0 no difference, 1 differences', 'replay --dry-run --feed police-demo --since 2026-11-01 --latest'))
    .action(async (options: Options) => {
      context.finish(await dryReplay(context, options));
    });
}

interface Found extends Place {
  readonly submissionId: string;
  /** 0 for the submission as a whole. */
  readonly position: number;
}

async function dryReplay(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output } = context;
  const config = loadConfig(context.environment, new Date());
  const feed = config.feeds.find(({ id }) => id === options.feed);
  if (feed === undefined) throw new WrongUse(`There is no feed ${options.feed} in the configuration.`);
  const adapter = (await adaptersOf(config)).get(feed.adapter);
  if (adapter === undefined) throw new WrongUse(`The feed ${feed.id} has no adapter.`);
  const counts = { compared: 0, otherVersion: 0, gone: 0 };
  const kinds = new Map<string, number>();
  await withStore(context, async (store) => {
    for (const id of await storedSubmissions(store.pool, selectionOf(options))) {
      const stored = await readStored(store.pool, store.ring, id);
      const kept = await keptSubmission(store.pool, store.ring, id);
      if (kept === undefined) counts.gone += 1;
      else if (options.latest !== true && !isOf(stored, adapter)) counts.otherVersion += 1;
      else {
        counts.compared += 1;
        for await (const found of compared(stored, kept, { config, feed, adapter })) {
          if (options.json === true) output.line(found);
          kinds.set(kindOf(found), (kinds.get(kindOf(found)) ?? 0) + 1);
        }
      }
    }
  });
  if (options.json !== true) output.text(summary(adapter, counts, kinds));
  return kinds.size === 0 ? ExitCode.ok : ExitCode.refused;
}

/** What was refused whole is compared with any version: there is nothing that an older one made. */
function isOf({ mapping }: StoredSubmission, adapter: Adapter): boolean {
  return mapping === undefined || (mapping.adapter === adapter.id && mapping.mappingVersion === adapter.version);
}

function selectionOf({ feed, since, until }: Options): Parameters<typeof storedSubmissions>[1] {
  return {
    feedId: feed,
    ...(since === undefined ? {} : { since: momentOf('--since', since) }),
    ...(until === undefined ? {} : { until: momentOf('--until', until) }),
  };
}

interface Installed {
  readonly config: GatewayConfig;
  readonly feed: FeedConfig;
  readonly adapter: Adapter;
}

async function* compared(stored: StoredSubmission, kept: KeptSubmission, { config, feed, adapter }: Installed): AsyncIterable<Found> {
  const { submission } = kept;
  const { submissionId, records, refused } = stored;
  const input = { ...contentTypeOf(submission.mediaType), size: submission.size, open: () => kept.open() };
  const context = mapContext(submission, feed);
  const inspection = await adapter.inspect(input, context);
  const missing = new Set(records.keys());
  if (inspection.accepted) {
    const rules = sharingRules(config.feeds, config.agreements);
    const preparation = { adapter, feed, rules, validator: contractValidator(), clock: systemClock, context };
    for await (const { outcome } of prepare(input, preparation)) {
      const { position } = outcome;
      const before = records.get(position);
      missing.delete(position);
      if (outcome.kind === 'statement' && before !== undefined)
        for (const place of differencesOf(said(before), said(outcome.record))) yield { submissionId, position, ...place };
      else if (outcome.kind === 'statement' && (refused.has(position) || stored.mapping === undefined))
        yield { submissionId, position, change: 'added', path: 'record' };
      else if (outcome.kind !== 'statement' && before !== undefined) yield { submissionId, position, change: 'removed', path: 'record' };
    }
  }
  for (const position of missing) yield { submissionId, position, change: 'removed', path: 'record' };
}

/** Without what every mapping version, and every receipt, says otherwise. */
function said(record: MappedRecord): Said {
  return new Map(leavesOf(record).flatMap(({ path, value }) => (BESIDE.includes(path) ? [] : [[path, value] as const])));
}

const BESIDE = ['source.mappingVersion', 'source.feed', 'source.submissionId', 'source.receivedAt'];

function summary(
  { id, version }: Adapter,
  { compared: count, otherVersion, gone }: Readonly<Record<'compared' | 'otherVersion' | 'gone', number>>,
  kinds: ReadonlyMap<string, number>,
): string {
  return [
    `${id} ${version} over ${String(count)} stored submissions: ${kinds.size === 0 ? 'no difference' : `${String(kinds.size)} kinds of difference`}`,
    ...(otherVersion === 0 ? [] : [`  ${String(otherVersion)} were mapped by another version: compare them with --latest`]),
    ...(gone === 0 ? [] : [`  ${String(gone)} have no body any more`]),
    ...[...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([kind, times]) => `  ${kind}: ${String(times)} times`),
  ].join('\n');
}
