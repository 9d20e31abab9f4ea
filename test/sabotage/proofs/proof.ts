import type { SaboteurName } from '../saboteurs.js';

/** Shows one guarantee, with the product's own ports or with a saboteur at one of them. */
export interface Proof {
  readonly guarantee: string;
  readonly saboteur: SaboteurName;
  /** @returns the broken promises, in words without values; none when the guarantee holds */
  run(place: ProofPlace, saboteur: SaboteurName | undefined): Promise<readonly string[]>;
}

export interface ProofPlace {
  /** A real Apache Kafka. */
  readonly bootstrap: string;
  /** A data directory for this run alone. */
  readonly dataDir: string;
  pauseBroker(): Promise<void>;
  resumeBroker(): Promise<void>;
}
