import { afterAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { ask, submit } from '../support/ask.js';
import { nhsNumber, policeNotice } from '../support/messages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway } from '../support/running-gateway.js';

const XML = { 'content-type': 'application/xml' };
const TOPIC = 'mash.demo-mash.child-record.v1';

let dataDir = '';
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const until = (to: string) => (demo: GatewayConfig) => ({
  ...demo,
  agreements: demo.agreements.map((agreement) => ({ ...agreement, to })),
});

test('a concern under a lapsed agreement is held and alarmed, never called published, and released in order when it is renewed', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mash-held-'));
  const lapsed = await runGateway({ dataDir, config: until('2026-01-01') });
  const sent: string[] = [];
  for (const reference of ['held-1', 'held-2', 'held-3']) {
    const answer = await submit(lapsed.gateway.url, 'police-demo', ofOneChild(reference), XML);
    expect(answer.json).toMatchObject({
      summary: { accepted: 0, held: 1 },
      records: [{ outcome: 'held', issues: expect.arrayContaining([expect.objectContaining({ code: 'agreement.missing' })]) as unknown }],
    });
    sent.push((answer.json as { records: { recordId: string }[] }).records[0]?.recordId ?? '');
  }
  const { ready, alarms } = await lapsed.gateway.ready();
  expect(ready).toBe(true);
  expect(alarms.map(({ code }) => code)).toEqual(['records-held', 'agreement-ending']);
  expect(await readTopic(lapsed.gateway.bootstrap, TOPIC).catch(() => [])).toEqual([]);
  await lapsed.stop();

  const renewed = await runGateway({ dataDir, config: until('2035-12-31') });
  // At once, while the held ones are perhaps still being released.
  const newer = await submit(renewed.gateway.url, 'police-demo', ofOneChild('newer-1'), XML);
  sent.push((newer.json as { records: { recordId: string }[] }).records[0]?.recordId ?? '');
  for (const recordId of sent) await published(renewed.gateway.url, recordId);
  const messages = await readTopic(renewed.gateway.bootstrap, TOPIC);
  await renewed.stop();

  const records = messages.map(({ value }) => JSON.parse(String(value)) as { recordId: string; delivery: { sequence: number } });
  expect(records.map(({ recordId, delivery }) => [delivery.sequence, recordId])).toEqual(sent.map((recordId, n) => [n + 1, recordId]));
}, 120_000);

/** A notice about the same child each time. */
function ofOneChild(reference: string): string {
  const traced = `<Identifier type="nhs-number" traced="true">${nhsNumber(4_711)}</Identifier>`;
  return policeNotice(reference).replace('</Gender>', `</Gender>${traced}`);
}

/** Publication follows the delivery report; there is no event for it. */
async function published(url: string, recordId: string): Promise<void> {
  const outcome = async (): Promise<string> => ((await ask(`${url}/v1/records/${recordId}/status`)).json as { outcome: string }).outcome;
  while ((await outcome()) !== 'published') await pause(50);
}
