import { expect, test } from '@jest/globals';
import { plain } from './narrative.js';

test('blocks are lines, cells are parted, references are resolved and markup is gone', () => {
  const markup =
    '<div><p>One &amp; two</p><table><tr><td>a</td><td>b</td></tr></table><ul><li>&lt;3 weeks</li></ul>&#163;&#x41;&nbsp;x</div>';

  expect(plain(markup)).toBe('One & two\na b\n<3 weeks\n£A x');
});

test('a reference nobody knows stays as it is written', () => {
  expect(plain('<p>a &made; b</p>')).toBe('a &made; b');
  expect(plain('&#0;&#x110000;')).toBe('&#0;&#x110000;');
});

test('markup that never closes costs time in proportion to its length', () => {
  const started = performance.now();

  plain('<p'.repeat(200_000));
  plain('&#'.repeat(200_000));
  plain(' \n'.repeat(200_000));

  expect(performance.now() - started).toBeLessThan(2000);
});
