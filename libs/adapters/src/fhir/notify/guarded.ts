const SHOWN = '[guarded]';

/**
 * A value that names a person, or a URL that may: it never reaches a log, an issue or a serialised form by accident,
 * because whatever prints it prints a fixed word. `reveal` is for the request that fetches the record, and for nothing else.
 */
export class Guarded {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  /** What `console.log` and test reports show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SHOWN;
  }
}
