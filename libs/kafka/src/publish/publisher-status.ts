import { BehaviorSubject } from 'rxjs';
import type { Observable } from 'rxjs';

/**
 * - `connecting`: no broker has answered yet;
 * - `ready`: a delivery report or a metadata answer is recent;
 * - `degraded`: connected once, but the brokers do not answer or confirm now; messages wait, nothing is lost;
 * - `fatal`: the producer stopped for good, restart the process;
 * - `closed`: `close` was called.
 */
export type PublisherState = 'connecting' | 'ready' | 'degraded' | 'fatal' | 'closed';

export interface PublisherStatus {
  readonly state: PublisherState;
  /** Why it is not ready: librdkafka's name of the error, or `NO_DELIVERY_REPORT` when the oldest message in flight is too old. */
  readonly reason?: string;
  readonly lastDeliveryAt?: Date;
  /** Handed to librdkafka and not confirmed. */
  readonly inFlight: number;
  readonly inFlightBytes: number;
  /** Waiting for a place in flight. */
  readonly waiting: number;
}

type Counts = Pick<PublisherStatus, 'inFlight' | 'inFlightBytes' | 'waiting'>;

/** Holds the state of a publisher and tells subscribers when it changes. `closed` is final; only `closed` follows `fatal`. */
export class StatusBoard {
  private state: PublisherState = 'connecting';
  private reason: string | undefined;
  private lastDelivery: number | undefined;
  private readonly subject: BehaviorSubject<PublisherStatus>;

  constructor(private readonly counts: () => Counts) {
    this.subject = new BehaviorSubject(this.snapshot());
  }

  get stream(): Observable<PublisherStatus> {
    return this.subject.asObservable();
  }

  get current(): PublisherState {
    return this.state;
  }

  get lastDeliveryAt(): number | undefined {
    return this.lastDelivery;
  }

  delivered(now: number): void {
    this.lastDelivery = now;
    if (this.state === 'degraded') this.become('ready');
  }

  become(state: PublisherState, reason?: string): void {
    if (this.state === 'closed' || (this.state === 'fatal' && state !== 'closed')) return;
    if (this.state === state && this.reason === reason) return;
    this.state = state;
    this.reason = reason;
    this.publish();
    if (state === 'closed') this.subject.complete();
  }

  /** Repeats the state with today's counts. */
  publish(): void {
    this.subject.next(this.snapshot());
  }

  snapshot(): PublisherStatus {
    return {
      state: this.state,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.lastDelivery === undefined ? {} : { lastDeliveryAt: new Date(this.lastDelivery) }),
      ...this.counts(),
    };
  }
}
