import { instant } from '../field/dates.js';
import { About, One, Value, Values } from '../field/field.js';
import { matching, oneOf, text, truth, whole } from '../field/scalar.js';
import { Delivery, opaqueId } from '../record/provenance.js';

const count = whole(0, Number.MAX_SAFE_INTEGER);
const hash = matching('sha256', '[0-9a-f]{64}', 64);

@About(
  'A record is no longer about this child: a later version of the same source record is about another. Whoever kept the record under this child takes it away. Says nothing of where it went.',
)
export class RecordWithdrawn {
  @Value(opaqueId, { about: 'Record that is withdrawn.', example: 'r-8f14e45fceea167a', required: true })
  recordId!: string;
  @Value(opaqueId, { about: 'Child it was published under.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @One(() => Delivery, { about: 'How it was delivered.', required: true })
  delivery!: Delivery;
}

@About('This child is now known under another id. Published under the old id; no rows follow it there.')
export class ChildMerged {
  @Value(opaqueId, { about: 'The old id.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @Value(opaqueId, { about: 'The id that stays.', example: 'c-0193a5b2c7d87111', required: true })
  survivor!: string;
  @Value(opaqueId, { about: 'Decision, the same in `merged` and `joined`.', example: 'd-0193a5b2c7d87222', required: true })
  decisionId!: string;
  @One(() => Delivery, { about: 'How it was delivered.', required: true })
  delivery!: Delivery;
}

@About('Another id joined this child. A reader that sees it waits for `merged` under the other id.')
export class ChildJoined {
  @Value(opaqueId, { about: 'The id that stays.', example: 'c-0193a5b2c7d87111', required: true })
  childId!: string;
  @Value(opaqueId, { about: 'The id that joined.', example: 'c-0193a5b2c7d87000', required: true })
  joined!: string;
  @Value(opaqueId, { about: 'Decision, the same in `merged` and `joined`.', example: 'd-0193a5b2c7d87222', required: true })
  decisionId!: string;
  @One(() => Delivery, { about: 'How it was delivered.', required: true })
  delivery!: Delivery;
}

@About('Handling of the child changed, such as a restriction that begins. Carries no address, and is to be acknowledged.')
export class HandlingChanged {
  @Value(opaqueId, { about: 'Child.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @Value(truth, { about: 'The child must not be found.', example: true, required: true })
  restricted!: boolean;
  @Value(instant, { about: 'Since when.', example: '2026-11-20T22:06:00Z', required: true })
  since!: string;
  @One(() => Delivery, { about: 'How it was delivered.', required: true })
  delivery!: Delivery;
}

@About('State of one child id, newest last; the key is the same childId.')
export class ChildIdentity {
  @Value(opaqueId, { about: 'Child.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @Value(oneOf(['active', 'merged', 'split', 'forgotten']), { about: 'State.', example: 'merged', required: true })
  status!: 'active' | 'merged' | 'split' | 'forgotten';
  @Value(opaqueId, { about: 'Id that stays after a merge.', example: 'c-0193a5b2c7d87111' })
  survivor?: string;
  @Values(opaqueId, 100, { about: 'Ids that joined this one.', example: 'c-0193a5b2c7d87000' })
  formerIds?: string[];
  @Values(opaqueId, 1000, { about: 'Records that moved with the latest change.', example: 'r-8f14e45fceea167a' })
  movedRecordIds?: string[];
  @Value(count, { about: 'Rises by one with every change.', example: 2, required: true })
  version!: number;
  @Value(instant, { about: 'Since when.', example: '2026-11-20T22:06:00Z', required: true })
  since!: string;
}

@About('A clock that runs for a record: what must be done by when, and whether it was.')
export class Deadline {
  @Value(opaqueId, { about: 'Record the clock runs for.', example: 'r-8f14e45fceea167a', required: true })
  recordId!: string;
  @Value(opaqueId, { about: 'Child.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @Value(oneOf(['acknowledge-referral', 'tell-school', 'grade-response', 'other']), {
    about: 'What must be done.',
    example: 'acknowledge-referral',
    required: true,
  })
  duty!: 'acknowledge-referral' | 'tell-school' | 'grade-response' | 'other';
  @Value(oneOf(['running', 'due-soon', 'met', 'missed', 'cancelled']), { about: 'How it stands.', example: 'running', required: true })
  state!: 'running' | 'due-soon' | 'met' | 'missed' | 'cancelled';
  @Value(instant, { about: 'Set from the moment of receipt.', example: '2026-11-20T22:06:00Z', required: true })
  startedAt!: string;
  @Value(instant, { about: 'By when, in working days of England.', example: '2026-11-23T17:00:00Z', required: true })
  dueAt!: string;
}

@About('What a case system did with a record it was sent. Only what was decided there, never a guess of the gateway.')
export class Decision {
  @Value(opaqueId, { about: 'Id the case system gave the decision; repeats are one decision.', example: 'dec-000123', required: true })
  decisionId!: string;
  @Value(opaqueId, { about: 'Record it is about.', example: 'r-8f14e45fceea167a', required: true })
  recordId!: string;
  @Value(
    oneOf([
      'received',
      'opened',
      'acknowledged',
      'immediate-protection',
      'section-17',
      'section-47',
      'services',
      'specialist-assessment',
      'no-further-action',
      'closed',
      'erased',
    ]),
    { about: 'What was decided or done.', example: 'section-47', required: true },
  )
  outcome!:
    | 'received'
    | 'opened'
    | 'acknowledged'
    | 'immediate-protection'
    | 'section-17'
    | 'section-47'
    | 'services'
    | 'specialist-assessment'
    | 'no-further-action'
    | 'closed'
    | 'erased';
  @Value(instant, { about: 'When.', example: '2026-11-23T09:30:00Z', required: true })
  at!: string;
  @Value(text(200), { about: 'Reference in the case system.', example: 'CASE-000123' })
  caseReference?: string;
}

@About('Root of the audit chain at one moment, by which a copy of the chain can be proved later.')
export class AuditRoot {
  @Value(count, { about: 'Sequence number of the last row under the root.', example: 1024, required: true })
  sequence!: number;
  @Value(hash, { about: 'Hash of that row (SHA-256, hexadecimal).', example: 'a'.repeat(64), required: true })
  hash!: string;
  @Value(instant, { about: 'When.', example: '2026-11-20T23:00:00Z', required: true })
  at!: string;
}
