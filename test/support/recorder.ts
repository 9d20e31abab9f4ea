/** Collects what happens and lets a test wait for it, without sleeping. */
export class Recorder<T> {
  private readonly entries: T[] = [];
  private waiting: { readonly enough: (entries: readonly T[]) => boolean; readonly resolve: () => void }[] = [];

  get all(): readonly T[] {
    return this.entries;
  }

  add(entry: T): void {
    this.entries.push(entry);
    const reached = this.waiting.filter(({ enough }) => enough(this.entries));
    this.waiting = this.waiting.filter((waiter) => !reached.includes(waiter));
    for (const { resolve } of reached) resolve();
  }

  /** Resolves with everything recorded once there are so many. */
  reached(count: number): Promise<readonly T[]> {
    return this.until((entries) => entries.length >= count);
  }

  async until(enough: (entries: readonly T[]) => boolean): Promise<readonly T[]> {
    if (!enough(this.entries)) {
      await new Promise<void>((resolve) => this.waiting.push({ enough, resolve }));
    }

    return [...this.entries];
  }
}
