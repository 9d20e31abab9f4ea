import assert from 'node:assert/strict';
import { contractCheck, Issue, MappedRecord, MAX_RECORD_BYTES, validateContract } from '@mash-gateway/contracts';
import type { Adapter, Inspection, Mapped } from '../kit/adapter.js';
import { inputFor, type Fixture } from './fixtures.js';
import { outcomeOf, plain } from './outcome.js';

const byAjv = contractCheck(MappedRecord);

/** The output is exactly what `expected.json` says: nothing missing, nothing more. */
export async function checkExpected(adapter: Adapter, fixture: Fixture): Promise<void> {
  assert.ok(fixture.expected !== undefined, `${fixture.name}: expected.json is missing; write it from the specification`);
  assert.deepStrictEqual(plain(await outcomeOf(adapter, inputFor(fixture), fixture.now)), fixture.expected);
}

/** Twice the same bytes give twice the same result, ids included. */
export async function checkSameResult(adapter: Adapter, fixture: Fixture): Promise<void> {
  const first = await outcomeOf(adapter, inputFor(fixture), fixture.now);
  // Another chunking of the same bytes is the same body.
  const { mediaType } = fixture;
  const pieces = {
    mediaType,
    ...(fixture.charset === undefined ? {} : { charset: fixture.charset }),
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < fixture.bytes.length; start += 7) yield fixture.bytes.subarray(start, start + 7);
    },
  };
  assert.deepStrictEqual(plain(await outcomeOf(adapter, pieces, fixture.now)), plain(first));
}

/** Every position yields something, and every record is valid under class-validator and under Ajv. */
export async function checkContract(adapter: Adapter, fixture: Fixture): Promise<void> {
  const { inspection, items } = await outcomeOf(adapter, inputFor(fixture), fixture.now);
  assertItems(items);
  assertIssues(inspection.issues);
  if (inspection.accepted) assertPositions(inspection, items);
}

/** Issues carry a catalogue code and a location, as the contract says. Those inside a record are checked with it. */
function assertIssues(issues: readonly Issue[]): void {
  for (const issue of issues) assert.deepStrictEqual(validateContract(Issue, plain(issue)), [], `an issue ${issue.code}`);
}

/** Records are valid, refusals have an error, and nothing is said without a reason. */
export function assertItems(items: readonly Mapped[]): void {
  for (const item of items) {
    if (item.kind === 'record') assertRecord(item.record, item.position);
    else {
      assertIssues(item.issues);
      assert.ok(item.issues.length > 0, `position ${item.position}: ${item.kind} without an issue that says why`);
      if (item.kind === 'refused')
        assert.ok(
          item.issues.some((issue) => issue.severity === 'error'),
          `position ${item.position}: refused without an error`,
        );
    }
  }
}

function assertRecord(record: MappedRecord, position: number): void {
  const data = plain(record);
  assert.deepStrictEqual(validateContract(MappedRecord, data), [], `position ${position}: class-validator`);
  assert.deepStrictEqual(byAjv(data), [], `position ${position}: Ajv`);
  assert.ok(isData(record), `position ${position}: holds undefined, which JSON loses, or something that is no data`);
  const size = Buffer.byteLength(JSON.stringify(record));
  assert.ok(size <= MAX_RECORD_BYTES, `position ${position}: ${size} bytes`);
}

function isData(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isData);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isData);
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function assertPositions(inspection: Extract<Inspection, { accepted: true }>, items: readonly Mapped[]): void {
  const seen = new Set(items.map((item) => item.position));
  const wanted = Array.from({ length: inspection.positions }, (_, index) => index + 1);
  assert.deepStrictEqual(
    [...seen].sort((a, b) => a - b),
    wanted,
    'inspect counted positions that map did not yield, or the other way round',
  );
}
