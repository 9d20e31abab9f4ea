import type { ConsumedMessage } from './consumed-message.js';

/** How many messages of one partition may wait here. */
export interface QueueMarks {
  /** From here on the partition is paused. Default 200. */
  readonly high: number;
  /** From here down it is resumed. Default 50. */
  readonly low: number;
}

interface QueueWork {
  /** Does everything one message needs. Rejecting stops the queue for good: the message must not be passed over. */
  process(message: ConsumedMessage, signal: AbortSignal): Promise<void>;
  pause(): void;
  resume(): void;
  /** The queue stopped because of this. */
  failed(error: unknown): void;
}

/** The messages of one partition, strictly one after another, in order. */
export class PartitionQueue {
  private readonly waiting: ConsumedMessage[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private paused = false;

  constructor(
    private readonly marks: QueueMarks,
    private readonly work: QueueWork,
  ) {}

  push(message: ConsumedMessage): void {
    if (this.stopping.signal.aborted) return;
    this.waiting.push(message);
    if (!this.paused && this.waiting.length >= this.marks.high) {
      this.paused = true;
      this.work.pause();
    }
    this.running ??= this.run();
  }

  /** Forgets what waits (it was not marked as done, so it comes again) and resolves when the message being worked on has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting.length = 0;
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      for (let message = this.next(); message !== undefined; message = this.next()) {
        await this.work.process(message, this.stopping.signal);
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) this.work.failed(error);
      this.stopping.abort();
      this.waiting.length = 0;
    } finally {
      this.running = undefined;
    }
  }

  private next(): ConsumedMessage | undefined {
    const message = this.waiting.shift();
    if (this.paused && !this.stopping.signal.aborted && this.waiting.length <= this.marks.low) {
      this.paused = false;
      this.work.resume();
    }

    return message;
  }
}
