import { expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { JournalUnavailable } from '../../journal/faults.js';
import { readBody, SPOOL_ABOVE_BYTES } from './body.js';

test('a spool that cannot be sealed is discarded, and the sender may send again', async () => {
  const steps: string[] = [];
  const spool = () => ({
    write: () => Promise.resolve(),
    seal: () => Promise.reject(new JournalUnavailable('away')),
    discard() {
      steps.push('discarded');
      return Promise.resolve();
    },
  });
  const source = Readable.from([Buffer.alloc(SPOOL_ABOVE_BYTES), Buffer.alloc(1)]);

  await expect(readBody(source, { gzip: false, limit: 2 * SPOOL_ABOVE_BYTES, spool })).rejects.toBeInstanceOf(JournalUnavailable);

  expect(steps).toEqual(['discarded']);
});
