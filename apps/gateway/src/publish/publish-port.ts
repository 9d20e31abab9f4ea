/** One Kafka record, ready to send. */
export interface OutboundMessage {
  readonly topic: string;
  /** The child's id, so that a child's records share a partition and keep their order. */
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the relay needs of Kafka: resolves on the delivery report, never before. */
export interface PublishPort {
  publish(message: OutboundMessage): Promise<{ readonly partition: number; readonly offset: number }>;
}
