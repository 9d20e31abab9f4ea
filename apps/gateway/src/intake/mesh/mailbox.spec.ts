import { describe, expect, test } from '@jest/globals';
import { inboxPage } from './mailbox.js';

describe('a page of the inbox', () => {
  test('of version 1 holds ids and nothing else', () => {
    expect(inboxPage({ messages: ['20200529155357895317_3573F8'] })).toEqual({ messages: ['20200529155357895317_3573F8'] });
  });

  test('of version 2 says where the next one begins', () => {
    const links = { self: '/messageexchange/mb/inbox', next: '/messageexchange/mb/inbox?max_results=10&continue_from=eyJw%3D%3D' };

    expect(inboxPage({ messages: [], links, approx_inbox_count: 0 })).toEqual({ messages: [], next: 'eyJw==' });
  });

  test('is the last when it has no link to another', () => {
    expect(inboxPage({ messages: [], links: { self: '/messageexchange/mb/inbox' } })).toEqual({ messages: [] });
    expect(inboxPage({ messages: [], links: null })).toEqual({ messages: [] });
  });

  test('of a link to another machine only the place in the inbox is used', () => {
    const next = 'https://elsewhere.example/messageexchange/other/inbox?continue_from=here';

    expect(inboxPage({ messages: [], links: { next } })).toEqual({ messages: [], next: 'here' });
  });

  test.each([
    ['nothing', null],
    ['a list', []],
    ['no messages', {}],
    ['ids that are no text', { messages: [1] }],
    ['an id that would be another path', { messages: ['..'] }],
    ['an id without end', { messages: ['9'.repeat(201)] }],
    ['a link that does not say where', { messages: [], links: { next: '/messageexchange/mb/inbox' } }],
    ['links that are none', { messages: [], links: 'next' }],
  ])('%s is not taken for one', (_, json) => {
    expect(() => inboxPage(json)).toThrow('mesh.answer');
  });
});
