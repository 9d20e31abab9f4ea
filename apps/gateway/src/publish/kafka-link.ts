import {
  ensureTopics,
  PublishError,
  startDemoBroker,
  type CreatePublisherOptions,
  type DemoBroker,
  type Publisher,
  type PublisherStatus,
  type TopicPlan,
} from '@mash-gateway/kafka';
import { CLUSTER_REPLICATION, DEAD_LETTER_TOPIC, operationsTopics, topicsOfRecipient, recipientTopic } from '@mash-gateway/contracts';
import type { KafkaConfig, RecipientConfig } from '../config/gateway-config.js';
import { codeOf, type Log } from '../operate/log.js';
import type { PublishPort } from './publish-port.js';
import type { ErrorClass } from './retry-policy.js';

/** A topic that is not there, and the command by which a person makes it. */
export interface MissingTopic {
  readonly name: string;
  readonly command: string;
}

/** The way to Kafka: connects in the background, makes the topics, and tells how it stands. */
export interface KafkaLink {
  readonly bootstrap: string;
  /** The embedded broker is empty at every start. */
  readonly demo: boolean;
  readonly port: PublishPort;
  /** What a rejection of {@link port} says about trying again. */
  readonly classify: (error: unknown) => ErrorClass;
  status(): PublisherStatus;
  /** Topics that are not there and could not be made. */
  missingTopics(): readonly MissingTopic[];
  /** Resolves when the producer can no longer keep its promises: the process must restart. */
  readonly fatal: Promise<void>;
  /** Waits for delivery reports. @returns the messages without one */
  close(timeoutMs: number): Promise<{ readonly unconfirmed: number }>;
  /** After everything else: the embedded broker goes with its topics. */
  stopBroker(): Promise<void>;
}

export interface KafkaLinkOptions {
  readonly config: KafkaConfig;
  readonly recipients: readonly RecipientConfig[];
  readonly publisher: (options: CreatePublisherOptions) => Publisher;
  readonly log: Log;
}

export async function linkKafka({ config, recipients, publisher: open, log }: KafkaLinkOptions): Promise<KafkaLink> {
  const broker = config.kind === 'demo' ? await startDemoBroker() : undefined;
  const cluster = clusterOf(config, broker);
  const publisher = open(cluster);
  const topics = new Topics(publisher, recipients, cluster, { demo: broker !== undefined, log });
  const fatal = watch(publisher, topics, log);
  // A broker that is down at the start is no reason not to start: messages are accepted and wait.
  const connected = publisher.connect().catch((error: unknown) => {
    log.warn('kafka.status', { state: 'connecting', code: codeOf(error) });
  });
  if (broker !== undefined) await connected;
  return {
    bootstrap: cluster.brokers,
    demo: broker !== undefined,
    port: { publish: (message) => publisher.send(message) },
    classify,
    status: () => publisher.snapshot(),
    missingTopics: () => topics.missing,
    fatal,
    close: (timeoutMs) => publisher.close(timeoutMs),
    stopBroker: async () => {
      await broker?.stop();
    },
  };
}

const CLASSES = { retriable: 'passing', unpublishable: 'message', fatal: 'fatal' } as const;

/** Kafka refuses what is stamped more than an hour ahead of its own clock. The stamp is our clock's, not the message's: set right, it is taken. */
const CLOCK_AHEAD = 'INVALID_TIMESTAMP';

/** A right or topic that is missing passes too, once a person has given it: only its own recipient waits. */
export function classify(error: unknown): ErrorClass {
  if (!(error instanceof PublishError) || error.code === CLOCK_AHEAD) return 'passing';
  return CLASSES[error.kind];
}

function clusterOf(config: KafkaConfig, broker: DemoBroker | undefined): CreatePublisherOptions {
  if (config.kind === 'cluster') return { brokers: config.brokers, clientId: config.clientId, security: config.security };
  return { brokers: broker?.bootstrap ?? '', clientId: 'mash-gateway' };
}

/** Says every change of state in the log, and asks for the topics whenever brokers answer. */
function watch(publisher: Publisher, topics: Topics, log: Log): Promise<void> {
  publisher.notices.subscribe(({ code }) => {
    log.warn('kafka.notice', { code });
  });
  return new Promise((resolve) => {
    let last = '';
    publisher.status.subscribe(({ state, reason }) => {
      if (`${state} ${reason ?? ''}` === last) return;
      last = `${state} ${reason ?? ''}`;
      log.info('kafka.status', { state, ...(reason === undefined ? {} : { code: reason }) });
      if (state === 'ready') topics.ensure();
      if (state === 'fatal') resolve();
    });
  });
}

/** Kafka refuses records that are stamped an hour ahead of its own clock; so that a wrong clock of ours delays nothing, it stamps them itself. */
const STAMPED_BY_KAFKA = { 'message.timestamp.type': 'LogAppendTime' };

/** Between attempts to make a topic that is missing. */
const TOPICS_AGAIN_MS = 10_000;

class Topics {
  missing: readonly MissingTopic[] = [];
  private under: Promise<void> | undefined;

  constructor(
    private readonly publisher: Publisher,
    private readonly recipients: readonly RecipientConfig[],
    private readonly cluster: CreatePublisherOptions,
    private readonly way: { readonly demo: boolean; readonly log: Log },
  ) {}

  ensure(): void {
    this.under ??= this.ask().finally(() => {
      this.under = undefined;
      if (this.missing.length > 0)
        setTimeout(() => {
          this.ensure();
        }, TOPICS_AGAIN_MS).unref();
    });
  }

  private async ask(): Promise<void> {
    const { log, demo } = this.way;
    try {
      const { brokers } = await this.publisher.metadata();
      const report = await ensureTopics(this.publisher, this.plans(brokers.length), {
        ...this.cluster,
        creation: demo ? 'on-first-use' : 'create',
      });
      this.missing = report.missing;
      for (const { name, reason } of report.missing) log.warn('kafka.topic-missing', { topic: name, code: reason });
    } catch (error) {
      // No broker answers any more; the status says so, and asks again when one does.
      log.warn('kafka.status', { code: codeOf(error) });
    }
  }

  /** The topics this version publishes to, as safe as the cluster allows: three copies, two of them in sync. */
  private plans(brokers: number): readonly TopicPlan[] {
    const replicationFactor = Math.min(CLUSTER_REPLICATION.replicationFactor, Math.max(1, brokers));
    const inSync = replicationFactor === CLUSTER_REPLICATION.replicationFactor ? CLUSTER_REPLICATION.minInSyncReplicas : 1;
    const records = this.recipients.flatMap(({ id }) =>
      topicsOfRecipient(id).filter(({ name }) => name === recipientTopic(id, 'child-record')),
    );
    return [...records, ...operationsTopics().filter(({ name }) => name === DEAD_LETTER_TOPIC)].map(({ name, partitions, config }) => ({
      name,
      partitions,
      replicationFactor,
      config: { ...config, ...STAMPED_BY_KAFKA, 'min.insync.replicas': String(inSync) },
    }));
  }
}
