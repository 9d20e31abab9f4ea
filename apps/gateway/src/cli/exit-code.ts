/** Exit codes of the command line: others script against them. */
export enum ExitCode {
  ok = 0,
  refused = 1,
  wrongUse = 2,
}

/** The command was used wrongly; its message says how to use it. */
export class WrongUse extends Error {}

/** Where a command prints: results to standard output, words about them to standard error. */
export interface Output {
  /** One JSON object, one line, to standard output. */
  line(value: unknown): void;
  /** A result for a person, to standard output. */
  text(text: string): void;
  /** Words about the result, to standard error. */
  say(text: string): void;
}

/** Prints to the process's own streams. */
export const terminal: Output = {
  line: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  text: (text) => void process.stdout.write(`${text}\n`),
  say: (text) => void process.stderr.write(`${text}\n`),
};
