import type { Adapter, AdapterInput, MapContext } from '@mash-gateway/adapters';
import type { BundleOutline } from '@mash-gateway/adapters/fhir-r4';

/** The release of FHIR that a feed speaks, and is answered in. */
export type FhirRelease = 'R4' | 'STU3';

/** As a CapabilityStatement names it. */
export const FHIR_VERSION = { R4: '4.0.1', STU3: '3.0.2' } as const satisfies Readonly<Record<FhirRelease, string>>;

const FHIR_JSON = 'application/fhir+json';

/** Undefined for an adapter of another standard: its feed has no FHIR address. */
export function releaseOf(adapter: Adapter): FhirRelease | undefined {
  if (!adapter.mediaTypes.includes(FHIR_JSON)) return undefined;
  return adapter.id === 'fhir-stu3' ? 'STU3' : 'R4';
}

/**
 * Reads a Bundle as its feed's adapter does; that of STU3 is loaded when a feed needs it.
 * @throws Refusal of a body that the adapter refuses
 */
export async function outlineOf(release: FhirRelease, input: AdapterInput, context: MapContext): Promise<BundleOutline> {
  const adapter = release === 'STU3' ? await import('@mash-gateway/adapters/fhir-stu3') : await import('@mash-gateway/adapters/fhir-r4');
  return adapter.bundleOutline(input, context);
}
