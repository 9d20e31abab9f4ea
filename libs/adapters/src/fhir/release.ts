import type { Readings } from './read/element.js';
import type { JsonObject } from './read/tree.js';
import type { Structure } from './structure/structure.js';

/** One release of FHIR as an adapter: what the engine must be told to read it. */
export interface Release {
  /** Id of the adapter (contract: `source.adapter`). */
  readonly adapter: string;
  /** Name of the standard (contract: `source.standard`). */
  readonly standard: string;
  /** Name of the release in rules told to senders: `R4`, `STU3`. */
  readonly name: string;
  /** Version of the mapping: changes whenever the same bytes would give another record. */
  readonly mappingVersion: string;
  readonly structure: Structure;
  /**
   * Refuses documents of another release that look alike.
   * @throws Refusal `format.version`
   */
  readonly refuseOtherVersions: (root: JsonObject) => void;
  /**
   * Brings a checked resource into the shape the mapping reads, which is that of R4. Nothing is dropped: what has no
   * counterpart keeps its name. Whatever moves keeps the location it had in the source (`Readings.place`).
   */
  readonly upgrade?: (resource: JsonObject, path: string, readings: Readings) => JsonObject;
}
