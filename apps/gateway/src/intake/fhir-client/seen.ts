import type { HandedOver } from '../../journal/feeds/handed-over.js';

/** More than this are not remembered beyond the overlap: a poll that begins anew hands them over once more, and intake knows them. */
const MOST = 200_000;

/** The versions that one search has handed over of late. */
export class Seen {
  private versions: Map<string, Date> | undefined;
  private unsaved = new Map<string, Date>();

  constructor(
    private readonly store: HandedOver,
    private readonly feedId: string,
    private readonly scope: string,
  ) {}

  async has(key: string): Promise<boolean> {
    this.versions ??= new Map(await this.store.read(this.feedId, this.scope));
    return this.versions.has(this.store.hashOf(this.feedId, key));
  }

  add(key: string, changedAt: Date): void {
    const hash = this.store.hashOf(this.feedId, key);
    this.versions?.set(hash, changedAt);
    this.unsaved.set(hash, changedAt);
  }

  /** Makes durable what was added. */
  async save(): Promise<void> {
    if (this.unsaved.size > 0) await this.store.add(this.feedId, this.scope, this.unsaved);
    this.unsaved = new Map();
  }

  /** Forgets what no poll can find again. */
  async forgetBefore(moment: Date): Promise<void> {
    for (const [hash, changedAt] of this.versions ?? []) if (changedAt < moment) this.versions?.delete(hash);
    await this.store.forgetBefore(this.feedId, this.scope, moment);
  }

  get isFull(): boolean {
    return (this.versions?.size ?? 0) > MOST;
  }

  /** Another instance may have handed over meanwhile: what is durable is read again. */
  reread(): void {
    this.versions = undefined;
    this.unsaved = new Map();
  }
}

/** The memory of each search of a feed. */
export class EverySeen {
  private readonly scopes = new Map<string, Seen>();

  constructor(
    private readonly store: HandedOver,
    private readonly feedId: string,
  ) {}

  of(scope: string): Seen {
    const seen = this.scopes.get(scope) ?? new Seen(this.store, this.feedId, scope);
    this.scopes.set(scope, seen);
    return seen;
  }

  reread(): void {
    for (const seen of this.scopes.values()) seen.reread();
  }
}
