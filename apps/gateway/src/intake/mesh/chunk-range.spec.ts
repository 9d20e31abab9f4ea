import { describe, expect, test } from '@jest/globals';
import { chunkRange, isChunk, totalChunks } from './chunk-range.js';

describe('Mex-Chunk-Range', () => {
  test.each([
    ['1:2', { number: 1, total: 2 }],
    [' 3 : 10 ', { number: 3, total: 10 }],
    ['', undefined],
    [undefined, undefined],
    ['1', undefined],
    ['1:2:3', undefined],
    ['-1:2', undefined],
    ['1:99999999', undefined],
  ])('%p is read as %p', (header, range) => {
    expect(chunkRange(header)).toEqual(range);
  });
});

describe('how many chunks a message has', () => {
  test.each([
    ['200 without a range is the whole message', 200, undefined, 1],
    ['200 with 1:1 is the whole message', 200, '1:1', 1],
    ['200 with 2:2, as in the published example, is the whole message', 200, '2:2', 1],
    ['206 with 1:3 is the first of three', 206, '1:3', 3],
    ['200 with 1:3 contradicts itself', 200, '1:3', undefined],
    ['206 with 1:1 contradicts itself', 206, '1:1', undefined],
    ['206 without a range does not say how many follow', 206, undefined, undefined],
    ['206 with 2:3 is not the first', 206, '2:3', undefined],
    ['more chunks than the largest message has are not believed', 206, '1:999999', undefined],
  ])('%s', (_, status, header, total) => {
    expect(totalChunks(status, chunkRange(header))).toBe(total);
  });
});

describe('a later chunk', () => {
  test.each([
    ['206 while others follow', 206, '2:3', true],
    ['206 that does not say which', 206, undefined, true],
    ['200 although others follow', 200, '2:3', false],
    ['another chunk than the one asked for', 206, '1:3', false],
    ['a message that has grown meanwhile', 206, '2:4', false],
  ])('%s: second of three is %s', (_, status, header, taken) => {
    expect(isChunk({ number: 2, total: 3 }, status, chunkRange(header))).toBe(taken);
  });

  test('the last comes with 200', () => {
    expect(isChunk({ number: 3, total: 3 }, 200, chunkRange('3:3'))).toBe(true);
    expect(isChunk({ number: 3, total: 3 }, 206, chunkRange('3:3'))).toBe(false);
  });
});
