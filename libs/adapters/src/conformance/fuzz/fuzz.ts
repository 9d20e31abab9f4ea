import type { Issue } from '@mash-gateway/contracts';
import { MappedRecord, validateContract } from '@mash-gateway/contracts';
import type { Adapter } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import { collector } from '../collector.js';
import { loadFixtures, textOf, type Fixture } from '../fixtures.js';
import type { ConformanceOptions } from '../options.js';
import { mapAll, outcomeOf, plain, type ExpectedOutcome } from '../outcome.js';
import { Chance } from './chance.js';
import { mutatedBytes, mutatedRows } from './mutate-text.js';
import { grown, mutated } from './mutate-tree.js';
import { CANARY } from './odd-values.js';
import { branchesOf, type Branch } from './tree.js';
import { treeOf, written } from './syntax.js';

/** How long a fuzz run goes on, and from which choices it starts. */
export interface FuzzOptions extends Pick<ConformanceOptions, 'fixturesDir' | 'mediaTypes' | 'now'> {
  /** Whole number; the same seed makes the same inputs. */
  readonly seed: number;
  /** Inputs to make; a run also ends at `deadline`. */
  readonly runs: number;
  /** Asked before every input: whether the time is up. */
  readonly enough?: () => boolean;
  /** Milliseconds one input may take, both passes together. Default 2,000. */
  readonly budgetMs?: number;
}

/** One input that did what no input may do. */
export interface FuzzFinding {
  readonly run: number;
  readonly what: string;
  /** The fixture it was made from. */
  readonly fixture: string;
  /** The input itself: keep it outside the repository until it is known to hold invented values only. */
  readonly bytes: Uint8Array;
}

export interface FuzzReport {
  readonly runs: number;
  /** Inputs that were taken whole: a run that never gets past the first pass tests little. */
  readonly accepted: number;
  readonly records: number;
  readonly slowestMs: number;
  /** Memory held after collection, in bytes, early in the run and at its end. */
  readonly heldEarly: number;
  readonly heldAtEnd: number;
  readonly findings: readonly FuzzFinding[];
}

/** Findings after which a run stops: the first few say enough. */
const MOST_FINDINGS = 5;

/**
 * Fuzzes an adapter with altered fixtures and with documents grown from their parts. Of every input it asks: no throw,
 * no hang over the budget, catalogue codes with a location, no planted value in an issue, only valid records, and
 * something for every position. The same seed makes the same inputs.
 * @throws AssertionError when the fixtures folder is not as {@link ConformanceOptions} says
 */
export async function fuzz(adapter: Adapter, options: FuzzOptions): Promise<FuzzReport> {
  const sources = sourcesOf(options);
  const collect = collector();
  const findings: FuzzFinding[] = [];
  const count = { runs: 0, accepted: 0, records: 0, slowestMs: 0, heldEarly: 0 };
  const settled = Math.min(500, Math.ceil(options.runs / 10));
  while (count.runs < options.runs && findings.length < MOST_FINDINGS && options.enough?.() !== true) {
    const chance = new Chance(options.seed * 1_000_003 + count.runs);
    const source = chance.pick(sources);
    const bytes = inputFrom(source, chance, sources);
    const tried = await attempt(adapter, source.fixture, bytes);
    count.runs += 1;
    count.accepted += tried.accepted ? 1 : 0;
    count.records += tried.records;
    count.slowestMs = Math.max(count.slowestMs, tried.ms);
    const slow = tried.ms > (options.budgetMs ?? 2_000) ? [`took ${Math.round(tried.ms)} ms`] : [];
    for (const what of [...tried.faults, ...slow]) findings.push({ run: count.runs - 1, what, fixture: source.fixture.name, bytes });
    if (count.runs === settled) count.heldEarly = collect();
  }
  return { ...count, heldAtEnd: collect(), findings };
}

interface Source {
  readonly fixture: Fixture;
  readonly text: string | undefined;
  readonly tree: Branch | undefined;
  readonly branches: readonly Branch[];
}

function sourcesOf(options: FuzzOptions): readonly Source[] {
  const { fixturesDir, mediaTypes, now } = options;
  return loadFixtures({ fixturesDir, mediaTypes, unmapped: [], codeTables: [], ...(now ? { now } : {}) }).map((fixture) => {
    const text = textOf(fixture);
    const tree = text === undefined ? undefined : treeOf(text);
    return { fixture, text, tree, branches: tree ? branchesOf(tree) : [] };
  });
}

function inputFrom({ fixture, text, tree, branches }: Source, chance: Chance, sources: readonly Source[]): Uint8Array {
  if (text === undefined || chance.once(12)) return mutatedBytes(fixture.bytes, chance);
  if (tree === undefined) return new TextEncoder().encode(mutatedRows(text, chance));
  const other = chance.pick(sources);
  const others = other.tree?.kind === tree.kind ? other.branches : branches;
  const made = chance.once(8) ? grown(tree, chance, others) : mutated(tree, chance, others);
  return new TextEncoder().encode(written(made));
}

interface Attempt {
  readonly faults: readonly string[];
  readonly accepted: boolean;
  readonly records: number;
  readonly ms: number;
}

async function attempt(adapter: Adapter, fixture: Fixture, bytes: Uint8Array): Promise<Attempt> {
  const input = inputOf(bytes, fixture.mediaType, fixture.charset);
  const started = performance.now();
  try {
    const outcome = await outcomeOf(adapter, input, fixture.now);
    const ms = performance.now() - started;
    // After a refusal nobody calls it, and still it may not throw.
    if (!outcome.inspection.accepted) await mapAll(adapter, input, fixture.now);
    const records = outcome.items.filter(({ kind }) => kind === 'record').length;
    return { faults: faultsOf(outcome), accepted: outcome.inspection.accepted, records, ms };
  } catch (error) {
    const what = error instanceof Error ? `threw ${error.name} at ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'threw';
    return { faults: [what], accepted: false, records: 0, ms: performance.now() - started };
  }
}

function faultsOf({ inspection, items }: ExpectedOutcome): readonly string[] {
  const faults: string[] = [];
  const issues: Issue[] = [...inspection.issues];
  const positions = new Set<number>();
  for (const item of items) {
    positions.add(item.position);
    if (item.kind === 'record') {
      issues.push(...(item.record.quality?.issues ?? []));
      faults.push(
        ...validateContract(MappedRecord, plain(item.record) as MappedRecord).map(({ location }) => `invalid record at ${location}`),
      );
      if (JSON.stringify(item.record.quality ?? {}).includes(CANARY)) faults.push('quality repeats a value');
    } else {
      issues.push(...item.issues);
      if (item.issues.length === 0) faults.push(`${item.kind} without a reason`);
    }
  }
  if (JSON.stringify(issues).includes(CANARY)) faults.push('an issue repeats a value');
  if (issues.some(({ location }) => location === '')) faults.push('an issue without a location');
  if (inspection.accepted && positions.size !== inspection.positions) faults.push('positions were miscounted');
  if (!inspection.accepted && !inspection.issues.some(({ severity }) => severity === 'error')) faults.push('refused without an error');
  return [...new Set(faults)];
}
