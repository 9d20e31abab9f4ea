import { Readable } from 'node:stream';
import { addAttempt, closeDeadLetter, type By } from '../dead-letters/close-dead-letter.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { keptSubmission, type KeptSubmission } from '../dead-letters/kept-body.js';
import type { IntakeOutcome } from '../intake/outcome.js';
import { notPossible, type Correction, type ItemResult } from './replay.js';
import { isResult, mappingOf, type ReplayParts, type Way } from './replay-parts.js';

/**
 * Gives a submission that was refused whole to intake again, as its sender's, or a corrected body in its place. Taken twice it is a
 * duplicate; refused again it is the same dead letter.
 */
export async function replaySubmission(parts: ReplayParts, letter: DeadLetter, way: Way): Promise<ItemResult> {
  const { tools, reception } = parts;
  const mapping = mappingOf(parts, letter, way.correction === undefined ? way.mapping : 'latest');
  if (isResult(mapping)) return mapping;
  const kept = await keptSubmission(tools.pool, tools.ring, letter.submissionId);
  if (way.correction === undefined && kept === undefined) return notPossible('body-purged');
  if (way.correction === undefined && kept?.extent === 'part') return notPossible('body-incomplete');
  const clientId = await senderOf(parts, letter);
  if (clientId === undefined) return notPossible('body-purged');
  const outcome = await reception.take({
    feed: mapping.feed,
    clientId,
    ...contentOf(kept, way.correction),
    contentEncoding: undefined,
    idempotencyKey: undefined,
    replayOf: letter.id,
  });
  return settle(parts, letter, outcome, { ...way.by, corrected: way.correction !== undefined });
}

function contentOf(
  kept: KeptSubmission | undefined,
  correction: Correction | undefined,
): { readonly contentType: string | undefined; readonly body: Readable } {
  if (correction !== undefined) return { contentType: correction.mediaType, body: Readable.from([correction.bytes]) };
  return { contentType: kept?.submission.mediaType, body: Readable.from(kept?.open() ?? []) };
}

async function settle(
  { tools }: ReplayParts,
  letter: DeadLetter,
  outcome: IntakeOutcome,
  by: By & { readonly corrected: boolean },
): Promise<ItemResult> {
  if (outcome.kind !== 'receipt') {
    const code =
      outcome.kind === 'declined' ? outcome.code : (outcome.issues.find(({ severity }) => severity === 'error')?.code ?? 'refused');
    await addAttempt(tools, letter.id, code);
    return { outcome: 'refused', code };
  }
  const { submissionId } = outcome.receipt;
  const code = outcome.repeated ? 'duplicate' : 'accepted';
  await closeDeadLetter(tools, letter.id, { state: 'replayed', code, submissionId, corrected: by.corrected }, by);
  return { outcome: outcome.repeated ? 'unchanged' : 'replayed', code, submissionId };
}

/** Duplicates and receipts are per client: a replay is the sender's own. */
async function senderOf({ tools }: ReplayParts, { submissionId }: DeadLetter): Promise<string | undefined> {
  const { rows } = await tools.pool.query<{ client_id: string }>('SELECT client_id FROM refused_submissions WHERE submission_id = $1', [
    submissionId,
  ]);
  return rows[0]?.client_id;
}
