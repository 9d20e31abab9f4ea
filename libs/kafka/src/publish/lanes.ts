/** How much may be with librdkafka, unconfirmed, at one time. */
export interface InFlightLimits {
  /** Messages over all lanes. Default 10,000. */
  readonly messages: number;
  /** Bytes over all lanes. Default 64 MiB. */
  readonly bytes: number;
  /** Messages of one lane, so that a lane whose topic is sick cannot take all places. Default 2,000. */
  readonly laneMessages: number;
  /** Bytes of one lane. Default 16 MiB. */
  readonly laneBytes: number;
}

export const DEFAULT_LIMITS: InFlightLimits = {
  messages: 10_000,
  bytes: 64 * 1024 * 1024,
  laneMessages: 2_000,
  laneBytes: 16 * 1024 * 1024,
};

/** `started`: it now holds a place until released. `refused`: it is settled and holds none. `full`: ask again later. */
export type Start = 'started' | 'refused' | 'full';

/** One message waiting for its turn; `start` hands it over. */
export interface Entry {
  readonly lane: string;
  readonly bytes: number;
  start(): Start;
}

interface Lane<E> {
  readonly waiting: E[];
  head: number;
  messages: number;
  bytes: number;
}

/** Bounded admission: at most so many messages and bytes in flight; the rest wait, first come first served in a lane, lanes in turn. */
export class Lanes<E extends Entry> {
  /** Lanes with something waiting and room of their own, in order of their next turn. */
  private readonly turns = new Set<string>();
  private readonly lanes = new Map<string, Lane<E>>();
  private open = false;
  messages = 0;
  bytes = 0;
  waiting = 0;

  constructor(private readonly limits: InFlightLimits) {}

  /** Nothing starts before the first call, nor after `pause`. */
  resume(): void {
    this.open = true;
    this.pump();
  }

  pause(): void {
    this.open = false;
  }

  add(entry: E): void {
    const lane = this.laneOf(entry.lane);
    lane.waiting.push(entry);
    this.waiting += 1;
    this.requeue(entry.lane, lane);
    this.pump();
  }

  /** A started entry was confirmed or refused: its place is free. */
  release(entry: E): void {
    const lane = this.laneOf(entry.lane);
    this.occupy(lane, -1, -entry.bytes);
    this.requeue(entry.lane, lane);
    this.pump();
  }

  /** Takes out everything that has not started. */
  takeWaiting(): readonly E[] {
    const taken = [...this.lanes.values()].flatMap((lane) => lane.waiting.slice(lane.head));
    for (const [name, lane] of this.lanes) {
      lane.waiting.length = 0;
      lane.head = 0;
      this.requeue(name, lane);
    }
    this.waiting = 0;

    return taken;
  }

  private pump(): void {
    for (const name of this.turns) {
      const lane = this.laneOf(name);
      const entry = lane.waiting[lane.head];
      // The oldest of the lane whose turn it is waits for global room; nobody overtakes it, or a large message would starve.
      if (entry === undefined || !this.open || !this.fits(entry)) return;

      if (!this.begin(lane, entry)) return;
      this.turns.delete(name);
      this.requeue(name, lane);
    }
  }

  private begin(lane: Lane<E>, entry: E): boolean {
    this.occupy(lane, 1, entry.bytes);
    const start = entry.start();
    if (start !== 'started') this.occupy(lane, -1, -entry.bytes);
    if (start === 'full') return false;

    this.waiting -= 1;
    lane.head += 1;
    trim(lane);

    return true;
  }

  private occupy(lane: Lane<E>, messages: number, bytes: number): void {
    lane.messages += messages;
    lane.bytes += bytes;
    this.messages += messages;
    this.bytes += bytes;
  }

  /** Puts a lane at the end of the turns when it has something that may start, and forgets it when nothing is left. */
  private requeue(name: string, lane: Lane<E>): void {
    const next = lane.waiting[lane.head];
    if (next !== undefined && this.hasRoom(lane, next)) this.turns.add(name);
    if (next === undefined) this.turns.delete(name);
    if (next === undefined && lane.messages === 0) this.lanes.delete(name);
  }

  /** One message is always let through, however large, or it would wait for ever. */
  private fits(entry: E): boolean {
    if (this.messages === 0) return true;

    return this.messages < this.limits.messages && this.bytes + entry.bytes <= this.limits.bytes;
  }

  private hasRoom(lane: Lane<E>, entry: E): boolean {
    if (lane.messages === 0) return true;

    return lane.messages < this.limits.laneMessages && lane.bytes + entry.bytes <= this.limits.laneBytes;
  }

  private laneOf(name: string): Lane<E> {
    const found = this.lanes.get(name);
    if (found !== undefined) return found;

    const lane: Lane<E> = { waiting: [], head: 0, messages: 0, bytes: 0 };
    this.lanes.set(name, lane);

    return lane;
  }
}

/** Drops the started part of the array now and then, so that taking from the front stays cheap. */
function trim(lane: Lane<unknown>): void {
  if (lane.head < 1_024 && lane.head < lane.waiting.length) return;
  lane.waiting.splice(0, lane.head);
  lane.head = 0;
}
