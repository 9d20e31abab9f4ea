import { CLUSTER_REPLICATION, recipientTopic, topicsOfRecipient } from '@mash-gateway/contracts';
import { createPublisher, creationCommand, KafkaSettingsError, PublishError, type Publisher } from '@mash-gateway/kafka';
import type { GatewayConfig, KafkaConfig } from '../config/gateway-config.js';
import { openDatabase } from '../journal/database/database.js';
import { schemaFault } from '../journal/database/migrations/migrate.js';
import { databaseSentence } from './open-store.js';

export interface Reached {
  /** What cannot be reached, a sentence each. */
  readonly faults: readonly string[];
  /** Commands that make the topics that are not there yet; the gateway makes them itself when it may. */
  readonly commands: readonly string[];
}

/** Tries the database and Kafka of a configuration. What is embedded comes with the gateway and is not asked for. */
export async function reach({ database, kafka, recipients }: GatewayConfig): Promise<Reached> {
  const fromDatabase = database.kind === 'embedded' ? [] : await databaseFaults(database.url);
  const fromKafka =
    kafka.kind === 'demo'
      ? NOTHING
      : await reachKafka(
          kafka,
          recipients.map(({ id }) => id),
        );
  return { faults: [...fromDatabase, ...fromKafka.faults], commands: fromKafka.commands };
}

const NOTHING: Reached = { faults: [], commands: [] };

async function databaseFaults(url: string): Promise<readonly string[]> {
  try {
    const pool = await openDatabase(url);
    const newer = await schemaFault(pool).finally(() => pool.end());
    return newer === undefined ? [] : [newer];
  } catch (error) {
    return [databaseSentence(error)];
  }
}

type Cluster = Extract<KafkaConfig, { readonly kind: 'cluster' }>;

async function reachKafka(cluster: Cluster, recipients: readonly string[]): Promise<Reached> {
  const { brokers, clientId, security } = cluster;
  let publisher: Publisher | undefined;
  try {
    publisher = createPublisher({ brokers, clientId, security });
    await publisher.connect();
    const { topics } = await publisher.metadata();
    return { faults: [], commands: commandsFor(recipients, new Set(topics.map(({ name }) => name)), brokers) };
  } catch (error) {
    if (error instanceof KafkaSettingsError) return { ...NOTHING, faults: error.faults };
    if (error instanceof PublishError) return { ...NOTHING, faults: [`No Kafka broker answers at ${brokers} (${error.code}).`] };
    throw error;
  } finally {
    await publisher?.close(0);
  }
}

function commandsFor(recipients: readonly string[], there: ReadonlySet<string>, brokers: string): readonly string[] {
  const { replicationFactor, minInSyncReplicas } = CLUSTER_REPLICATION;
  return recipients
    .flatMap((id) => topicsOfRecipient(id).filter(({ name }) => name === recipientTopic(id, 'child-record') && !there.has(name)))
    .map(({ name, partitions, config }) =>
      creationCommand(
        { name, partitions, replicationFactor, config: { ...config, 'min.insync.replicas': String(minInSyncReplicas) } },
        brokers,
      ),
    );
}
