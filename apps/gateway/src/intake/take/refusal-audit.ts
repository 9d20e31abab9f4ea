import type { IssueCode } from '@mash-gateway/contracts';

/** Keeps that something was refused, and nothing of what was refused: refusals are audited as fully as shares. */
export interface RefusalAudit {
  /** @throws JournalUnavailable when the row cannot be made durable; the sender is then told to send again */
  record(refusal: Refusal): Promise<void>;
}

export interface Refusal {
  readonly submissionId: string;
  readonly feedId: string;
  readonly clientId: string;
  readonly at: Date;
  readonly code: IssueCode;
}
