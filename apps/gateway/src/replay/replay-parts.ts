import type { Adapter } from '@mash-gateway/adapters';
import type { FeedConfig } from '../config/gateway-config.js';
import type { By } from '../dead-letters/close-dead-letter.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import type { Reception } from '../intake/reception.js';
import type { Journal } from '../journal/journal.js';
import type { RecordValidator } from '../prepare/record-validator.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import type { SharingRules } from '../sharing/agreements.js';
import { notPossible, type Correction, type ItemResult, type ReplayMapping } from './replay.js';

/** What a replay is worked on with. */
export interface ReplayParts {
  readonly tools: OutboxTools;
  readonly journal: Journal;
  readonly reception: Reception;
  readonly feeds: readonly FeedConfig[];
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly rules: SharingRules;
  readonly validator: RecordValidator;
}

/** How the items of a replay are replayed. */
export interface Way {
  readonly replayId: string;
  readonly mapping: ReplayMapping;
  readonly by: By;
  readonly correction?: Correction;
}

export interface Mapping {
  readonly feed: FeedConfig;
  readonly adapter: Adapter;
}

/** The feed's mapping, when it is the one that was asked for; otherwise why not. */
export function mappingOf({ feeds, adapters }: ReplayParts, letter: DeadLetter, mapping: ReplayMapping): Mapping | ItemResult {
  const feed = feeds.find(({ id }) => id === letter.feedId);
  const adapter = feed === undefined ? undefined : adapters.get(feed.adapter);
  if (feed === undefined || adapter === undefined) return notPossible('feed-unknown');
  if (letter.adapter !== undefined && letter.adapter !== adapter.id) return notPossible('adapter-changed');
  if (mapping === 'original' && letter.mappingVersion !== undefined && letter.mappingVersion !== adapter.version)
    return notPossible('mapping-version-not-installed');
  return { feed, adapter };
}

export function isResult(value: object): value is ItemResult {
  return 'outcome' in value;
}
