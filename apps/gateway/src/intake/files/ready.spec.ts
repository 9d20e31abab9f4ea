import { expect, test } from '@jest/globals';
import type { Entry } from './folder.js';
import { readyRule } from './ready.js';

const file = (name: string, size = 10, modifiedMs = 1_000): Entry => ({ name, kind: 'file', size, modifiedMs });
const names = (look: { readonly ready: readonly { readonly entry: Entry }[] }): readonly string[] =>
  look.ready.map(({ entry }) => entry.name);

test('a stable file is ready when three looks in a row have seen the same size and time', () => {
  const rule = readyRule({});

  const looks = [rule([file('a.xml', 1)]), rule([file('a.xml', 2)]), rule([file('a.xml', 2)]), rule([file('a.xml', 2)])];

  expect(looks.map(names)).toEqual([[], [], [], ['a.xml']]);
});

test('a stable file whose time changes, or that was away, begins again', () => {
  const rule = readyRule({ looks: 2 });

  const looks = [
    rule([file('a.xml', 1, 1)]),
    rule([file('a.xml', 1, 2)]),
    rule([]),
    rule([file('a.xml', 1, 2)]),
    rule([file('a.xml', 1, 2)]),
  ];

  expect(looks.map(names)).toEqual([[], [], [], [], ['a.xml']]);
});

test('a renamed file is ready at once, and names of what is being written are left alone', () => {
  const rule = readyRule({ ready: 'rename' });

  const look = rule(['a.xml', '.b.xml', 'c.xml.tmp', 'd.xml.PART', 'e.xml.filepart', '~f.xml', 'g.xml~'].map((name) => file(name)));

  expect(names(look)).toEqual(['a.xml']);
});

test('a marked file is ready with its marker, and not without', () => {
  const rule = readyRule({ ready: 'marker' });

  const look = rule([file('a.xml'), file('a.xml.ready', 0), file('b.xml')]);

  expect(look).toEqual({ ready: [{ entry: file('a.xml'), along: [], markers: ['a.xml.ready'] }], leftovers: [] });
});

test('a marker left behind does not make the next file of that name ready', () => {
  const rule = readyRule({ ready: 'marker' });

  expect(names(rule([file('a.xml', 10, 2_000), file('a.xml.ready', 0, 1_000)]))).toEqual([]);
  expect(rule([file('a.xml.ready', 0, 1_000)]).leftovers).toEqual(['a.xml.ready']);
});
