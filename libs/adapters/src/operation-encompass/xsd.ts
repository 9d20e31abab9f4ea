import { xsdCheckFor, type XsdCheck } from '../kit/xsd-check.js';
import { NAMESPACE } from './namespace.js';

export type { XsdCheck };

/**
 * Makes a check against the schema that the package ships as `@mash-gateway/adapters/operation-encompass/operation-encompass-1.0.xsd`.
 * @param xsd bytes of that file; adapters read no files themselves
 * @throws Error of the module loader when the optional peer dependency `libxml2-wasm` is not installed
 */
export function createXsdCheck(xsd: Uint8Array): Promise<XsdCheck> {
  return xsdCheckFor(NAMESPACE, xsd);
}
