import { expect, test } from '@jest/globals';
import type { Agreement, FeedConfig } from '../config/gateway-config.js';
import { sharingRules } from './agreements.js';

const NOON = new Date('2026-11-24T12:00:00Z');
const feed = { id: 'police-demo', agreement: 'demo-agreement' } as FeedConfig;
const agreement: Agreement = {
  id: 'demo-agreement',
  version: '3',
  scope: 'all',
  recipients: ['demo-mash'],
  from: '2026-11-01',
  to: '2026-11-30',
  controller: 'Exampleshire County Council',
  publicAuthority: true,
  regime: 'uk-gdpr',
  article6: 'e',
  purpose: 'safeguarding',
};

test('a record is shared with the recipients of the agreement, with its basis and purpose beside what the source said', () => {
  const ruling = sharingRules([feed], [agreement]).rule('police-demo', { handling: { sensitivity: 'sensitive' } }, NOON);

  expect(ruling).toEqual({
    kind: 'publish',
    recipients: ['demo-mash'],
    agreementId: 'demo-agreement',
    handling: {
      sensitivity: 'sensitive',
      regime: 'uk-gdpr',
      controller: 'Exampleshire County Council',
      article6: 'e',
      purpose: 'safeguarding',
      agreementId: 'demo-agreement',
      policyVersion: 'demo-agreement:3',
    },
  });
});

test.each([
  ['before its first day', { from: '2026-11-25' }],
  ['after its last day', { to: '2026-11-23' }],
  ['on a basis that may not be relied on', { article6: 'f' as const }],
])('%s an agreement shares nothing: the record is held', (_, change) => {
  const ruling = sharingRules([feed], [{ ...agreement, ...change }]).rule('police-demo', {}, NOON);

  expect(ruling).toEqual({ kind: 'held', reason: 'no-agreement-in-force' });
});

test('a feed that is no longer configured shares nothing', () => {
  expect(sharingRules([], [agreement]).rule('police-demo', {}, NOON)).toEqual({ kind: 'held', reason: 'no-agreement-in-force' });
});

test('the first and the last day belong to the agreement', () => {
  const rules = sharingRules([feed], [agreement]);

  expect(rules.rule('police-demo', {}, new Date('2026-11-01T00:00:00Z')).kind).toBe('publish');
  expect(rules.rule('police-demo', {}, new Date('2026-11-30T23:59:59Z')).kind).toBe('publish');
});
