import type { Handling } from '@mash-gateway/contracts';

/** What sharing says about one record. */
export type Ruling = PublishRuling | HeldRuling;

/** At least one recipient is entitled to the record under an agreement in force. */
export interface PublishRuling {
  readonly kind: 'publish';
  /** Ids of the recipients, at least one, no repeats. */
  readonly recipients: readonly string[];
  readonly agreementId: string;
  /** Lawful basis, purpose and guard: what the source stated, completed by the agreement. Published with the record. */
  readonly handling: Handling;
}

/** Nobody may see it now: kept encrypted, alarmed, and ruled on again when an agreement is in force. */
interface HeldRuling {
  readonly kind: 'held';
  readonly reason: 'no-agreement-in-force' | 'no-recipient';
}
