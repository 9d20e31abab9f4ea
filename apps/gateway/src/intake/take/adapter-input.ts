import type { AdapterInput } from '@mash-gateway/adapters';
import type { Journal } from '../../journal/journal.js';
import { contentTypeOf } from './content-type.js';
import type { Submission } from '../submission.js';

/** A submission's bytes as an adapter reads them: from memory, or again and again from the spool. */
export function adapterInput(submission: Submission, journal: Pick<Journal, 'openSpool'>): AdapterInput {
  const { body, id, mediaType, size } = submission;
  return {
    ...contentTypeOf(mediaType),
    size,
    open: () => (body.kind === 'bytes' ? once(body.bytes) : journal.openSpool(id)),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- an adapter reads every body as a stream
async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
