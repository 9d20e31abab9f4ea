import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ask, submit, type Answer } from '../support/ask.js';
import { CTF_FOOT, CTF_HEAD, pupil, transferFile } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

/** Enough to be spooled and taken in steps: 3,000 pupils of half a kilobyte each. */
const PUPILS = 3_000;
const spread = (text: string): string => text.replaceAll('</Pupil>', `</Pupil>${' '.repeat(400)}`);
const XML = { 'content-type': 'application/xml' };

let dataDir: string;
let running: RunningGateway;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mash-large-'));
  running = await runGateway({ dataDir });
}, 60_000);
afterAll(async () => {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

interface ReceiptView {
  readonly submissionId: string;
  readonly status: string;
  readonly summary: { readonly accepted: number; readonly refused: number };
  readonly records: readonly { readonly position: number; readonly outcome: string }[];
  readonly next?: string;
}

const receiptOf = (answer: Answer): ReceiptView => answer.json as ReceiptView;

/** Asks for a page behind the last, which costs little, until all is done; then for the first. */
async function complete(submissionId: string): Promise<ReceiptView> {
  const address = `${running.gateway.url}/v1/submissions/${submissionId}`;
  while (receiptOf(await ask(`${address}?from=999999`)).status !== 'complete');
  return receiptOf(await ask(address));
}

/** Every position of a receipt, page by page. */
async function positionsOf(receipt: ReceiptView): Promise<readonly number[]> {
  const positions = receipt.records.map(({ position }) => position);
  if (receipt.next === undefined) return positions;
  return [...positions, ...(await positionsOf(receiptOf(await ask(`${running.gateway.url}${receipt.next}`))))];
}

const counting = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a file that is stopped half-way is gone on with at the next start, every pupil once', async () => {
  const answer = receiptOf(await submit(running.gateway.url, 'education-demo', spread(transferFile(PUPILS)), XML));
  expect(['working', 'complete']).toContain(answer.status);

  await running.gateway.close();
  running = await runGateway({ dataDir });

  const receipt = await complete(answer.submissionId);
  expect(receipt.summary).toMatchObject({ accepted: PUPILS, refused: 0 });
  expect(receipt.records).toHaveLength(1000);
  expect(await positionsOf(receipt)).toEqual(counting(1, PUPILS));
}, 120_000);

test('the same file again, compressed, is recognised', async () => {
  const again = receiptOf(
    await submit(running.gateway.url, 'education-demo', gzipSync(spread(transferFile(PUPILS))), { ...XML, 'content-encoding': 'gzip' }),
  );

  expect(again).toMatchObject({ status: 'complete', summary: { accepted: PUPILS } });
}, 60_000);

test('a large file that is cut off is refused whole, and nothing of it is kept', async () => {
  const file = spread(transferFile(PUPILS, 50_000));

  const answer = await submit(running.gateway.url, 'education-demo', file.slice(0, -20), XML);

  expect(answer.json).toMatchObject({ status: 400, code: 'xml.malformed' });
  expect((await running.gateway.ready()).alarms).toEqual([]);
}, 60_000);

test('bad pupils in a large file are refused by position while the others are taken', async () => {
  const bad = pupil(1)
    .replace(/<DOB>.*<\/DOB>/, '')
    .replace(/<Surname>.*<\/Forename>/, '')
    .replace(/<UPN>.*<\/UPN>/, '');
  const file = spread(
    `${CTF_HEAD}${counting(20_001, 23_000)
      .map((number) => (number === 22_000 ? bad : pupil(number)))
      .join('')}${CTF_FOOT}`,
  );

  const answer = receiptOf(await submit(running.gateway.url, 'education-demo', file, XML));
  const receipt = await complete(answer.submissionId);

  expect(receipt.summary).toMatchObject({ accepted: 2_999, refused: 1 });
  const page = receiptOf(await ask(`${running.gateway.url}/v1/submissions/${answer.submissionId}?from=2000`));
  expect(page.records[0]).toMatchObject({ position: 2000, outcome: 'refused' });
}, 120_000);
