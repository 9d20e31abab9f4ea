/** A document in which a name was chosen by somebody who wants to see it again. */
export interface Planted {
  /** Where and how it was planted. */
  readonly name: string;
  readonly text: string;
}
