import type { Issue } from '@mash-gateway/contracts';
import { addAttempt, closeDeadLetter } from '../dead-letters/close-dead-letter.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { keptSubmission, type KeptSubmission } from '../dead-letters/kept-body.js';
import { contentTypeOf } from '../intake/take/content-type.js';
import { newSubmissionId } from '../intake/take/submission-id.js';
import { mapContext } from '../intake/take/taking.js';
import type { ReceiptRecord } from '../journal/receipt.js';
import type { PositionOutcome, Statement } from '../prepare/outcome.js';
import { prepare } from '../prepare/prepare.js';
import { isResult, mappingOf, type Mapping, type ReplayParts, type Way } from './replay-parts.js';
import { notPossible, type ItemResult } from './replay.js';

/**
 * Maps the body of one accepted submission again and takes of it the positions of these dead letters alone, in one commit: what was taken
 * before is not said again. All dead letters are of one submission, at most 250.
 */
export async function replayPositions(
  parts: ReplayParts,
  letters: readonly DeadLetter[],
  way: Way,
): Promise<ReadonlyMap<number, ItemResult>> {
  const [first] = letters;
  if (first === undefined) return new Map();
  const every = (result: ItemResult): ReadonlyMap<number, ItemResult> => new Map(letters.map(({ id }) => [id, result]));
  const mapping = mappingOf(parts, first, way.mapping);
  if (isResult(mapping)) return every(mapping);
  const kept = await keptSubmission(parts.tools.pool, parts.tools.ring, first.submissionId);
  if (kept === undefined) return every(notPossible('body-purged'));

  const outcomes = await mappedAgain(parts, kept, mapping, new Set(letters.map(({ position = 0 }) => position)));
  if ('code' in outcomes) return every({ outcome: 'refused', code: outcomes.code });
  const statements = letters.flatMap((letter) => statementFor(letter, outcomes.get(letter.position ?? 0)));
  const taken = statements.length === 0 ? undefined : await take(parts, kept, { mapping, way, statements });
  const results = new Map<number, ItemResult>();
  for (const letter of letters)
    results.set(letter.id, await settle(parts, letter, { way, outcome: outcomes.get(letter.position ?? 0), taken }));
  return results;
}

/** A record that was made before, and could not be published, is replaced by what the mapping says now. */
function statementFor(letter: DeadLetter, outcome: PositionOutcome | undefined): readonly Statement[] {
  if (outcome?.kind !== 'statement') return [];
  return [letter.delivery === undefined ? outcome : { ...outcome, replaces: letter.delivery.recordId }];
}

async function mappedAgain(
  parts: ReplayParts,
  kept: KeptSubmission,
  { feed, adapter }: Mapping,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, PositionOutcome> | Issue> {
  const { submission } = kept;
  const input = { ...contentTypeOf(submission.mediaType), size: submission.size, open: () => kept.open() };
  const context = mapContext(submission, feed);
  const inspection = await adapter.inspect(input, context);
  if (!inspection.accepted) return inspection.issues[0] ?? UNREADABLE;
  const { rules, validator, tools } = parts;
  const outcomes = new Map<number, PositionOutcome>();
  for await (const { outcome } of prepare(input, { adapter, feed, rules, validator, clock: tools.clock, context }))
    if (outcome.kind !== 'nothing' && wanted.has(outcome.position)) outcomes.set(outcome.position, outcome);
  return outcomes;
}

const UNREADABLE: Issue = { code: 'body.unreadable', severity: 'error', location: 'body' };

interface Taken {
  readonly submissionId: string;
  readonly records: readonly ReceiptRecord[];
}

interface Taking {
  readonly mapping: Mapping;
  readonly way: Way;
  readonly statements: readonly Statement[];
}

/** Under a name of its own, so that a crash between commit and mark commits nothing twice. */
async function take({ journal, tools }: ReplayParts, { submission }: KeptSubmission, { mapping, way, statements }: Taking): Promise<Taken> {
  const ordered = [...new Map(statements.map((one) => [one.position, one])).values()].sort((a, b) => a.position - b.position);
  const { submissionId, records } = await journal.commit(
    {
      ...submission,
      id: newSubmissionId(tools.clock.now()),
      body: { kind: 'spooled' },
      replay: `${way.replayId} ${submission.id} ${String(ordered[0]?.position)}`,
    },
    ordered,
    { adapter: mapping.adapter.id, mappingVersion: mapping.adapter.version, issues: [] },
  );
  return { submissionId, records };
}

interface Settling {
  readonly way: Way;
  readonly outcome: PositionOutcome | undefined;
  readonly taken: Taken | undefined;
}

async function settle({ tools }: ReplayParts, letter: DeadLetter, { way, outcome, taken }: Settling): Promise<ItemResult> {
  const record = outcome?.kind === 'statement' ? taken?.records.find(({ position }) => position === letter.position) : undefined;
  if (record === undefined || record.outcome === 'refused' || taken === undefined) {
    const code = (record ?? outcome)?.issues.find(({ severity }) => severity === 'error')?.code ?? 'nothing-there';
    await addAttempt(tools, letter.id, code);
    return { outcome: 'refused', code };
  }
  const { submissionId } = taken;
  const code = record.outcome;
  await closeDeadLetter(tools, letter.id, { state: 'replayed', code, submissionId, corrected: false }, way.by);
  return { outcome: code === 'duplicate' ? 'unchanged' : 'replayed', code, submissionId };
}
