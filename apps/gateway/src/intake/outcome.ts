import type { Issue, RequestCode } from '@mash-gateway/contracts';
import type { StoredReceipt } from '../journal/receipt.js';

/** How a submission was answered: durable, or refused; of what is refused an audit row is kept, and a dead letter where nobody was told or it was understood. */
export type IntakeOutcome =
  | { readonly kind: 'receipt'; readonly receipt: StoredReceipt; /** The same message was accepted before. */ readonly repeated: boolean }
  /** Refused for its body: the first error names the problem. */
  | {
      readonly kind: 'refused';
      readonly issues: readonly Issue[];
      /** Where what was refused is kept for a person to put right. */
      readonly deadLetter?: number;
      /** The body belongs to the dead letter now. */
      readonly bodyKept?: boolean;
      /** A dead letter has every byte of it: only then may its source let go of it. */
      readonly keptWhole?: boolean;
    }
  /** Refused for the request around the body. */
  | { readonly kind: 'declined'; readonly code: RequestCode };

export function refused(...issues: readonly Issue[]): IntakeOutcome {
  return { kind: 'refused', issues };
}

export function declined(code: RequestCode): IntakeOutcome {
  return { kind: 'declined', code };
}
