import { setTimeout as pause } from 'node:timers/promises';
import type { MeshTransport } from '../../config/transports/mesh.js';
import { RENEW_DUTY_MS } from '../../journal/feeds/duty.js';
import { codeOf } from '../../operate/log.js';
import { clientOfFeed, type WayIn, type WayParts, type WayStatus } from '../ways/way-in.js';
import { collect, type Collected, type CollectFault, type Collecting } from './collect.js';
import { Mailbox } from './mailbox.js';
import { MeshConnection } from './mesh-connection.js';
import { MeshFault } from './mesh-fault.js';
import type { MeshMessage } from './message.js';
import { waitAfterFailure } from './policy.js';

const DEFAULT_POLL_SECONDS = 300;
/** MESH wants to hear of a mailbox once in 24 hours. */
const VALIDATE_EVERY_MS = 12 * 60 * 60 * 1000;
/** An inbox that lists so many has more. */
const FULL_PAGE = 500;
const UNTYPED = 'application/octet-stream';

/** Fetches the messages of an NHS MESH mailbox. */
export function openMesh(parts: WayParts, transport: MeshTransport): WayIn {
  return new MeshWay(parts, transport);
}

class MeshWay implements WayIn {
  readonly feedId: string;
  private readonly stopping = new AbortController();
  private readonly left = new Map<string, CollectFault | undefined>();
  private readonly pollMs: number;
  private now: WayStatus = { state: 'standby' };
  private lastTakenAt: Date | undefined;
  private onDuty = false;
  private validatedAt: number | undefined;
  private failures = 0;
  private running: Promise<void> | undefined;

  constructor(
    private readonly parts: WayParts,
    private readonly transport: MeshTransport,
  ) {
    this.feedId = parts.feed.id;
    this.pollMs = (transport.pollSeconds ?? DEFAULT_POLL_SECONDS) * 1000;
  }

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    // Best effort: it runs out by itself.
    if (this.onDuty) await this.parts.duty.release(this.feedId).catch(() => undefined);
  }

  status(): WayStatus {
    return { ...this.now, ...(this.lastTakenAt === undefined ? {} : { lastTakenAt: this.lastTakenAt }) };
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    let due = performance.now();
    while (!this.stopped) {
      await this.claimDuty();
      if (this.onDuty && performance.now() >= due) due = performance.now() + (await this.look());
      const wait = Math.min(RENEW_DUTY_MS, Math.max(0, due - performance.now()));
      // While another instance is on duty nothing is due here.
      await pause(this.onDuty ? wait : RENEW_DUTY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async claimDuty(): Promise<void> {
    try {
      this.onDuty = await this.parts.duty.claim(this.feedId);
      if (!this.onDuty) this.now = { state: 'standby' };
    } catch (error) {
      // Without the database nothing could be made durable either.
      this.onDuty = false;
      this.tellFailing(codeOf(error));
    }
  }

  /** Looks into the inbox once, and again while it is full. @returns milliseconds until the next look is due */
  private async look(): Promise<number> {
    const renewing = setInterval(() => void this.claimDuty(), RENEW_DUTY_MS);
    try {
      const { acknowledged, listed, inVain, fault } = await this.collectOnce();
      // For one message that fails the others are not kept waiting.
      if (fault !== undefined) return this.failed(fault, inVain ? 'mailbox' : 'message');
      // The duty was lost on the way: why has been told.
      if (this.onDuty) this.tellWorking();
      return acknowledged > 0 && listed >= FULL_PAGE ? 0 : this.pollMs;
    } catch (error) {
      return this.failed(error, 'mailbox');
    } finally {
      clearInterval(renewing);
    }
  }

  private async collectOnce(): Promise<Collected> {
    const connection = await MeshConnection.open(this.transport, this.parts.clock);
    try {
      const mailbox = new Mailbox(connection, this.stopping.signal);
      await this.validate(mailbox);
      return await collect(this.collecting(mailbox));
    } finally {
      connection.close();
    }
  }

  private async validate(mailbox: Mailbox): Promise<void> {
    if (this.validatedAt !== undefined && performance.now() - this.validatedAt < VALIDATE_EVERY_MS) return;
    await mailbox.validate();
    this.validatedAt = performance.now();
  }

  private collecting(mailbox: Mailbox): Collecting {
    const { feed, reception, clock, log } = this.parts;
    const { workflowIds, contentType } = this.transport;
    return {
      mailbox,
      left: this.left,
      goOn: () => this.onDuty && !this.stopped,
      isOurs: (workflowId) => workflowIds === undefined || (workflowId !== undefined && workflowIds.includes(workflowId)),
      take: (message) =>
        reception.take({
          feed,
          clientId: clientOfFeed(feed),
          contentType: contentType ?? typeOf(message),
          contentEncoding: message.contentEncoding,
          idempotencyKey: undefined,
          body: message.body,
          keepRefused: true,
        }),
      tell: {
        taken: () => {
          this.lastTakenAt = clock.now();
        },
        leftAlone: (code) => {
          log.warn('feed.left', { feedId: feed.id, code });
        },
        report: (code) => {
          log.warn('feed.report', { feedId: feed.id, code });
        },
      },
    };
  }

  private failed(fault: unknown, what: 'mailbox' | 'message'): number {
    if (this.stopped) return 0;
    this.tellFailing(codeOf(fault));
    if (what === 'message') return this.pollMs;
    this.failures += 1;
    const known = fault instanceof MeshFault ? fault : { code: 'mesh.server' as const };
    return waitAfterFailure(this.failures, known, this.pollMs, Math.random());
  }

  private tellFailing(code: string): void {
    if (this.now.state !== 'failing' || this.now.code !== code) this.parts.log.warn('feed.failing', { feedId: this.feedId, code });
    this.now = { state: 'failing', code };
  }

  private tellWorking(): void {
    this.failures = 0;
    if (this.now.state === 'failing') this.parts.log.info('feed.working', { feedId: this.feedId });
    this.now = { state: 'working' };
  }
}

/** NEMS and most of what MESH carries is XML, of which MESH says nothing. */
function typeOf({ contentType }: MeshMessage): string {
  return contentType === undefined || contentType.toLowerCase().startsWith(UNTYPED) ? 'application/xml' : contentType;
}
