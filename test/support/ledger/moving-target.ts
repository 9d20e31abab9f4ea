import type { Target } from './sender.js';

/** A gateway that goes away and comes back at another address; whoever asks while it is away waits. */
export class MovingTarget implements Target {
  private address: string | undefined;
  private waiting: ((url: string) => void)[] = [];

  isAt(url: string): void {
    this.address = url;
    for (const resolve of this.waiting.splice(0)) resolve(url);
  }

  url(): Promise<string> {
    if (this.address !== undefined) return Promise.resolve(this.address);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  lost(url: string): void {
    if (this.address === url) this.address = undefined;
  }
}
