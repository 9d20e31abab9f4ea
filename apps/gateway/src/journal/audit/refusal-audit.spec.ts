import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { advisoryTurnstile } from '../database/turnstile.js';
import { databaseUnderTest, type DatabaseUnderTest } from '../testing/journal-under-test.js';
import { chainedAudit, verifyAuditChain } from './audit-chain.js';
import { refusalAudit } from './refusal-audit.js';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await databaseUnderTest();
}, 120_000);
afterAll(() => database.remove());

test('a flood of refusals is written whole, in a few transactions, and the chain holds', async () => {
  const { pool, ring } = await database.open();
  let entered = 0;
  const turnstile = {
    enter: (transaction: Parameters<typeof advisoryTurnstile.enter>[0]) => {
      entered += 1;
      return advisoryTurnstile.enter(transaction);
    },
  };
  const audit = refusalAudit(pool, turnstile, chainedAudit(ring));
  const refusals = Array.from({ length: 400 }, (_, index) => ({
    submissionId: `0193a5b2-c7d8-7000-a1b2-${String(index).padStart(12, '0')}`,
    feedId: 'health-demo',
    clientId: 'client-a',
    at: new Date(),
    code: 'json.malformed' as const,
  }));

  await Promise.all(refusals.map((refusal) => audit.record(refusal)));

  const { rows } = await pool.query<{ written: string }>("SELECT count(*) AS written FROM audit WHERE action = 'submission.refused'");
  expect(rows[0]?.written).toBe('400');
  expect(entered).toBeLessThanOrEqual(4);
  expect(await verifyAuditChain(pool, ring)).toMatchObject({ kind: 'whole', rows: 400 });
}, 60_000);
