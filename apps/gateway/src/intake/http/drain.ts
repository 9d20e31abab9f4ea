import type { IncomingMessage } from 'node:http';

/** What is left of a refused body is read to here, so that the sender can be answered. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 5_000;

/** Reads and forgets the rest of a body. @returns false when there is still more of it and the connection must be closed */
export function drain(request: IncomingMessage): Promise<boolean> {
  if (request.readableEnded || request.destroyed) return Promise.resolve(true);
  return new Promise((resolve) => {
    let bytes = 0;
    const finish = (whole: boolean): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', ended).off('close', ended).off('error', ended);
      // An aborted request may still fail later: nobody is left to hear it.
      request.on('error', () => undefined);
      if (!whole) request.pause();
      resolve(whole);
    };
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) finish(false);
    };
    const ended = (): void => {
      finish(true);
    };
    const timer = setTimeout(() => {
      finish(false);
    }, MAX_MS);
    request.unpipe();
    request.on('data', count).on('end', ended).on('close', ended).on('error', ended);
    request.resume();
  });
}
