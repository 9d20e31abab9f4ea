import type { AdapterInput, Mapped, MapContext } from '../../kit/adapter.js';
import { Refusal } from '../../kit/issues.js';
import { mapped } from '../../fhir/map/map-position.js';
import { NO_RULES } from '../../fhir/map/rules.js';
import { foundIn, workOf } from '../../fhir/serve.js';
import { STREAM_BOUNDS, type StreamBounds } from '../../fhir/stream/bounds.js';
import { R4 } from '../release.js';

/** Read whole, whatever the size. */
export const WHOLE: StreamBounds = { ...STREAM_BOUNDS, wholeBytes: Number.MAX_SAFE_INTEGER };
/** Read entry by entry, whatever the size. */
export const STREAMED: StreamBounds = { ...STREAM_BOUNDS, wholeBytes: 0 };

/** What one way of reading a body gives, items in the order of their positions. */
export interface Way {
  readonly kind: 'whole' | 'streamed' | 'refused';
  readonly positions?: number;
  readonly issues: unknown;
  readonly items: readonly Mapped[];
}

/** Reads the same bytes one way or the other. */
export async function readWith(bounds: StreamBounds, input: AdapterInput, context: MapContext): Promise<Way> {
  try {
    const work = await workOf(input, context, R4, NO_RULES, bounds);
    const items: Mapped[] = [];
    for await (const { ordered, references, among } of foundIn(work, context.now))
      items.push(mapped(ordered, { references, among, rules: NO_RULES, now: context.now }));
    items.sort((one, other) => one.position - other.position);
    if (work.kind === 'streamed')
      return { kind: work.kind, positions: work.prospect.positions, issues: work.prospect.survey.submitted.bundleIssues, items };
    const positions = new Set(work.positions.map(({ number }) => number)).size;
    return { kind: work.kind, positions, issues: work.document.bundleIssues, items };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', issues: [error.issue], items: [] };
    throw error;
  }
}

/** Bytes as an input that comes in pieces. */
export function inPieces(text: string, mediaType: string, size = 1000): AdapterInput {
  const bytes = new TextEncoder().encode(text);
  return {
    mediaType,
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    },
  };
}
