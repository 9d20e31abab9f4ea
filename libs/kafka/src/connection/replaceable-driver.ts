/** What every driver of a librdkafka client can do. */
interface Driver {
  /** Rejects when no broker answered in time. */
  connect(timeoutMs: number): Promise<void>;
  disconnect(): Promise<void>;
}

/** Opens a client; `isCurrent` says whether it is the one in use, and what it says counts. */
export type OpenDriver<D> = (isCurrent: () => boolean) => D;

/**
 * One librdkafka client at a time, and the way to another. A client can lose its brokers for good: after an Apache Kafka 4.1.1 had been
 * stopped for a minute and went on, librdkafka 2.12.0 was met without a connection and asking nobody, for as long as one looked, while
 * every other client got through at once.
 */
export class ReplaceableDriver<D extends Driver> {
  private driver: D;

  constructor(private readonly open: OpenDriver<D>) {
    this.driver = this.openOne();
  }

  get current(): D {
    return this.driver;
  }

  /**
   * Opens another client, which takes over when it reaches the brokers and is still wanted then.
   * @returns the client it replaced, for the caller to disconnect; undefined when nothing changed
   */
  async replace(timeoutMs: number, isWanted: () => boolean): Promise<D | undefined> {
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

  private openOne(): D {
    const driver: D = this.open(() => this.driver === driver);

    return driver;
  }
}
