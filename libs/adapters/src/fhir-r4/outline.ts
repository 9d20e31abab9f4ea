import { outlineOf, type BundleOutline } from '../fhir/outline.js';
import type { AdapterInput, MapContext } from '../kit/adapter.js';
import { R4 } from './release.js';

/**
 * The outline of a submission, from the same reading and plan as `inspect` and `map`.
 * @throws Refusal as `inspect` would report it; call after `inspect` accepted
 */
export function bundleOutline(input: AdapterInput, context: MapContext): Promise<BundleOutline> {
  return outlineOf(input, context, R4);
}
