import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inPieces, readWith, STREAMED, WHOLE } from './testing/ways.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

/** A child, and Patients of whom nothing tells whether they are children or adults. */
function transaction(doubtful: number): string {
  const people = Array.from({ length: doubtful }, (_, index) => ({
    resourceType: 'Patient',
    id: `u${index}`,
    name: [{ family: 'Unknown' }],
  }));
  const child = { resourceType: 'Patient', id: 'kid', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [child, ...people].map((resource) => ({ resource })) });
}

test.each([
  ['whole', WHOLE],
  ['entry by entry', STREAMED],
])('people who may be anybody cannot make the work grow with children times people, read %s', async (_, bounds) => {
  const some = await readWith(bounds, inPieces(transaction(90), 'application/fhir+json'), context);
  const many = await readWith(bounds, inPieces(transaction(101), 'application/fhir+json'), context);

  expect(some.items).toHaveLength(1);
  expect(many.issues).toMatchObject([{ code: 'format.ambiguous-child', location: 'Bundle' }]);
});
