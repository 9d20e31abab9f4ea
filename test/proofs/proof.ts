/** Something the project claims, shown at full size by a run that anybody can repeat. */
export interface Proof {
  /** One line for `--help`. */
  readonly what: string;
  /** Goes on from what an earlier run of the same size and day has shown. @returns whether everything holds */
  run(options: ProofOptions): Promise<boolean>;
}

export interface ProofOptions {
  /** reduced: as in `.ci/run`; nothing is written unless `out` is given. */
  readonly size: 'full' | 'reduced';
  /** Folder for the report; undefined: none is written. */
  readonly out: string | undefined;
  /** Only parts with such a name; everything when empty. */
  readonly only: readonly string[];
  /** Kills at each stage, for the proof that kills. */
  readonly kills: number;
}
