import { expect, test } from '@jest/globals';

import { Notices } from './notices.js';
import type { Notice } from './notices.js';

test('a storm of one error is one notice in ten seconds, and the next one tells how many were held back', () => {
  const notices = new Notices();
  const seen: Notice[] = [];
  notices.stream.subscribe((notice) => seen.push(notice));

  for (let at = 0; at < 50; at += 1) notices.raise('_TRANSPORT', 'broker transport failure', at);
  notices.raise('_RESOLVE', 'host resolution failure', 60);
  notices.raise('_TRANSPORT', 'broker transport failure', 10_000);

  expect(seen).toEqual([
    { code: '_TRANSPORT', text: 'broker transport failure', suppressed: 0 },
    { code: '_RESOLVE', text: 'host resolution failure', suppressed: 0 },
    { code: '_TRANSPORT', text: 'broker transport failure', suppressed: 49 },
  ]);
});
