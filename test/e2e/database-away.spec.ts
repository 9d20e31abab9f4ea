import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPostmaster } from '../../apps/gateway/src/journal/database/embedded/postmaster.js';
import type { Journal } from '../../apps/gateway/src/journal/journal.js';
import { ask, submit } from '../support/ask.js';
import { policeNotice, transferFile } from '../support/messages.js';
import { bound } from '../support/process/stages.js';
import { runGateway } from '../support/running-gateway.js';

const XML = { 'content-type': 'application/xml' };
/** Four steps of 250. */
const PUPILS = 1_000;

test('when the embedded database is killed, senders are told to come again, readiness says so, it is started again, and work goes on', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mash-database-'));
  let stepCommitted: () => void = () => undefined;
  const underWay = new Promise<void>((resolve) => (stepCommitted = resolve));
  const running = await runGateway({ dataDir, ports: { journal: (real) => steppedJournal(real, stepCommitted) } });
  const { gateway, logged } = running;
  const postmaster = await findPostmaster(join(dataDir, 'postgres', 'cluster'));
  if (postmaster === undefined) throw new Error('no server runs');

  const sending = submit(gateway.url, 'education-demo', transferFile(PUPILS), XML);
  await underWay;
  process.kill(postmaster.pid, 'SIGKILL');
  // Its sessions end one by one, within moments.
  const answers = [await submit(gateway.url, 'police-demo', policeNotice('away-0'), XML)];
  while (answers.at(-1)?.status === 202)
    answers.push(await submit(gateway.url, 'police-demo', policeNotice(`away-${String(answers.length)}`), XML));
  const refused = answers.at(-1);
  let codes: readonly string[] = [];
  while (!codes.includes('database-unavailable')) {
    codes = (await gateway.ready()).reasons.map(({ code }) => code);
    await pause(50);
  }

  const later = async (): Promise<number> => (await submit(gateway.url, 'police-demo', policeNotice('later-1'), XML)).status;
  while ((await later()) !== 202) await pause(200);
  const large = await sending;
  const { submissionId } = large.json as { submissionId: string };
  const receipt = async (): Promise<unknown> => (await ask(`${gateway.url}/v1/submissions/${submissionId}`)).json;
  while (((await receipt()) as { status: string }).status !== 'complete') await pause(200);
  const { summary } = (await receipt()) as { summary: unknown };
  const { ready } = await gateway.ready();
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });

  expect(large.status).toBe(202);
  expect([refused?.status, refused?.headers.get('retry-after')]).toEqual([503, '5']);
  expect(logged.filter((line) => line.includes('database.unavailable')).join('')).toMatch(/gone.*restarted/s);
  expect(summary).toMatchObject({ accepted: PUPILS, refused: 0 });
  expect(ready).toBe(true);
}, 180_000);

/** Tells of each step that is committed; the first one comes well before the last. */
function steppedJournal(real: Journal, committed: () => void): Journal {
  return {
    ...bound(real),
    async append(...step: Parameters<Journal['append']>) {
      await real.append(...step);
      committed();
    },
  };
}
