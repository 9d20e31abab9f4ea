import type { Issue } from '@mash-gateway/contracts';
import { commitBatch, type Committed } from './commit-batch.js';
import type { JournalTools } from './journal-tools.js';
import { faultCode, faultKind } from '../database/database-fault.js';
import type { Entry, PreparedOutcome } from './entry.js';
import { JournalUnavailable, UnstorableSubmission } from '../faults.js';

/** What an entry's caller is told: how it was admitted, or why it failed (JournalUnavailable, UnstorableSubmission). */
export type Settlement = Committed | { readonly kind: 'failed'; readonly error: Error };

/**
 * Commits a batch. When the rows themselves are at fault it is split, so that the culprit fails alone: half by half down to one entry, and
 * inside an entry to the positions, which are then refused while the rest of the submission is taken, unless it is to be taken whole.
 */
export async function settleBatch(tools: JournalTools, entries: readonly Entry[]): Promise<readonly Settlement[]> {
  try {
    return await commitBatch(tools, entries);
  } catch (error) {
    if (faultKind(error) === 'transient') return entries.map(() => unavailable(error));
    const [only] = entries;
    if (only !== undefined && entries.length === 1) return [await settleAlone(tools, only)];
    const middle = Math.ceil(entries.length / 2);
    return [...(await settleBatch(tools, entries.slice(0, middle))), ...(await settleBatch(tools, entries.slice(middle)))];
  }
}

async function settleAlone(tools: JournalTools, entry: Entry): Promise<Settlement> {
  try {
    if (entry.indivisible === true) return committedOr(await commitBatch(tools, [entry]));
    const culprits = new Set(await findCulprits(tools, entry, entry.outcomes));
    const outcomes = entry.outcomes.map((outcome) => (culprits.has(outcome) ? refused(outcome) : outcome));
    return committedOr(await commitBatch(tools, [{ ...entry, outcomes }]));
  } catch (error) {
    if (faultKind(error) === 'transient') return unavailable(error);
    return { kind: 'failed', error: new UnstorableSubmission(`the submission cannot be stored: ${faultCode(error)}`) };
  }
}

function committedOr([committed]: readonly Committed[]): Settlement {
  return committed ?? { kind: 'again' };
}

async function findCulprits(tools: JournalTools, entry: Entry, suspects: readonly PreparedOutcome[]): Promise<readonly PreparedOutcome[]> {
  if (suspects.length === 0) return [];
  try {
    await commitBatch(tools, [{ ...entry, outcomes: suspects }], 'rehearse');
    return [];
  } catch (error) {
    if (faultKind(error) === 'transient') throw error;
    if (suspects.length === 1) return suspects;
    const middle = Math.ceil(suspects.length / 2);
    return [
      ...(await findCulprits(tools, entry, suspects.slice(0, middle))),
      ...(await findCulprits(tools, entry, suspects.slice(middle))),
    ];
  }
}

function refused({ position, issues }: PreparedOutcome): PreparedOutcome {
  const issue: Issue = { code: 'text.unstorable', severity: 'error', location: `/${String(position)}` };
  return { kind: 'refused', position, issues: [...issues, issue] };
}

function unavailable(error: unknown): Settlement {
  return { kind: 'failed', error: new JournalUnavailable(`the database cannot take it now: ${faultCode(error)}`) };
}
