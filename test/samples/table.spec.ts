import { expect, test } from '@jest/globals';
import { factsIn } from './count/count-facts.mjs';
import { findFacts } from './find-facts.js';
import { fallen, fromCsv, toCsv, totalsOf, type Row } from './table.js';

const file = JSON.stringify({
  resourceType: 'Patient',
  identifier: [
    { system: 'urn:a', value: '1' },
    { system: 'urn:b', value: '1' },
  ],
  name: [{ family: 'Sample', given: ['Rowan', 'Ash'], period: { start: '2020-01-01' } }],
  birthDate: '2016-02',
  deceasedDateTime: '2026-01-01T01:00:00+01:00',
  maritalStatus: { coding: [{ system: 'urn:c', code: 'S' }] },
  extension: [{ valueQuantity: { system: 'urn:units', code: 'g', unit: 'g', value: 3 } }],
});

const row = (over: Partial<Row>): Row => ({
  file: 'a/b.json',
  adapter: 'fhir-r4',
  reason: '',
  records: 1,
  issues: '',
  facts: findFacts(factsIn(file), []),
  ...over,
});

test('the counter counts each kind of fact once, and neither units nor periods of names', () => {
  const facts = factsIn(file);

  expect([...facts.identifiers]).toEqual(['urn:a|1', 'urn:b|1']);
  expect([...facts.names]).toEqual(['Rowan Ash Sample']);
  expect([...facts.birthDates]).toEqual(['2016-02']);
  expect([...facts.eventDates]).toEqual(['2026-01-01T01:00:00+01:00']);
  expect([...facts.codedItems]).toEqual(['urn:c|S']);
});

test('a fact is found whatever the spelling of its moment, and not found under another system', () => {
  const record = {
    child: {
      identifiers: [{ system: 'urn:a', value: '1' }],
      names: [{ family: 'Sample', given: ['Rowan', 'Ash'] }],
      birthDate: { value: '2016-02', precision: 'month' },
      death: { at: '2026-01-01T00:00:00Z' },
    },
  };

  const found = findFacts(factsIn(file), [record]);

  expect(found).toEqual({
    identifiers: { found: 1, present: 2 },
    names: { found: 1, present: 1 },
    birthDates: { found: 1, present: 1 },
    eventDates: { found: 1, present: 1 },
    codedItems: { found: 0, present: 1 },
  });
});

test('a table reads back as it was written, commas and quotes included', () => {
  const rows = [row({}), row({ file: 'c/d.xml', adapter: '', reason: 'No "adapter", yet', records: 0, facts: undefined })];

  expect(fromCsv(toCsv(rows))).toEqual(rows);
});

test('a total that falls is named, one that rises is not', () => {
  const before = totalsOf([row({ records: 2 })]);
  const after = totalsOf([row({ records: 1, facts: findFacts(factsIn(file), [{ child: { birthDate: { value: '2016-02' } } }]) })]);

  expect(fallen(before, after)).toEqual(['records fell from 2 to 1']);
});
