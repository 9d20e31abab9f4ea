import type { OutboundMessage, PublishPort } from '../publish-port.js';

interface Waiter {
  readonly met: () => boolean;
  readonly resolve: () => void;
}

/** A broker in memory: while shut it takes messages and gives no delivery report. */
export class TopicUnderTest implements PublishPort {
  /** Delivered, in order. */
  readonly messages: OutboundMessage[] = [];
  private readonly queue: (() => void)[] = [];
  private readonly waiters: Waiter[] = [];
  private isOpen = true;
  private taken = 0;

  publish(message: OutboundMessage): Promise<{ partition: number; offset: number }> {
    return new Promise((resolve) => {
      this.taken += 1;
      this.queue.push(() => {
        this.messages.push(message);
        resolve({ partition: 0, offset: this.messages.length - 1 });
      });
      this.flow();
    });
  }

  shut(): void {
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
    this.flow();
  }

  /** Resolves when this many messages have been handed over. */
  received(count: number): Promise<void> {
    return this.when(() => this.taken >= count);
  }

  /** Resolves when this many messages have been delivered. */
  settled(count: number): Promise<void> {
    return this.when(() => this.messages.length >= count);
  }

  recordIds(recipient: string): readonly string[] {
    const own = this.messages.filter(({ topic }) => topic === `mash.${recipient}.child-record.v1`);
    return own.map(({ value }) => (JSON.parse(value.toString('utf8')) as { recordId: string }).recordId);
  }

  private when(met: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push({ met, resolve });
      this.tell();
    });
  }

  private flow(): void {
    while (this.isOpen && this.queue.length > 0) this.queue.shift()?.();
    this.tell();
  }

  private tell(): void {
    for (const { met, resolve } of this.waiters) if (met()) resolve();
  }
}
