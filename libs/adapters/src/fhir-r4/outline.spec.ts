import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirR4 } from './adapter.js';
import { bundleOutline } from './outline.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

function fixture(name: string, extension = 'json') {
  const bytes = readFileSync(new URL(`fixtures/${name}/input.${extension}`, import.meta.url));
  return inputOf(bytes, extension === 'xml' ? 'application/fhir+xml' : 'application/fhir+json');
}

test('a message is told by its header, its identifier and the entries of each position', async () => {
  const outline = await bundleOutline(fixture('bars-message'), context);

  expect(outline).toEqual({
    type: 'message',
    id: 'b-1',
    identifier: { system: 'urn:example:bundles', value: 'MSG-1' },
    entries: 11,
    items: [1, 2],
    messageHeader: {
      id: '22222222-0000-4000-8000-000000000001',
      event: 'https://fhir.nhs.uk/CodeSystem/message-events-bars|servicerequest-request',
      source: 'urn:nhs:addressing:asid:1',
    },
    positionToEntries: new Map([
      [1, [0, 1, 2, 3, 5, 7, 8, 9, 10]],
      [2, [0, 4, 6, 7, 8, 9]],
    ]),
  });
});

test('each entry of a batch is a position of its own', async () => {
  const { type, positionToEntries } = await bundleOutline(fixture('batch'), context);

  expect(type).toBe('batch');
  expect([...positionToEntries].map(([position, entries]) => [position, entries.includes(position - 1)])).toEqual(
    Array.from({ length: 10 }, (_, index) => [index + 1, true]),
  );
});

test('the same resource in XML and in JSON gives the same record', async () => {
  const records = await Promise.all(
    [fixture('patient-uk-core'), fixture('patient-uk-core-xml', 'xml')].map(async (input) => {
      for await (const item of fhirR4.map(input, context)) if (item.kind === 'record') return { ...item.record, quality: undefined };
      return undefined;
    }),
  );

  expect(records[0]).toBeDefined();
  expect(records[1]).toEqual(records[0]);
});

test('a body beyond 32 MiB is refused whatever the limits of its feed', async () => {
  const input = {
    mediaType: 'application/fhir+json',
    async *open() {
      const chunk = new Uint8Array(1024 * 1024).fill(0x20);
      for (let index = 0; index < 33; index += 1) yield await Promise.resolve(chunk);
    },
  };

  const inspection = await fhirR4.inspect(input, context);

  expect(inspection.accepted).toBe(false);
  expect(inspection.issues.map(({ code }) => code)).toEqual(['body.too-large']);
});
