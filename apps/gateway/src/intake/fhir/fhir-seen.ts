import { Refusal, type BundleOutline } from '@mash-gateway/adapters/fhir-r4';
import type { Issue } from '@mash-gateway/contracts';
import { asId, eventOf, glimpseOf, type Glimpse, type MessageEvent } from './fhir-glimpse.js';
import { outlineOf, type FhirRelease } from './fhir-release.js';
import type { Examined } from '../incoming.js';

/** Remembers what a FHIR answer must know of the body, and refuses what belongs to another address. */
export class Seen {
  /** Undefined while nothing can be said: the adapter then refuses the body, and says why. */
  glimpse: Glimpse | undefined;
  /** In a batch, for every item mapped, the number of its entry. */
  items: readonly number[] = [];

  /** @param types the Bundle types of this address */
  constructor(
    readonly release: FhirRelease,
    private readonly types: readonly string[],
  ) {}

  async examine(examined: Examined): Promise<Issue | undefined> {
    const { head, input } = examined;
    // A head that is cut off says neither how many entries there are nor, in JSON, anything at all.
    this.glimpse = input.size === head.byteLength ? glimpseOf(head) : undefined;
    const seen = this.glimpse?.type;
    if (seen !== undefined && !this.types.includes(seen)) return this.unexpected();
    // Only the adapter's own reading tells which entry an item of a batch is from, and what a body is that cannot be made out at a glance.
    if (seen !== undefined && seen !== 'batch') return undefined;
    const outline = await this.outline(examined);
    if (outline === undefined) return undefined;
    this.glimpse = { type: outline.type, entries: outline.entries, message: this.glimpse?.message ?? messageOf(outline) };
    this.items = outline.items;
    return this.types.includes(outline.type) ? undefined : this.unexpected();
  }

  /** Undefined for a body that the adapter refuses. */
  private async outline({ input, context }: Examined): Promise<BundleOutline | undefined> {
    try {
      return await outlineOf(this.release, input, context);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  private unexpected(): Issue {
    return {
      code: 'format.unexpected-root',
      severity: 'error',
      location: 'Bundle.type',
      rule: `a Bundle of type ${this.types.join(' or ')}`,
    };
  }
}

function messageOf({ messageHeader }: BundleOutline): Glimpse['message'] {
  if (messageHeader === undefined) return undefined;
  const { id, event, source: endpoint } = messageHeader;
  return { id: asId(id), event: messageEvent(event), endpoint };
}

/** @param event `system|code` of a Coding, or a uri, which has no bar */
function messageEvent(event: string | undefined): MessageEvent | undefined {
  if (event === undefined) return undefined;
  const bar = event.indexOf('|');
  return bar < 0 ? { uri: event } : eventOf(event.slice(0, bar) || undefined, event.slice(bar + 1) || undefined);
}
