import type { ProducerDriver, ProducerEvents } from './producer-driver.js';

/**
 * One librdkafka client at a time, and the way to another. A client can lose its brokers for good: after an Apache Kafka 4.1.1 had been
 * stopped for a minute and went on, librdkafka 2.12.0 was met without a connection and asking nobody, for as long as one looked, while
 * every other client got through at once.
 */
export class ReplaceableDriver {
  private driver: ProducerDriver;

  /** `events` hears of the client in use only: what another says, before or after, says nothing about the way to the brokers. */
  constructor(
    private readonly open: (events: ProducerEvents) => ProducerDriver,
    private readonly events: ProducerEvents,
  ) {
    this.driver = this.openOne();
  }

  get current(): ProducerDriver {
    return this.driver;
  }

  /**
   * Opens another client, which takes over when it reaches the brokers and is still wanted then.
   * @returns the client it replaced, for the caller to disconnect; undefined when nothing changed
   */
  async replace(timeoutMs: number, isWanted: () => boolean): Promise<ProducerDriver | undefined> {
    const fresh = this.openOne();
    const reaches = await fresh.connect(timeoutMs).then(
      () => true,
      () => false,
    );
    if (!reaches || !isWanted()) {
      await fresh.disconnect();

      return undefined;
    }
    const old = this.driver;
    this.driver = fresh;

    return old;
  }

  private openOne(): ProducerDriver {
    const ifCurrent =
      <Said extends unknown[]>(tell: (...said: Said) => void) =>
      (...said: Said): void => {
        if (this.driver === driver) tell(...said);
      };
    const driver: ProducerDriver = this.open({
      delivered: ifCurrent((opaque: number, delivery) => {
        this.events.delivered(opaque, delivery);
      }),
      undelivered: ifCurrent((opaque: number, error) => {
        this.events.undelivered(opaque, error);
      }),
      error: ifCurrent((error) => {
        this.events.error(error);
      }),
    });

    return driver;
  }
}
