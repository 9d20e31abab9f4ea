import { DEFAULT_LIMITS, type Adapter, type AdapterInput, type Inspection, type MapContext } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import type { Clock } from '../../clock.js';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { Journal } from '../../journal/journal.js';
import type { ReceiptDetail } from '../../journal/receipt.js';
import type { PositionOutcome } from '../../prepare/outcome.js';
import { prepare, type Nothing, type Preparation } from '../../prepare/prepare.js';
import type { RecordValidator } from '../../prepare/record-validator.js';
import type { SharingRules } from '../../sharing/agreements.js';
import type { Background } from './background.js';
import { refused, type IntakeOutcome } from '../outcome.js';
import type { Submission } from '../submission.js';

/** A body that its adapter has accepted, ready to be mapped. */
export interface Accepted {
  readonly feed: FeedConfig;
  readonly adapter: Adapter;
  readonly input: AdapterInput;
  readonly context: MapContext;
  readonly inspection: Extract<Inspection, { readonly accepted: true }>;
}

export interface TakingParts {
  readonly journal: Journal;
  readonly validator: RecordValidator;
  readonly rules: SharingRules;
  readonly clock: Clock;
  readonly background: Background;
}

/** More positions than this are committed step by step, each step durable, where positions stand alone. */
const ONE_COMMIT = 250;
/** What is taken whole is one commit, whatever its size; what is larger than one commit can be is refused. */
const WHOLE_POSITIONS = 1_000;
const WHOLE_BYTES = 32 * 1024 * 1024;
/** Issues kept about a submission as a whole. */
const MAX_ISSUES = 500;

/** Turns an accepted body into durable records: in one commit when it is small or taken whole, else step by step behind a durable submission. */
export class Taking {
  constructor(private readonly parts: TakingParts) {}

  /** @returns a receipt, or every issue when nothing of the submission can be used */
  async take(submission: Submission, accepted: Accepted): Promise<IntakeOutcome> {
    const { positions, taken } = accepted.inspection;
    if (taken === 'whole') return positions > WHOLE_POSITIONS ? refused(TOO_MANY) : this.takeAtOnce(submission, accepted);
    const small = submission.body.kind === 'bytes' && positions <= ONE_COMMIT;
    return small ? this.takeAtOnce(submission, accepted) : this.takeInSteps(submission, accepted);
  }

  private async takeAtOnce(submission: Submission, accepted: Accepted): Promise<IntakeOutcome> {
    const { taken } = accepted.inspection;
    const outcomes: (PositionOutcome | Nothing)[] = [];
    let room = WHOLE_BYTES;
    for await (const { outcome, bytes } of prepare(accepted.input, this.preparation(accepted))) {
      outcomes.push(outcome);
      room -= bytes;
      if (taken === 'whole' && room < 0) return refused(TOO_LARGE);
    }
    const refusals = outcomes.filter(({ kind }) => kind === 'refused');
    const usable = outcomes.some(({ kind }) => kind === 'statement');
    // A transaction is taken whole or not at all; and what holds nothing usable is a refusal, not a success.
    if (refusals.length > 0 && (taken === 'whole' || !usable)) return refused(...issuesOf(accepted, refusals));
    const nothing = outcomes.filter((outcome) => outcome.kind === 'nothing');
    const receipt = await this.parts.journal.commit(
      submission,
      outcomes.filter((outcome) => outcome.kind !== 'nothing'),
      detailOf(accepted, nothing),
      taken,
    );
    return { kind: 'receipt', receipt, repeated: receipt.submissionId !== submission.id };
  }

  private async takeInSteps(submission: Submission, accepted: Accepted): Promise<IntakeOutcome> {
    const refusals = await this.refusalsOfUnusable(accepted);
    if (refusals.length > 0) return refused(...issuesOf(accepted, refusals));
    const receipt = await this.parts.journal.accept(submission, detailOf(accepted, []));
    if (receipt.submissionId !== submission.id) return { kind: 'receipt', receipt, repeated: true };
    const preparation = this.preparation(accepted);
    const finished = await this.parts.background.run(submission, { input: accepted.input, preparation, from: 1, detail: receipt.detail });
    const now = finished ?? (await this.parts.journal.receipt(submission.id, submission.clientId)) ?? receipt;
    return { kind: 'receipt', receipt: now, repeated: false };
  }

  /** The refusals of a submission that holds nothing usable: maps as far as the first record, which is mostly the first position. */
  private async refusalsOfUnusable(accepted: Accepted): Promise<readonly PositionOutcome[]> {
    const refusals: PositionOutcome[] = [];
    for await (const { outcome } of prepare(accepted.input, this.preparation(accepted))) {
      if (outcome.kind === 'statement') return [];
      if (outcome.kind === 'refused' && refusals.length < MAX_ISSUES) refusals.push(outcome);
    }
    return refusals;
  }

  private preparation({ adapter, feed, context }: Accepted): Preparation {
    const { validator, rules, clock } = this.parts;
    return { adapter, feed, validator, rules, clock, context };
  }
}

/** The moment of receipt decides who is a child, also when a restart maps the rest. */
export function mapContext({ receivedAt }: Submission, { limits }: FeedConfig): MapContext {
  return { now: receivedAt, limits: { ...DEFAULT_LIMITS, bytes: limits.bytes, records: limits.records } };
}

export function detailOf({ adapter, inspection }: Pick<Accepted, 'adapter' | 'inspection'>, nothing: readonly Nothing[]): ReceiptDetail {
  return {
    adapter: adapter.id,
    mappingVersion: adapter.version,
    issues: [...inspection.issues, ...nothing.flatMap(({ issues }) => issues)].slice(0, MAX_ISSUES),
    nothing: nothing.length,
  };
}

function issuesOf({ inspection }: Accepted, outcomes: readonly (PositionOutcome | Nothing)[]): readonly Issue[] {
  return [...outcomes.flatMap(({ issues }) => issues), ...inspection.issues].slice(0, MAX_ISSUES);
}

const TOO_MANY: Issue = {
  code: 'limit.items',
  severity: 'error',
  location: '/',
  rule: `at most ${String(WHOLE_POSITIONS)} records in what is taken whole`,
};
const TOO_LARGE: Issue = {
  code: 'body.too-large',
  severity: 'error',
  location: 'body',
  rule: `at most ${String(WHOLE_BYTES)} bytes of records in what is taken whole`,
};
