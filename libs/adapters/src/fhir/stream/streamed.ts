import type { AdapterInput, MapContext } from '../../kit/adapter.js';
import type { Release } from '../release.js';
import { STREAM_BOUNDS, type StreamBounds } from './bounds.js';
import { syntaxOf, type Source } from './items.js';
import { prospect, type Prospect } from './outlook.js';
import { survey } from './survey.js';

/**
 * Reads a body entry by entry as far as it must be read before any of it is mapped: NDJSON, and Bundles above the size up to
 * which they are read whole.
 * @returns undefined for what is read whole
 * @throws Refusal for what cannot be taken at all
 */
export async function streamed(
  input: AdapterInput,
  { limits, now }: MapContext,
  release: Release,
  bounds: StreamBounds = STREAM_BOUNDS,
): Promise<Prospect | undefined> {
  const syntax = syntaxOf(input.mediaType);
  if (syntax !== 'ndjson' && !(await isLonger(input, bounds.wholeBytes))) return undefined;
  const source: Source = { input, syntax, structure: release.structure, limits: { ...limits, recordBytes: bounds.itemCharacters } };
  const found = await survey(source, release, bounds);
  return found && prospect(found, now);
}

async function isLonger(input: AdapterInput, bytes: number): Promise<boolean> {
  if (input.size !== undefined) return input.size > bytes;
  let read = 0;
  for await (const chunk of input.open()) {
    read += chunk.length;
    if (read > bytes) return true;
  }
  return false;
}
