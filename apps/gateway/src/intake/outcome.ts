import type { Issue, RequestCode } from '@mash-gateway/contracts';
import type { StoredReceipt } from '../journal/receipt.js';

/** How a submission was answered: durable, or refused with nothing of it kept but an audit row. */
export type IntakeOutcome =
  | { readonly kind: 'receipt'; readonly receipt: StoredReceipt; /** The same message was accepted before. */ readonly repeated: boolean }
  /** Refused for its body: the first error names the problem. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** Refused for the request around the body. */
  | { readonly kind: 'declined'; readonly code: RequestCode };

export function refused(...issues: readonly Issue[]): IntakeOutcome {
  return { kind: 'refused', issues };
}

export function declined(code: RequestCode): IntakeOutcome {
  return { kind: 'declined', code };
}
