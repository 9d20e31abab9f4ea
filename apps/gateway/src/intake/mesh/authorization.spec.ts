import { describe, expect, test } from '@jest/globals';
import { authorizationHeader } from './authorization.js';

const secrets = { mailbox: 'MESHBOX01', password: 'a-password', sharedKey: 'a-shared-key' };
const token = { nonce: 'b6a24a5e-8d4b-4b0e-9d57-6c2f0f1f7a11', nonceCount: 0, at: new Date('2026-11-24T18:05:59.999Z') };

describe('the authorization header of MESH', () => {
  test('is mailbox, nonce, count, time in UTC to the minute, and the HMAC that OpenSSL computes too', () => {
    const hash = '5e231d2fe8db87461ab0d5b6cc960e5d682aa4981825ec716653960a62aea059';

    expect(authorizationHeader(secrets, token)).toBe(`NHSMESH MESHBOX01:b6a24a5e-8d4b-4b0e-9d57-6c2f0f1f7a11:0:202611241805:${hash}`);
  });

  test('names the mailbox in upper case, however it is configured', () => {
    expect(authorizationHeader({ ...secrets, mailbox: 'meshbox01' }, token)).toBe(authorizationHeader(secrets, token));
  });

  test.each([
    ['another nonce', secrets, { ...token, nonce: '00000000-0000-4000-8000-000000000000' }],
    ['another count', secrets, { ...token, nonceCount: 1 }],
    ['another minute', secrets, { ...token, at: new Date('2026-11-24T18:06:00Z') }],
    ['another password', { ...secrets, password: 'b-password' }, token],
    ['another shared key', { ...secrets, sharedKey: 'b-shared-key' }, token],
  ])('is another for %s, and never holds password or key', (_, otherSecrets, otherToken) => {
    const header = authorizationHeader(otherSecrets, otherToken);

    expect(header.split(':').at(-1)).not.toBe(authorizationHeader(secrets, token).split(':').at(-1));
    expect(header).not.toMatch(/password|shared/);
  });
});
