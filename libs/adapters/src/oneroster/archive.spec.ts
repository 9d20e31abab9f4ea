import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Limits, type Mapped } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { Shelf } from '../kit/shelf.js';
import { oneroster } from './index.js';
import { joinedWindows } from './read/join.js';
import { openRoster } from './read/roster.js';
import { rosterOf, zipOf } from './testing/roster-of.js';

const USERS = 'sourcedId,role,givenName,familyName\ns1,student,Rowan,Sample\n';
const now = new Date('2026-11-24T12:00:00Z');

async function codesOf(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<readonly string[]> {
  const inspection = await oneroster.inspect(inputOf(bytes, 'application/zip'), { now, limits });
  return inspection.accepted ? ['taken'] : inspection.issues.map(({ code }) => code);
}

async function itemsOf(bytes: Uint8Array): Promise<Mapped[]> {
  const items: Mapped[] = [];
  for await (const item of oneroster.map(inputOf(bytes, 'application/zip'), { now, limits: DEFAULT_LIMITS })) items.push(item);
  return items;
}

describe('an archive', () => {
  test('is known by its bytes, whatever it was said to be', async () => {
    const items: Mapped[] = [];
    for await (const item of oneroster.map(inputOf(zipOf([['users.csv', USERS]]), 'text/csv'), { now, limits: DEFAULT_LIMITS }))
      items.push(item);

    expect(items.map(({ kind }) => kind)).toEqual(['record']);
  });

  test('may have its files in one folder, and something before it', async () => {
    expect(await codesOf(zipOf([['a/b/Users.CSV', USERS]]))).toEqual(['taken']);
  });

  test.each([
    ['a path that leaves its folder', zipOf([['../users.csv', USERS]]), 'body.unreadable'],
    ['an absolute path', zipOf([['/users.csv', USERS]]), 'body.unreadable'],
    ['a path of another system', zipOf([['..\\users.csv', USERS]]), 'body.unreadable'],
    ['a drive', zipOf([['C:/users.csv', USERS]]), 'body.unreadable'],
    [
      'one name twice',
      zipOf([
        ['users.csv', USERS],
        ['users.csv', USERS],
      ]),
      'body.unreadable',
    ],
    [
      'one name twice, in other letters',
      zipOf([
        ['users.csv', USERS],
        ['USERS.csv', USERS],
      ]),
      'body.unreadable',
    ],
    [
      'the same file in two folders',
      zipOf([
        ['a/users.csv', USERS],
        ['b/users.csv', USERS],
      ]),
      'body.unreadable',
    ],
    ['an encrypted file', zipOf([['users.csv', USERS, { flags: 1 }]]), 'body.unreadable'],
    ['another packing', zipOf([['users.csv', USERS, { method: 12 }]]), 'body.unreadable'],
    ['a checksum that fails', zipOf([['users.csv', USERS, { crc: 1 }]]), 'body.unreadable'],
    ['a size that is not the size', zipOf([['users.csv', USERS, { size: 10 }]]), 'body.unreadable'],
    [
      'files that share bytes',
      zipOf([
        ['users.csv', USERS],
        ['orgs.csv', USERS, { offset: 0 }],
      ]),
      'body.unreadable',
    ],
    ['a file that begins beyond it', zipOf([['users.csv', USERS, { offset: 99_999 }]]), 'body.unreadable'],
    ['a file that expands as no table does', zipOf([['users.csv', `${USERS}${' \n'.repeat(2_000_000)}`]]), 'body.too-large'],
    ['nothing in it', zipOf([]), 'format.no-child'],
    ['an archive in it', zipOf([['users.zip', zipOf([['users.csv', USERS]])]]), 'format.no-child'],
  ])('with %s is refused', async (_, bytes, code) => {
    expect(await codesOf(bytes)).toEqual([code]);
  });

  test('that unpacks to more than the limit, or has a thousand files and one, is refused', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => [`f${index}.csv`, ''] as const);

    expect(await codesOf(zipOf([['users.csv', USERS.repeat(200)]]), { ...DEFAULT_LIMITS, bytes: 5000 })).toEqual(['body.too-large']);
    expect(await codesOf(zipOf(many))).toEqual(['limit.items']);
  });

  test('that is cut anywhere, or has a bit changed, neither throws nor gives a record that is not whole', async () => {
    const bytes = zipOf([['users.csv', USERS]]);
    for (let cut = 4; cut < bytes.length; cut += 3) expect(await codesOf(bytes.subarray(0, cut))).not.toEqual(['taken']);
    for (let at = 0; at < bytes.length; at += 2) {
      const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 4 : byte));
      const items = await itemsOf(changed);
      expect(items.every(({ kind }) => kind !== 'record') || (await codesOf(changed))[0] === 'taken').toBe(true);
    }
  });

  test('never repeats a name that its sender chose', async () => {
    const inspection = await oneroster.inspect(
      inputOf(
        zipOf([
          ['users.csv', USERS],
          ['Qzxv canary.csv', 'a,b\n1,2\n'],
        ]),
        'application/zip',
      ),
      {
        now,
        limits: DEFAULT_LIMITS,
      },
    );

    expect(JSON.stringify(inspection)).not.toMatch(/qzxv/iu);
    expect(inspection.issues.map(({ code }) => code)).toContain('format.unknown-field');
  });
});

describe('the join', () => {
  test('says so where the rows of one student alone do not fit', async () => {
    const roster = await openRoster(rosterOf(2), DEFAULT_LIMITS);
    const whole: boolean[] = [];
    for await (const { isWhole } of joinedWindows(roster, new Shelf(90))) whole.push(isWhole);

    expect(whole).toEqual([false, false]);
  });

  test.each([16_000_000, 3000, 1500, 700])('with room for %i bytes gives every student the same rows', async (bytes) => {
    const roster = await openRoster(rosterOf(60), DEFAULT_LIMITS);
    const found: unknown[] = [];
    let windows = 0;
    for await (const { from, to, links } of joinedWindows(roster, new Shelf(bytes))) {
      windows += 1;
      for (let number = from; number <= Math.min(to, 60); number += 1)
        found.push([links.demographics(`s${number}`).length, links.enrollments(`s${number}`).map(({ sourcedId }) => sourcedId)]);
    }

    expect(found).toEqual(Array.from({ length: 60 }, (_, index) => [1, [`e${60 - index}`]]));
    expect(windows > 1).toBe(bytes < 16_000);
  });
});
