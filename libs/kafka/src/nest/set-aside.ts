import { setTimeout as pause } from 'node:timers/promises';

import { deadLetter } from '../consume/dead-letter.js';
import type { DeadLetterOptions, GivenUp } from '../consume/dead-letter.js';
import { PublishError } from '../failure/failure.js';
import type { Publisher } from '../publish/publisher.js';

/** Resolves when the dead letter is confirmed. As long as it may be sent again it is, because the message must not be lost. */
export async function setAside(
  given: GivenUp,
  options: DeadLetterOptions,
  way: { readonly publisher: Publisher; readonly pauseMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const letter = await deadLetter(given, options);
  for (;;) {
    try {
      await way.publisher.send(letter);

      return;
    } catch (error) {
      if (!(error instanceof PublishError) || error.kind !== 'retriable') throw error;
      await pause(way.pauseMs, undefined, { signal: way.signal });
    }
  }
}
