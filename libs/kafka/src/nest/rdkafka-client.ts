import { Logger } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import type { ReadPacket, WritePacket } from '@nestjs/microservices';

import { createPublisher } from '../publish/rdkafka-publisher.js';
import type { Publisher } from '../publish/publisher.js';
import type { CreatePublisherOptions } from '../publish/publisher-options.js';
import type { PublisherState, PublisherStatus } from '../publish/publisher-status.js';

/** What `emit(topic, record)` takes. */
export interface RdkafkaRecord {
  /** Decides the partition. Required: a message without a key has no order. */
  readonly key: string;
  /** Bytes go as they are; null is a tombstone; anything else goes as JSON. */
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RdkafkaClientOptions extends CreatePublisherOptions {
  /** How long `close` waits for delivery reports. Default 10,000 ms. */
  readonly closeTimeoutMs?: number;
}

/**
 * Nest client: `ClientsModule.register([{ name, customClass: RdkafkaClient, options }])`. What `emit` returns completes after the
 * delivery report with `{partition, offset}` and fails with a {@link PublishError}; subscribe to it, or a failure has no listener.
 */
export class RdkafkaClient extends ClientProxy<Record<string, never>, PublisherState> {
  private readonly publisher: Publisher;
  private readonly logger = new Logger(RdkafkaClient.name);

  /** Throws {@link KafkaSettingsError}. */
  constructor(private readonly options: RdkafkaClientOptions) {
    super();
    this.publisher = createPublisher(options);
    this.publisher.status.subscribe(({ state }) => {
      this._status$.next(state);
    });
  }

  connect(): Promise<void> {
    return this.publisher.connect();
  }

  async close(): Promise<void> {
    const { unconfirmed } = await this.publisher.close(this.options.closeTimeoutMs ?? 10_000);
    if (unconfirmed > 0) this.logger.error(`Kafka client closed with ${unconfirmed} messages unconfirmed.`);
  }

  /** How it stands now, with the counts of this moment. */
  snapshot(): PublisherStatus {
    return this.publisher.snapshot();
  }

  /** The {@link Publisher} below. */
  // The signature is the base class's.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the signature is that of the Nest class it overrides
  unwrap<T>(): T {
    return this.publisher as T;
  }

  protected dispatchEvent<T>(packet: ReadPacket<RdkafkaRecord>): Promise<T> {
    const { key, value, headers = {} } = packet.data;
    const topic: unknown = packet.pattern;
    const json = value !== null && !(value instanceof Uint8Array);

    return this.publisher.send({
      topic: String(topic),
      key,
      value: json ? Buffer.from(JSON.stringify(value)) : value,
      headers: json ? { 'content-type': 'application/json', ...headers } : headers,
    }) as Promise<T>;
  }

  /** Request and reply over topics loses answers when partitions move, so it is not offered. */
  protected publish(_packet: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    callback({ err: new Error('RdkafkaClient does not support send(); use emit().') });

    return () => undefined;
  }
}
