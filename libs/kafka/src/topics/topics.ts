import { openAdmin } from '../librdkafka.js';
import type { ClusterMetadata, NewTopic, OpenAdmin } from '../publish/producer-driver.js';
import type { Settings } from '../publish/publisher-options.js';
import { reject, securityFaults } from '../settings/settings.js';

/** A topic as it should be; `config` holds topic settings by Kafka's names, for example `cleanup.policy`. */
export type TopicPlan = NewTopic;

export interface EnsureTopicsOptions {
  readonly brokers: string;
  readonly clientId: string;
  readonly security?: Settings;
  /**
   * - `create`: create what is missing through the admin API;
   * - `on-first-use`: the broker creates topics by itself (the demo broker, which has no admin API);
   * - `never`: only say what is missing.
   */
  readonly creation: 'create' | 'on-first-use' | 'never';
  /** How long creating one topic may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/** What was found and done. The topics are usable when `missing` is empty. */
export interface TopicsReport {
  readonly present: readonly string[];
  readonly created: readonly string[];
  readonly onFirstUse: readonly string[];
  readonly missing: readonly MissingTopic[];
  /** Present, but not as planned. Partition counts never change in place, so this is for a person to decide. */
  readonly different: readonly DifferentTopic[];
}

export interface MissingTopic {
  readonly name: string;
  /** Why it was not created: `NOT_ALLOWED` by `creation: 'never'`, or librdkafka's name of the error. */
  readonly reason: string;
  /** What an administrator runs to create it. */
  readonly command: string;
}

export interface DifferentTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** What {@link ensureTopics} needs of a publisher. */
export interface KnowsCluster {
  metadata(): Promise<ClusterMetadata>;
}

/** Compares the cluster with the plan and creates what is missing, where that is allowed. Rejects when no broker answers. */
export async function ensureTopics(
  cluster: KnowsCluster,
  plans: readonly TopicPlan[],
  options: EnsureTopicsOptions,
  open: OpenAdmin = openAdmin,
): Promise<TopicsReport> {
  reject(securityFaults(options.security ?? {}, options.brokers));
  const { topics } = await cluster.metadata();
  const found = new Map(topics.map((topic) => [topic.name, topic]));
  const absent = plans.filter(({ name }) => !found.has(name));

  return {
    present: plans.filter(({ name }) => found.has(name)).map(({ name }) => name),
    different: plans.flatMap((plan) => {
      const { partitions, replicas } = found.get(plan.name) ?? { partitions: plan.partitions, replicas: plan.replicationFactor };
      if (partitions === plan.partitions && replicas >= plan.replicationFactor) return [];

      return [{ name: plan.name, partitions, replicationFactor: replicas }];
    }),
    ...(await provide(cluster, absent, options, open)),
  };
}

/** The exact command that creates this topic. */
export function creationCommand(plan: TopicPlan, brokers: string): string {
  const configs = Object.entries(plan.config).map(([key, value]) => ` --config ${key}=${value}`);

  return (
    `kafka-topics.sh --bootstrap-server ${brokers} --create --topic ${plan.name}` +
    ` --partitions ${plan.partitions} --replication-factor ${plan.replicationFactor}${configs.join('')}`
  );
}

type Provided = Pick<TopicsReport, 'created' | 'onFirstUse' | 'missing'>;

async function provide(
  cluster: KnowsCluster,
  absent: readonly TopicPlan[],
  options: EnsureTopicsOptions,
  open: OpenAdmin,
): Promise<Provided> {
  if (options.creation === 'on-first-use') return { created: [], onFirstUse: absent.map(({ name }) => name), missing: [] };
  if (options.creation === 'never' || absent.length === 0) {
    return { created: [], onFirstUse: [], missing: absent.map((plan) => missing(plan, 'NOT_ALLOWED', options.brokers)) };
  }

  return createAll(cluster, absent, options, open);
}

async function createAll(
  cluster: KnowsCluster,
  absent: readonly TopicPlan[],
  options: EnsureTopicsOptions,
  open: OpenAdmin,
): Promise<Provided> {
  const admin = open({ 'bootstrap.servers': options.brokers, 'client.id': options.clientId, ...options.security });
  const refusals = new Map<string, string>();
  try {
    for (const plan of absent) {
      const refusal = await admin.createTopic(plan, options.timeoutMs ?? 10_000);
      if (refusal !== undefined) refusals.set(plan.name, refusal);
    }
  } finally {
    admin.close();
  }

  // A refusal is no loss when another instance created the topic meanwhile, so the cluster has the last word.
  const exists = refusals.size === 0 ? new Set<string>() : await names(cluster);
  const failed = absent.filter(({ name }) => refusals.has(name) && !exists.has(name));

  return {
    created: absent.filter((plan) => !failed.includes(plan)).map(({ name }) => name),
    onFirstUse: [],
    missing: failed.map((plan) => missing(plan, refusals.get(plan.name) ?? 'UNKNOWN', options.brokers)),
  };
}

async function names(cluster: KnowsCluster): Promise<ReadonlySet<string>> {
  const { topics } = await cluster.metadata();

  return new Set(topics.map(({ name }) => name));
}

function missing(plan: TopicPlan, reason: string, brokers: string): MissingTopic {
  return { name: plan.name, reason, command: creationCommand(plan, brokers) };
}
