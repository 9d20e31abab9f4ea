import type { Adapter } from '@mash-gateway/adapters';

/**
 * The adapters a feed may name. Each is loaded when a feed needs it, so that a gateway without
 * education feeds never loads what only they use.
 */
export const ADAPTERS = {
  'fhir-r4': async () => (await import('@mash-gateway/adapters/fhir-r4')).fhirR4,
  'police-notice': async () => (await import('@mash-gateway/adapters/police-notice')).policeNotice,
  ctf: async () => (await import('@mash-gateway/adapters/ctf')).ctf,
} as const satisfies Readonly<Record<string, () => Promise<Adapter>>>;

export type AdapterId = keyof typeof ADAPTERS;

/** @throws TypeError for an id that no check has passed */
export async function loadAdapter(id: string): Promise<Adapter> {
  if (!isAdapterId(id)) throw new TypeError('Unknown adapter');
  return ADAPTERS[id]();
}

export function isAdapterId(id: string): id is AdapterId {
  return Object.hasOwn(ADAPTERS, id);
}
