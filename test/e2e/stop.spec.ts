import { expect, test } from '@jest/globals';
import { submit } from '../support/ask.js';
import { policeNotice } from '../support/messages.js';
import { runGateway } from '../support/running-gateway.js';

const XML = { 'content-type': 'application/xml' };

test('a stop under load acknowledges everything it took and refuses the rest, and everything acknowledged is on Kafka', async () => {
  const running = await runGateway();
  const { gateway } = running;
  const sending = Array.from({ length: 60 }, (_, index) =>
    submit(gateway.url, 'police-demo', policeNotice(`stop-${String(index)}`), XML).then(
      ({ status }) => status,
      () => 'cut',
    ),
  );
  await Promise.race(sending);

  const report = await gateway.close();
  const again = await gateway.close();
  const statuses = await Promise.all(sending);
  await running.stop();

  expect(statuses.filter((status) => status === 202).length).toBeGreaterThan(0);
  expect(statuses.filter((status) => status !== 202 && status !== 503 && status !== 'cut')).toEqual([]);
  expect(report).toEqual({ drained: true, unsent: 0, unconfirmed: 0 });
  expect(again).toEqual(report);
}, 60_000);
