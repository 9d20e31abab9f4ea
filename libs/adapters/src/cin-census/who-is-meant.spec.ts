import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { mapAll } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { cinCensus } from './index.js';

const HEADER =
  '<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>' +
  '<Source><LEA>801</LEA></Source></Header>';

async function recordsOf(...identifiers: readonly string[]): Promise<readonly MappedRecord[]> {
  const children = identifiers.map((inner) => `<Child><ChildIdentifiers>${inner}</ChildIdentifiers></Child>`).join('');
  const body = inputOf(Buffer.from(`<Message>${HEADER}<Children>${children}</Children></Message>`), 'application/xml');
  const items = await mapAll(cinCensus, body, new Date('2026-11-24T12:00:00Z'));
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

test('two ids that begin alike and are too long to be kept whole make no one source record', async () => {
  const long = 'X'.repeat(100);
  const records = await recordsOf(`<LAchildID>${long}1</LAchildID>`, `<LAchildID>${long}2</LAchildID>`, '<LAchildID> C1 </LAchildID>');

  expect(records.map(({ source }) => source.sourceRecordId)).toEqual([undefined, undefined, 'cin-census:801:C1']);
});

test('a child whose date of birth cannot be read is born, whatever was expected', async () => {
  const expected = '<ExpectedPersonBirthDate>2026-12-20</ExpectedPersonBirthDate>';
  const records = await recordsOf(
    `<LAchildID>C1</LAchildID><PersonBirthDate>20/13/2015</PersonBirthDate>${expected}`,
    `<LAchildID>C2</LAchildID>${expected}`,
  );

  expect(records.map(({ child }) => child.state)).toEqual(['born', 'unborn']);
});
