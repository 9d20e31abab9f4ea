import { basisFaults, type Handling, type MappedRecord } from '@mash-gateway/contracts';
import type { Agreement, FeedConfig } from '../config/gateway-config.js';
import type { Ruling } from './ruling.js';

/** Rules on who may see a record, from agreements as data. */
export interface SharingRules {
  /**
   * @param feedId the feed that the record came in by
   * @param at the moment of ruling, not of receipt: an agreement that has lapsed since shares nothing
   */
  rule(feedId: string, record: Pick<MappedRecord, 'handling'>, at: Date): Ruling;
}

export function sharingRules(feeds: readonly FeedConfig[], agreements: readonly Agreement[]): SharingRules {
  const byFeed = new Map(feeds.map((feed) => [feed.id, agreements.find(({ id }) => id === feed.agreement)]));
  return {
    rule(feedId, record, at) {
      const agreement = byFeed.get(feedId);
      // Fail closed: a feed that left the configuration, or an agreement that cannot be relied on today, shares nothing.
      if (agreement === undefined || !inForce(agreement, day(at))) return { kind: 'held', reason: 'no-agreement-in-force' };
      if (agreement.recipients.length === 0) return { kind: 'held', reason: 'no-recipient' };
      return {
        kind: 'publish',
        recipients: agreement.recipients,
        agreementId: agreement.id,
        handling: completed(agreement, record.handling),
      };
    },
  };
}

/** Whole days until an agreement ends, counted from `at`; 0 on its last day, negative after. */
export function daysLeft(agreement: Agreement, at: Date): number {
  return Math.round((Date.parse(agreement.to) - Date.parse(day(at))) / 86_400_000);
}

function inForce(agreement: Agreement, on: string): boolean {
  if (on < agreement.from || on > agreement.to) return false;
  return basisFaults(agreement, on, agreement.publicAuthority ? 'public-authority' : 'other').length === 0;
}

/** What the source said about handling stays; lawful basis, purpose and controller are the agreement's. */
function completed(agreement: Agreement, stated: MappedRecord['handling']): Handling {
  const { regime, controller, article6, purpose } = agreement;
  return {
    ...stated,
    regime,
    controller,
    article6,
    ...optional(agreement),
    purpose,
    agreementId: agreement.id,
    policyVersion: `${agreement.id}:${agreement.version}`,
  };
}

const OPTIONAL = ['article9', 'article10Condition', 'schedule1', 'schedule8', 'statutoryDuty', 'apdRef', 'retentionClass'] as const;

function optional(agreement: Agreement): Partial<Handling> {
  return Object.fromEntries(OPTIONAL.flatMap((name) => (agreement[name] === undefined ? [] : [[name, agreement[name]]])));
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
