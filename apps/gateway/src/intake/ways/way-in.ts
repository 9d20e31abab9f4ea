import type { FeedConfig } from '../../config/gateway-config.js';
import type { Clock } from '../../clock.js';
import type { Checkpoints } from '../../journal/feeds/checkpoints.js';
import type { Duty } from '../../journal/feeds/duty.js';
import type { HandedOver } from '../../journal/feeds/handed-over.js';
import type { Notices } from '../../journal/feeds/notices.js';
import type { Log } from '../../operate/log.js';
import type { Cluster } from '../kafka/connection.js';
import type { Reception } from '../reception.js';

/** A way in by which the gateway goes and fetches, where HTTP waits to be called. */
export interface WayIn {
  readonly feedId: string;
  /** Begins to fetch; returns at once. Whatever fails is told by {@link status} and tried again. */
  start(): void;
  /** Fetches nothing more; resolves when what is under way is committed, or given back to its source. */
  close(): Promise<void>;
  status(): WayStatus;
  /** Something is waiting that a notification asked to fetch. */
  wake?(): void;
}

export interface WayStatus {
  /** working: it fetches. standby: another instance does. failing: it cannot, and tries again. stopped: a person must act. */
  readonly state: 'working' | 'standby' | 'failing' | 'stopped';
  /** Why it fails or has stopped: a code, never a value. */
  readonly code?: string;
  /** What a person can do about it: a command of the closed kind that other alarms name too, never a value. */
  readonly remedy?: string;
  /** When something was taken last. */
  readonly lastTakenAt?: Date;
}

/** What every way in is made with. */
export interface WayParts {
  readonly feed: FeedConfig;
  readonly reception: Reception;
  readonly checkpoints: Checkpoints;
  readonly duty: Duty;
  readonly notices: Notices;
  readonly handedOver: HandedOver;
  /** The cluster that the gateway publishes to. */
  readonly kafka: Cluster;
  readonly clock: Clock;
  readonly log: Log;
}

/** The sender of what the gateway fetched itself: duplicates and receipts are per client. */
export function clientOfFeed({ id }: FeedConfig): string {
  return `feed:${id}`;
}
