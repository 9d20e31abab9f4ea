import type { FhirTransport } from '../../config/transports/fhir.js';
import { RENEW_DUTY_MS } from '../../journal/feeds/duty.js';
import { codeOf } from '../../operate/log.js';
import type { WayIn, WayParts, WayStatus } from '../ways/way-in.js';
import { pollDeletions } from './deletions.js';
import { fetchNoticed } from './fetch-noticed.js';
import { FhirFault } from './fhir-fault.js';
import { FhirServer } from './fhir-server.js';
import { handOver } from './hand-over.js';
import { pollSearch, type Fetching } from './poll-search.js';
import { nextPollAfter } from './retry.js';
import { EverySeen } from './seen.js';

const DEFAULT_EVERY_SECONDS = 60;

/** A feed that polls a FHIR server, and fetches from it what notifications name. */
export function openFhir(parts: WayParts, transport: FhirTransport): WayIn {
  return new FhirWay(parts, transport);
}

class FhirWay implements WayIn {
  readonly feedId: string;
  private readonly stopping = new AbortController();
  private readonly server: FhirServer;
  private readonly seen: EverySeen;
  private readonly everyMs: number;
  private running: Promise<void> | undefined;
  private state: WayStatus = { state: 'working' };
  private lastTakenAt: Date | undefined;
  private failures = 0;
  /** By the monotonic clock. */
  private nextAt = 0;
  private noticed = false;
  private rouse: (() => void) | undefined;

  constructor(
    private readonly parts: WayParts,
    private readonly transport: FhirTransport,
  ) {
    this.feedId = parts.feed.id;
    this.server = new FhirServer(transport, parts.clock);
    this.seen = new EverySeen(parts.handedOver, parts.feed.id);
    this.everyMs = (transport.everySeconds ?? DEFAULT_EVERY_SECONDS) * 1000;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** A notification is waiting. While the server fails, it waits for the next attempt. */
  wake(): void {
    this.noticed = true;
    this.rouse?.();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.rouse?.();
    await this.running;
    // Without a database nothing can be given back: the duty ends by itself.
    await this.parts.duty.release(this.feedId).catch(() => undefined);
    await this.server.close();
  }

  status(): WayStatus {
    return { ...this.state, ...(this.lastTakenAt === undefined ? {} : { lastTakenAt: this.lastTakenAt }) };
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.turn();
      await this.idle(Math.min(RENEW_DUTY_MS, Math.max(0, this.nextAt - performance.now())));
    }
  }

  private async turn(): Promise<void> {
    const noticed = this.noticed;
    this.noticed = false;
    try {
      if (!(await this.parts.duty.claim(this.feedId))) {
        if (this.failures === 0) this.state = { state: 'standby' };
        this.seen.reread();
        this.nextAt = performance.now() + RENEW_DUTY_MS;
        return;
      }
      if (this.state.state === 'standby') this.state = { state: 'working' };
      const due = performance.now() >= this.nextAt;
      // Another instance may have taken the notification.
      if (!due && (this.failures > 0 || !(noticed || (await this.parts.notices.waiting(this.feedId, 1)).length > 0))) return;
      if (await this.onDuty((stop) => this.fetch(stop))) this.worked();
      else this.state = { state: 'standby' };
    } catch (error) {
      if (!this.stopping.signal.aborted) this.failed(error);
    }
  }

  /** Keeps the duty meanwhile. @returns false when another instance has it, and the work was stopped */
  private async onDuty(work: (stop: AbortSignal) => Promise<void>): Promise<boolean> {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      this.parts.duty.claim(this.feedId).then(
        (mine) => {
          if (!mine) lost.abort();
        },
        () => undefined,
      );
    }, RENEW_DUTY_MS);
    try {
      await work(AbortSignal.any([this.stopping.signal, lost.signal]));
      return true;
    } catch (error) {
      if (lost.signal.aborted) return false;
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private async fetch(stop: AbortSignal): Promise<void> {
    const { transport, server, seen, feedId } = this;
    const { checkpoints, notices, clock } = this.parts;
    const hand = handOver(this.parts, () => {
      this.lastTakenAt = clock.now();
    });
    const fetching: Fetching = { feedId, transport, server, checkpoints, seen, hand, stop };
    await server.refresh();
    await fetchNoticed(notices, fetching);
    const began = new Map<string, Date | undefined>();
    for (const search of transport.searches ?? []) {
      const at = await pollSearch(search, fetching);
      if (!began.has(search.resource)) began.set(search.resource, at);
    }
    if (transport.deletions === true) for (const [type, at] of began) await pollDeletions(type, fetching, at);
  }

  private worked(): void {
    if (this.failures > 0) this.parts.log.info('feed.working', { feedId: this.feedId });
    this.failures = 0;
    this.state = { state: 'working' };
    this.nextAt = performance.now() + this.everyMs;
  }

  private failed(error: unknown): void {
    this.seen.reread();
    const code = codeOf(error);
    if (this.state.code !== code) this.parts.log.warn('feed.failing', { feedId: this.feedId, code });
    this.failures += 1;
    this.state = { state: 'failing', code };
    this.nextAt = performance.now() + nextPollAfter(this.everyMs, this.failures, error instanceof FhirFault ? error : undefined);
  }

  private async idle(ms: number): Promise<void> {
    if (this.stopping.signal.aborted || this.noticed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = undefined;
  }
}
