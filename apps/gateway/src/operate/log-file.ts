import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogSink } from './log.js';

export const LOG_FILE = 'gateway.log';
const LARGE = 5_000_000;

/** Where the log of a demonstration goes, so that the words on the terminal can be read; a large one of earlier starts is set aside. */
export function logFile(dataDir: string): LogSink {
  const path = join(dataDir, LOG_FILE);
  mkdirSync(dataDir, { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE) renameSync(path, `${path}.1`);
  const stream = createWriteStream(path, { flags: 'a', mode: 0o640 });
  // A full disk must not stop the gateway for the sake of its log.
  stream.on('error', () => undefined);
  return { write: (line) => void stream.write(line) };
}
