import { creationCommand, extrasOf, RdkafkaServer, type RdkafkaContext, type RdkafkaServerSnapshot } from '@mash-gateway/kafka';
import { CLUSTER_REPLICATION, inboundTopic, topicOfFeed } from '@mash-gateway/contracts';
import type { KafkaTransport } from '../../config/transports/kafka.js';
import { codeOf } from '../../operate/log.js';
import type { WayIn, WayParts, WayStatus } from '../ways/way-in.js';
import { clusterOf, type Cluster } from './connection.js';
import { takeRecord } from './take-record.js';

/** Consumes the topic of one feed, as a member of a group that all instances of the gateway share. */
export function openKafka(parts: WayParts, transport: KafkaTransport): WayIn {
  return new KafkaWay(parts, transport);
}

/** Between attempts to begin, where the settings cannot be read or used. */
const BEGIN_AGAIN_MS = 30_000;
const WATCH_EVERY_MS = 1_000;

class KafkaWay implements WayIn {
  readonly feedId: string;
  private readonly topic: string;
  private server: RdkafkaServer | undefined;
  private beginning: Promise<void> | undefined;
  private again: NodeJS.Timeout | undefined;
  private watching: NodeJS.Timeout | undefined;
  private closed = false;
  private command: string | undefined;
  /** Why it could not begin, or why the message in hand cannot be taken now. */
  private trouble: string | undefined;
  private lastTakenAt: Date | undefined;
  private told: string | undefined;

  constructor(
    private readonly parts: WayParts,
    private readonly transport: KafkaTransport,
  ) {
    this.feedId = parts.feed.id;
    this.topic = transport.topic ?? inboundTopic(this.feedId);
  }

  start(): void {
    this.beginning ??= this.begin();
    this.watching ??= setInterval(() => {
      this.tell();
    }, WATCH_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    clearInterval(this.watching);
    await this.beginning;
    clearTimeout(this.again);
    await this.server?.close();
  }

  status(): WayStatus {
    return { ...statusOf(this.server?.snapshot(), this.trouble, this.command), ...(this.lastTakenAt && { lastTakenAt: this.lastTakenAt }) };
  }

  private async begin(): Promise<void> {
    if (this.closed) return;
    try {
      const cluster = await clusterOf(this.transport, this.parts.kafka);
      const server = this.serverOn(cluster);
      const { name, partitions, config } = { ...topicOfFeed(this.feedId), name: this.topic };
      this.command = creationCommand(
        { name, partitions, config, replicationFactor: CLUSTER_REPLICATION.replicationFactor },
        cluster.brokers,
      );
      const fault = await new Promise<unknown>((listening) => void server.listen(listening));
      if (fault !== undefined) throw fault instanceof Error ? fault : new Error('no consumer could be opened');
      this.server = server;
      this.trouble = undefined;
    } catch (error) {
      this.trouble = codeOf(error);
      this.again = setTimeout(() => {
        this.beginning = this.begin();
      }, BEGIN_AGAIN_MS).unref();
    }
  }

  private serverOn({ brokers, security }: Cluster): RdkafkaServer {
    const server = new RdkafkaServer({
      brokers,
      security,
      clientId: `mash-gateway-${this.feedId}`,
      groupId: this.transport.group ?? `mash-gateway-${this.feedId}`,
      // Nothing is passed over and nothing set aside there: what is refused is a dead letter of the gateway itself.
      deadLetter: false,
      retry: { attempts: Infinity, firstDelayMs: 500, maxDelayMs: 15_000, isRetriable: () => true },
      deserialize: () => undefined,
      // The partitions of an instance that was killed go to the others after this, not after Kafka's 45 s.
      settings: { global: { 'session.timeout.ms': 10_000 } },
    });
    server.addHandler(this.topic, (_: unknown, context: RdkafkaContext) => this.take(context), true, extrasOf({}));
    return server;
  }

  private async take(context: RdkafkaContext): Promise<void> {
    const { feed, reception, clock } = this.parts;
    try {
      await takeRecord(context.getMessage(), context.getAttempt(), { feed, reception, transport: this.transport });
    } catch (error) {
      this.trouble = codeOf(error);
      throw error;
    }
    this.trouble = undefined;
    this.lastTakenAt = clock.now();
  }

  private replace(failed: RdkafkaServer): void {
    this.trouble = failed.snapshot().reason ?? 'kafka.failed';
    this.server = undefined;
    this.beginning = failed.close().then(() => this.begin());
  }

  /** Says in the log what changed, and opens another client where one has given up for good. */
  private tell(): void {
    if (this.server?.snapshot().state === 'failed') this.replace(this.server);
    const { state, code } = this.status();
    const now = `${state} ${code ?? ''}`;
    if (now === this.told) return;
    const before = this.told;
    this.told = now;
    if (state !== 'working') this.parts.log.warn('feed.failing', { feedId: this.feedId, code: code ?? 'unknown' });
    else if (before !== undefined) this.parts.log.info('feed.working', { feedId: this.feedId });
  }
}

function statusOf(server: RdkafkaServerSnapshot | undefined, trouble: string | undefined, command: string | undefined): WayStatus {
  if (trouble !== undefined) return { state: 'failing', code: trouble };
  if (server === undefined || server.state === 'connecting' || server.state === 'degraded')
    return { state: 'failing', code: server?.reason ?? 'kafka.connecting' };
  if (server.missingTopics.length > 0)
    return { state: 'failing', code: 'kafka.topic-missing', ...(command === undefined ? {} : { remedy: command }) };
  return { state: 'working' };
}
