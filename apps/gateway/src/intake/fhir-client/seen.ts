/** Most versions remembered; of more, the oldest are handed over once more and known by intake. */
const MOST = 200_000;

/**
 * What was handed over of late, so that what a poll finds once more in its overlap is not handed over once more. In memory only: after a
 * restart intake knows the repeats.
 */
export class Seen {
  /** Key → when it changed, in milliseconds, by the server. */
  private readonly versions = new Map<string, number>();

  has(key: string): boolean {
    return this.versions.has(key);
  }

  add(key: string, changedAt: Date | undefined): void {
    this.versions.set(key, changedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    const [oldest] = this.versions.keys();
    if (this.versions.size > MOST && oldest !== undefined) this.versions.delete(oldest);
  }

  /** Forgets what no poll can find again. */
  forgetBefore(moment: Date): void {
    for (const [key, changedAt] of this.versions) if (changedAt < moment.getTime()) this.versions.delete(key);
  }
}
