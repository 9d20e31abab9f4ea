import { startRealKafka, type RealKafka } from '../../support/real-kafka/real-kafka.js';
import { startToxiproxy, type ToxicWay, type Toxiproxy } from '../../support/toxiproxy/toxiproxy.js';
import type { Parts } from './parts.js';

/** A Kafka, and the way by which the gateways reach it. */
export interface KafkaGround {
  readonly kafka: RealKafka;
  readonly bootstrap: string;
  /** Only for one broker. */
  readonly way?: ToxicWay;
}

/** What faults share, started when first asked for: every fault has topics of its own. */
export class Grounds {
  private toxic: Promise<Toxiproxy> | undefined;
  private readonly kafkas = new Map<string, Promise<KafkaGround>>();

  toxiproxy(): Promise<Toxiproxy> {
    this.toxic ??= startToxiproxy();
    return this.toxic;
  }

  /** @param folder for a broker of its own with its log there */
  kafka(kind: Parts['kafka'], folder?: string): Promise<KafkaGround> {
    const name = folder ?? kind;
    const ground = this.kafkas.get(name) ?? (kind === 'one' ? this.one(folder) : three());
    this.kafkas.set(name, ground);
    return ground;
  }

  /** Stops a Kafka of one's own. */
  async leave(folder: string): Promise<void> {
    await (await this.kafkas.get(folder))?.kafka.close();
    this.kafkas.delete(folder);
  }

  async close(): Promise<void> {
    for (const ground of this.kafkas.values()) await (await ground).kafka.close();
    await (await this.toxic)?.close();
  }

  private async one(folder?: string): Promise<KafkaGround> {
    const toxiproxy = await this.toxiproxy();
    let way: ToxicWay | undefined;
    const kafka = await startRealKafka({
      accessRules: true,
      through: async (listener) => {
        way = await toxiproxy.open(`kafka-${String(this.kafkas.size)}`, listener);
        return way.address;
      },
      ...(folder === undefined ? {} : { folder }),
    });
    return { kafka, bootstrap: kafka.bootstrapThrough ?? '', ...(way === undefined ? {} : { way }) };
  }
}

async function three(): Promise<KafkaGround> {
  const kafka = await startRealKafka({ brokers: 3 });
  return { kafka, bootstrap: kafka.bootstrap };
}
