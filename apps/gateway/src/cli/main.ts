#!/usr/bin/env node
import { codeOf } from '../operate/log.js';
import { runCommandLine } from './command-line.js';
import { ExitCode, terminal } from './exit-code.js';

// `mash-gateway tail … | head` closes the pipe: that is the end of the command, not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? ExitCode.ok : ExitCode.refused);
});

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    interrupted.abort();
  });

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), terminal, { interrupted: interrupted.signal });
} catch (error) {
  // A message may quote what was being worked on: only the code is told.
  terminal.say(`The command failed (${codeOf(error)}).`);
  process.exitCode = ExitCode.refused;
}
