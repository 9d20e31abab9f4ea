/** At most so many at one time; the others wait in the order they came. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly limit: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.take();
    try {
      return await task();
    } finally {
      this.give();
    }
  }

  private take(): Promise<void> {
    if (this.taken < this.limit) {
      this.taken += 1;

      return Promise.resolve();
    }

    return new Promise((go) => this.waiting.push(go));
  }

  /** The place goes straight to the next in line, so nobody can slip in between. */
  private give(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.taken -= 1;
    else next();
  }
}
