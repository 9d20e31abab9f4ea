import type { Issue } from '@mash-gateway/contracts';
import type { SubmissionBody } from '../submission.js';

/** Keeps what was refused whole, sealed, as a dead letter. */
export interface RefusedKeeper {
  /** @throws JournalUnavailable when it cannot be made durable now: nothing may be told the source */
  keep(refused: RefusedWhole): Promise<Kept>;
}

export interface Kept {
  /** Id of its dead letter; of the earlier one where the same bytes were refused before. */
  readonly deadLetter: number;
  /** Whether the body is the dead letter's now; otherwise it may be discarded. */
  readonly bodyKept: boolean;
}

/** A submission of which nothing was taken. */
export interface RefusedWhole {
  readonly submissionId: string;
  readonly feedId: string;
  readonly clientId: string;
  readonly at: Date;
  readonly stage: 'intake' | 'prepare';
  readonly adapter: string;
  readonly mappingVersion: string;
  readonly issues: readonly Issue[];
  /** As the sender named it. */
  readonly mediaType: string | undefined;
  /** Absent when there is nothing to keep: an empty body, or one above the feed's limit. */
  readonly body?: RefusedBody;
  /** Without room for the body the refusal itself must wait: nobody else has it. */
  readonly mustKeep: boolean;
}

export interface RefusedBody {
  readonly body: SubmissionBody;
  /** Of what is kept. */
  readonly sha256: string;
  readonly size: number;
  /** part: it ended early. */
  readonly extent: 'whole' | 'part';
}
