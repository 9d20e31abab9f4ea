import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { submit, type Answer } from '../support/ask.js';
import { policeNotice } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const XML = { 'content-type': 'application/xml' };

let running: RunningGateway;
beforeAll(async () => {
  running = await runGateway();
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

const send = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  submit(running.gateway.url, 'police-demo', body, { ...XML, ...headers });
const idOf = (answer: Answer): string => (answer.json as { readonly submissionId: string }).submissionId;

test('the same bytes sent again get the receipt of the first time', async () => {
  const first = await send(policeNotice('same-1'));
  const again = await send(policeNotice('same-1'));

  expect([first.status, again.status]).toEqual([202, 202]);
  expect(idOf(again)).toBe(idOf(first));
});

test('of the same bytes sent ten times at once one is taken, and all get its receipt', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(policeNotice('same-2'))));

  expect(new Set(answers.map(idOf)).size).toBe(1);
});

test('an Idempotency-Key used for other bytes is refused', async () => {
  const key = { 'idempotency-key': '"same-3"' };
  await send(policeNotice('same-3'), key);

  const other = await send(policeNotice('same-4'), key);

  expect(other).toMatchObject({ status: 422, json: { code: 'idempotency.conflict' } });
});
