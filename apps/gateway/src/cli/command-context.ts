import type { Environment } from '../config/environment.js';
import type { ExitCode, Output } from './exit-code.js';

/** What every command is given. */
export interface CommandContext {
  readonly environment: Environment;
  readonly output: Output;
  /** Aborted by Ctrl-C: a command that waits ends well. */
  readonly interrupted: AbortSignal;
  readonly finish: (code: ExitCode) => void;
}

/** The text under the options of a command: what its exit codes mean, and an example. */
export function afterHelp(exitCodes: string, example: string): string {
  return `\nExit code: ${exitCodes}, 2 wrong use.\n\nExample:\n  mash-gateway ${example}`;
}
