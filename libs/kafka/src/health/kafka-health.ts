/** Whatever can tell how it stands: an RdkafkaServer, an RdkafkaClient, a Publisher. */
export interface TellsHealth {
  snapshot(): { readonly state: string; readonly reason?: string; readonly missingTopics?: readonly string[] };
}

/** What @nestjs/terminus takes from an indicator. */
export type KafkaHealthResult = Readonly<
  Record<string, { readonly status: 'up' | 'down'; readonly state: string; readonly reason?: string }>
>;

/**
 * A health indicator for @nestjs/terminus, which need not be installed: `health.check([kafkaHealth('kafka', server)])`. Up while the
 * brokers answer and every topic is there; asks nobody, so it answers at once.
 */
export function kafkaHealth(key: string, part: TellsHealth): () => KafkaHealthResult {
  return () => {
    const { state, reason, missingTopics = [] } = part.snapshot();
    const why = reason ?? (missingTopics.length > 0 ? 'UNKNOWN_TOPIC_OR_PART' : undefined);
    const up = UP.has(state) && missingTopics.length === 0;

    return { [key]: { status: up ? 'up' : 'down', state, ...(why === undefined ? {} : { reason: why }) } };
  };
}

/** `connected` is a server's word, `ready` that of a publisher. */
const UP: ReadonlySet<string> = new Set(['connected', 'ready']);
