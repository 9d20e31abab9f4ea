import { expect, test } from '@jest/globals';
import { contentOfName } from './content-of-name.js';

test.each([
  ['a.xml', { contentType: 'application/xml', gzip: false }],
  ['A.XML.GZ', { contentType: 'application/xml', gzip: true }],
  ['a.b.csv', { contentType: 'text/csv', gzip: false }],
  ['a', { contentType: undefined, gzip: false }],
  ['a.constructor', { contentType: undefined, gzip: false }],
])('the name %s says how a file is read', (name, content) => {
  expect(contentOfName(name)).toEqual(content);
});

test('a configured Content-Type is that of every file', () => {
  expect(contentOfName('a.dat.gz', 'text/csv')).toEqual({ contentType: 'text/csv', gzip: true });
});
