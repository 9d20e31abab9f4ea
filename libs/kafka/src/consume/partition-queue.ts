import type { ConsumedMessage } from './consumed-message.js';
import { isBatch } from './work-on.js';
import type { Batch } from './work-on.js';

/** How much of one partition may wait here. */
export interface QueueMarks {
  /** From so many messages on the partition is paused. Default 200; at least twice the size of a batch. */
  readonly high: number;
  /** From here down it is resumed. Default 50. */
  readonly low: number;
  /** From so many bytes on it is paused too, until half of them are left. Default 16 MiB. */
  readonly highBytes: number;
}

interface QueueWork {
  /** Messages taken together at most. */
  readonly batchSize: number;
  /** Does everything these messages need. Rejecting stops the queue for good: no message may be passed over. */
  process(batch: Batch, signal: AbortSignal): Promise<void>;
  pause(): void;
  resume(): void;
  /** The queue stopped because of this. */
  failed(error: unknown): void;
}

/** The messages of one partition, strictly one batch after another, in order. */
export class PartitionQueue {
  private readonly waiting: ConsumedMessage[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private paused = false;
  private bytes = 0;

  constructor(
    private readonly marks: QueueMarks,
    private readonly work: QueueWork,
  ) {}

  /** How many wait, and whether no more are fetched for that reason. */
  get load(): { readonly waiting: number; readonly paused: boolean } {
    return { waiting: this.waiting.length, paused: this.paused };
  }

  push(message: ConsumedMessage): void {
    if (this.stopping.signal.aborted) return;
    this.waiting.push(message);
    this.bytes += sizeOf(message);
    if (!this.paused && (this.waiting.length >= this.marks.high || this.bytes >= this.marks.highBytes)) {
      this.paused = true;
      this.work.pause();
    }
    this.running ??= this.run();
  }

  /** Forgets what waits (it was not marked as done, so it comes again) and resolves when the messages being worked on have ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.forget();
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      for (let batch = this.next(); isBatch(batch); batch = this.next()) {
        await this.work.process(batch, this.stopping.signal);
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) this.work.failed(error);
      this.stopping.abort();
      this.forget();
    } finally {
      this.running = undefined;
    }
  }

  private next(): readonly ConsumedMessage[] {
    const batch = this.waiting.splice(0, this.work.batchSize);
    for (const message of batch) this.bytes -= sizeOf(message);
    const isNearlyEmpty = this.waiting.length <= this.marks.low && this.bytes <= this.marks.highBytes / 2;
    if (this.paused && !this.stopping.signal.aborted && isNearlyEmpty) {
      this.paused = false;
      this.work.resume();
    }

    return batch;
  }

  private forget(): void {
    this.waiting.length = 0;
    this.bytes = 0;
  }
}

function sizeOf({ key, value }: ConsumedMessage): number {
  return (key?.length ?? 0) + (value?.length ?? 0);
}
