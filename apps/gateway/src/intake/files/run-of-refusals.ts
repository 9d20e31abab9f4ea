import type { WayParts } from '../ways/way-in.js';
import type { Folder } from './folder.js';

const NAME = 'refused-in-a-row';

/**
 * A run of refused files stops a feed: what goes wrong every time is not put right by going on. The run outlives a restart, and ends
 * when a person has emptied the quarantine folder, or with the next file that is taken.
 */
export class RunOfRefusals {
  private length: number | undefined;

  constructor(private readonly parts: Pick<WayParts, 'feed' | 'checkpoints'> & { readonly folder: Folder; readonly stopAfter: number }) {}

  async stopped(): Promise<boolean> {
    const { feed, checkpoints, folder, stopAfter } = this.parts;
    this.length ??= Number((await checkpoints.read(feed.id, NAME)) ?? 0);
    if (this.length < stopAfter) return false;
    if (!(await folder.nothingInQuarantine())) return true;
    await this.end();
    return false;
  }

  async refused(): Promise<void> {
    this.length = (this.length ?? 0) + 1;
    await this.parts.checkpoints.write(this.parts.feed.id, NAME, String(this.length));
  }

  async end(): Promise<void> {
    if (this.length === 0) return;
    await this.parts.checkpoints.forget(this.parts.feed.id, NAME);
    this.length = 0;
  }

  /** Another instance may go on counting. */
  forget(): void {
    this.length = undefined;
  }
}
