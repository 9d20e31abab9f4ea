import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mapAll, outcomeOf } from '../conformance/outcome.js';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { policeNotice } from './adapter.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const notice = readFileSync(new URL('examples/public-protection-notice.xml', import.meta.url), 'utf8');
const expected = await outcome(notice);

describe('the same notice written another way gives the same records', () => {
  test.each([
    ['with a prefix', prefixed(notice)],
    [
      'with every element declaring its own namespace',
      notice.replace(/<(\w+)(?=[\s>/])/gu, '<$1 xmlns="urn:mash-gateway:police-notice:1"').replace(/(xmlns="[^"]*")([^>]*) \1/gu, '$1$2'),
    ],
    ['without white space between elements', notice.replace(/>\s+</gu, '><')],
    ['with Windows line ends', notice.replaceAll('\n', '\r\n')],
    ['with comments and processing instructions', notice.replaceAll('<Person ', '<!-- <Child> --><?tool hint?><Person ')],
    ['with CDATA', notice.replace(/>([^<>]*\S[^<>]*)<\//gu, '><![CDATA[$1]]></')],
    ['with character references', notice.replaceAll('Rowan', '&#82;&#x6F;wan')],
    ['with attributes in single quotes', notice.replace(/="([^"]*)"/gu, "='$1'")],
    ['with another order of its parts', reordered(notice)],
  ])('%s', async (_, text) => {
    expect(text).not.toBe(notice);

    expect(await outcome(text)).toEqual(expected);
  });
});

test('a later version of a notice names the same source records with a higher sequence', async () => {
  const later = await outcome(notice.replace('<Version>1<', '<Version>2<').replace('>new<', '>update<'));

  const sources = [expected, later].map(({ items }) => items.flatMap((item) => (item.kind === 'record' ? [item.record.source] : [])));

  expect(sources[1]?.map(({ sourceRecordId }) => sourceRecordId)).toEqual(sources[0]?.map(({ sourceRecordId }) => sourceRecordId));
  expect(sources[1]?.map(({ sequence, change }) => [sequence, change])).toEqual([
    [2, 'update'],
    [2, 'update'],
  ]);
});

test('the whole example gives a record for each child and nothing to complain of', () => {
  expect(expected.inspection).toEqual({ accepted: true, positions: 2, taken: 'whole', issues: [] });
  expect(expected.items.map((item) => [item.kind, item.position])).toEqual([
    ['record', 1],
    ['record', 2],
  ]);
  expect(expected.items.flatMap((item) => (item.kind === 'record' ? (item.record.quality?.issues ?? []) : []))).toEqual([]);
});

test('more children than a submission may have are refused before any is mapped', async () => {
  const { inspection } = await outcomeOf(policeNotice, input(notice), NOW, { ...DEFAULT_LIMITS, records: 1 });

  expect(inspection.accepted).toBe(false);
  expect(inspection.issues.map(({ code }) => code)).toEqual(['limit.items']);
});

test('a body that changed between the passes is refused where it breaks, not thrown', async () => {
  const items = await mapAll(policeNotice, input(notice.slice(0, -20)), NOW);

  expect(items.map((item) => item.kind)).toEqual(['refused']);
});

test('a stroke in a reference never makes one source record of two children', async () => {
  const idsOf = async (reference: string): Promise<readonly (string | undefined)[]> => {
    const { items } = await outcome(notice.replace(/<Reference>[^<]*<\/Reference>/u, `<Reference>${reference}</Reference>`));
    return items.map((item) => (item.kind === 'record' ? item.record.source.sourceRecordId : undefined));
  };

  expect((await idsOf('12/3')).every((id) => id?.includes('/12%2F3/'))).toBe(true);
  expect((await idsOf('12%2F3')).every((id) => id?.includes('/12%252F3/'))).toBe(true);
});

function prefixed(text: string): string {
  return text.replace(/<(\/?)(\w)/gu, '<$1n:$2').replace('xmlns=', 'xmlns:n=');
}

/** Relationships and persons before the children, the header last. */
function reordered(text: string): string {
  const part = (name: string): string => new RegExp(`<${name}>[^]*?</${name}>`, 'u').exec(text)?.[0] ?? '';
  const names = ['Relationships', 'Persons', 'Children', 'Grades', 'Incident', 'Header'];
  const open = /^[^]*?<Notice[^>]*>/u.exec(text)?.[0] ?? '';
  return `${open}${names.map(part).join('')}</Notice>`;
}

async function outcome(text: string) {
  return outcomeOf(policeNotice, input(text), NOW);
}

function input(text: string) {
  return inputOf(Buffer.from(text), 'application/xml');
}
