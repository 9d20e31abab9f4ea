import { describe, expect, test } from '@jest/globals';
import { MESH_FAULTS, MeshFault } from './mesh-fault.js';
import { concernsMailbox, faultOfError, faultOfStatus, waitAfterFailure } from './policy.js';

describe('what a status means', () => {
  test.each([
    [200, undefined],
    [202, undefined],
    [206, undefined],
    [302, 'mesh.answer'],
    [400, 'mesh.request'],
    [401, 'mesh.authentication'],
    [403, 'mesh.authentication'],
    [404, 'mesh.gone'],
    [410, 'mesh.gone'],
    [417, 'mesh.request'],
    [429, 'mesh.busy'],
    [500, 'mesh.server'],
    [502, 'mesh.server'],
    [503, 'mesh.busy'],
    [0, 'mesh.answer'],
  ])('%i: %s', (status, code) => {
    expect(faultOfStatus(status)?.code).toBe(code);
  });

  test.each([
    ['120', 120_000],
    ['999999', 3_600_000],
    ['Tue, 24 Nov 2026 18:00:00 GMT', undefined],
    ['-1', undefined],
    [undefined, undefined],
  ])('Retry-After %p is waited for %p ms', (header, ms) => {
    expect(faultOfStatus(429, header)?.retryAfterMs).toBe(ms);
  });
});

describe('what an error means', () => {
  test.each([
    ['ECONNREFUSED', false, 'mesh.unreachable'],
    ['ENOTFOUND', false, 'mesh.unreachable'],
    ['ECONNRESET', false, 'mesh.unreachable'],
    ['ECONNRESET', true, 'mesh.cut'],
    ['ETIMEDOUT', false, 'mesh.timeout'],
    ['SELF_SIGNED_CERT_IN_CHAIN', false, 'mesh.certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'mesh.certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'mesh.certificate'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', false, 'mesh.certificate'],
    ['CERT_HAS_EXPIRED', false, 'mesh.certificate'],
    ['HPE_INVALID_CONSTANT', false, 'mesh.answer'],
    ['HPE_INVALID_CONSTANT', true, 'mesh.cut'],
  ])('%s, answering %p: %s', (code, answering, fault) => {
    expect(faultOfError(Object.assign(new Error('says 9990000018'), { code }), answering)).toMatchObject({ code: fault, message: fault });
  });

  test('a fault stays what it is', () => {
    const fault = new MeshFault('mesh.timeout');

    expect(faultOfError(fault, true)).toBe(fault);
  });
});

test('a fault of the mailbox ends the look into the inbox; one of a message does not', () => {
  expect(MESH_FAULTS.filter((code) => concernsMailbox(code))).toEqual([
    'mesh.credentials',
    'mesh.certificate',
    'mesh.unreachable',
    'mesh.authentication',
    'mesh.busy',
    'mesh.stopped',
  ]);
});

describe('the wait after a failure', () => {
  const server = new MeshFault('mesh.server');
  const poll = 300_000;

  test('doubles from five seconds to five minutes, and stays there', () => {
    expect([1, 2, 3, 4, 7, 8, 1_000].map((failures) => waitAfterFailure(failures, server, poll, 0))).toEqual([
      5_000, 10_000, 20_000, 40_000, 300_000, 300_000, 300_000,
    ]);
  });

  test('is up to half shorter, by chance', () => {
    expect([0, 0.5, 1].map((random) => waitAfterFailure(2, server, poll, random))).toEqual([10_000, 7_500, 5_000]);
  });

  test('is never shorter than the server asks', () => {
    expect(waitAfterFailure(1, new MeshFault('mesh.busy', 60_000), poll, 1)).toBe(60_000);
  });

  test('begins with the time between polls when the token is refused', () => {
    expect(waitAfterFailure(1, new MeshFault('mesh.authentication'), poll, 0)).toBe(300_000);
  });

  test('is as long as the time between polls where that is more than five minutes, and begins with it where it is less than five seconds', () => {
    expect(waitAfterFailure(50, server, 3_600_000, 0)).toBe(3_600_000);
    expect(waitAfterFailure(1, server, 1_000, 0)).toBe(1_000);
  });
});
