import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { JournalStore } from './open-journal.js';
import { databaseUnderTest, detail, nhsNumber, statement, submission, upn, type DatabaseUnderTest } from './testing/journal-under-test.js';

let database: DatabaseUnderTest;
let instances: readonly JournalStore[];

beforeAll(async () => {
  database = await databaseUnderTest();
  instances = [await database.open(), await database.open()];
}, 60_000);

afterAll(async () => {
  await database.remove();
});

const pool = (): JournalStore['pool'] => instance(0).pool;

function instance(index: number): JournalStore {
  const store = instances[index];
  if (store === undefined) throw new Error('no such instance');
  return store;
}

interface Row {
  readonly submission_id: string;
  readonly child_id: string;
  readonly match: string;
}

const telling = fc.record({ source: fc.nat(2), content: fc.constantFrom('A', 'B', 'C'), instance: fc.nat(1) });

test('whatever is said in whatever order, what is published last of a source record is what was said last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(telling, { minLength: 1, maxLength: 14 }), async (tellings) => {
      const run = randomUUID();
      const contentOf = new Map<string, string>();
      const saidLast = new Map<string, string>();

      for (const { source, content, instance: index } of tellings) {
        const sourceRecordId = `${run} ${String(source)}`;
        const receipt = await instance(index).journal.commit(
          submission(`${sourceRecordId} ${content}`),
          [statement({ sourceRecordId, school: content, nhsNumbers: [nhsNumber(source)] })],
          detail,
        );
        // A duplicate is answered with the receipt of what it repeats.
        expect(contentOf.get(receipt.submissionId) ?? content).toBe(content);
        contentOf.set(receipt.submissionId, content);
        saidLast.set(sourceRecordId, content);
      }

      const { rows } = await pool().query<{ submission_id: string }>(
        `SELECT DISTINCT ON (r.source_key) o.submission_id FROM outbox o JOIN records r USING (record_id)
         WHERE o.submission_id = ANY ($1::uuid[]) ORDER BY r.source_key, o.id DESC`,
        [[...contentOf.keys()]],
      );
      expect(rows.map(({ submission_id }) => contentOf.get(submission_id)).sort()).toEqual([...saidLast.values()].sort());
    }),
    { numRuns: 25 },
  );
}, 120_000);

const sighting = fc.record({
  nhs: fc.array(fc.nat(3), { maxLength: 2 }),
  upn: fc.option(fc.nat(3), { nil: undefined }),
  instance: fc.nat(1),
});

test('whatever arrives at once, no child ever has two identifiers of a kind, and equal evidence without doubt is one child', async () => {
  let base = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(sighting, { minLength: 2, maxLength: 30 }), async (sightings) => {
      base += 10;
      const sent = sightings.map((one) => ({
        ...one,
        numbers: [...new Set(one.nhs)].map((n) => nhsNumber(base + n)),
        pupil: one.upn === undefined ? undefined : upn(base + one.upn),
        submission: submission(randomUUID()),
      }));

      await Promise.all(
        sent.map((one) =>
          instance(one.instance).journal.commit(
            one.submission,
            [statement({ nhsNumbers: one.numbers, ...(one.pupil === undefined ? {} : { upn: one.pupil }) })],
            detail,
          ),
        ),
      );

      const { rows } = await pool().query<Row>(
        'SELECT submission_id, child_id, match FROM records WHERE submission_id = ANY ($1::uuid[])',
        [sent.map((one) => one.submission.id)],
      );
      expect(rows).toHaveLength(sent.length);
      const known = new Map<string, { readonly nhs: Set<string>; readonly upn: Set<string>; review: number; records: number }>();
      for (const row of rows) {
        const said = sent.find((one) => one.submission.id === row.submission_id);
        const child = known.get(row.child_id) ?? { nhs: new Set(), upn: new Set(), review: 0, records: 0 };
        known.set(row.child_id, child);
        child.records += 1;
        if (row.match === 'review') child.review += 1;
        else {
          said?.numbers.forEach((number) => child.nhs.add(number));
          if (said?.pupil !== undefined) child.upn.add(said.pupil);
        }
      }
      for (const child of known.values()) {
        expect(child.nhs.size).toBeLessThanOrEqual(1);
        expect(child.upn.size).toBeLessThanOrEqual(1);
        // A record for review shares its child with no other.
        expect(child.review > 0 && child.records > 1).toBe(false);
      }
      const owners = [...known.values()].flatMap((child) => [...child.nhs, ...child.upn]);
      expect(new Set(owners).size).toBe(owners.length);
    }),
    { numRuns: 25 },
  );
}, 120_000);
