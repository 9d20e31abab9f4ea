import type { Parts } from './parts.js';
import type { Scene } from './scene.js';

/** Something that goes wrong while agencies send. */
export interface Fault {
  /** Also the recipient's name, so that every fault has topics of its own: at most 30 characters of a-z and hyphen. */
  readonly name: string;
  /** For the table: what happens, in words an operator would use. */
  readonly what: string;
  readonly parts: Parts;
  /** What is wrong before the gateways start. @returns puts it right */
  readonly prepare?: (scene: Scene) => Promise<() => Promise<void>>;
  /**
   * Does it while agencies send. Resolves when the cause is gone: from then on nobody does anything.
   * @param putRight what {@link prepare} has returned
   */
  readonly happen: (scene: Scene, putRight: () => Promise<void>) => Promise<void>;
  /** Readiness or alarm codes that the operator must have seen meanwhile. */
  readonly seen?: readonly string[];
}
