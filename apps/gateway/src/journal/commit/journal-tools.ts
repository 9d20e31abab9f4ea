import type { Pool } from 'pg';
import type { Clock } from '../../clock.js';
import type { ChildRegistry } from '../../registry/child-registry.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Turnstile } from '../database/turnstile.js';
import type { HeldRule } from '../journal.js';

/** What a transaction of the journal works with. */
export interface JournalTools {
  readonly pool: Pool;
  readonly turnstile: Turnstile;
  readonly registry: ChildRegistry;
  readonly auditTrail: AuditTrail;
  readonly ring: KeyRing;
  readonly clock: Clock;
  /** Rules again on a held record, now. */
  readonly heldRule: HeldRule;
}
