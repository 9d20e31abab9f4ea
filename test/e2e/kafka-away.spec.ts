import { expect, test } from '@jest/globals';
import { ask, submit } from '../support/ask.js';
import { policeNotice } from '../support/messages.js';
import { runGateway } from '../support/running-gateway.js';

const XML = { 'content-type': 'application/xml' };

test('with Kafka away the gateway starts, accepts, says why it is not ready, and stops in time with a true count', async () => {
  // Nothing listens on port 1.
  const running = await runGateway({
    config: (demo) => ({ ...demo, kafka: { kind: 'cluster', brokers: '127.0.0.1:1', clientId: 'test', security: {} } }),
  });
  const { gateway } = running;

  const answers = await Promise.all(['a', 'b', 'c'].map((reference) => submit(gateway.url, 'police-demo', policeNotice(reference), XML)));
  const ready = await ask(`${gateway.url}/health/ready`);
  const report = await gateway.close();
  await running.stop();

  expect(answers.map(({ status, json }) => [status, (json as { summary: unknown }).summary])).toEqual(
    answers.map(() => [202, expect.objectContaining({ accepted: 1 })]),
  );
  expect(ready.status).toBe(503);
  expect(ready.json).toMatchObject({ status: 'not-ready', reasons: [{ code: 'kafka-unavailable' }] });
  expect(report).toMatchObject({ drained: false, unsent: 3 });
}, 90_000);

test('health and figures move to a port of their own when one is set', async () => {
  const running = await runGateway({ config: (demo) => ({ ...demo, http: { ...demo.http, managementPort: 0 } }) });
  const { gateway } = running;

  const management = gateway.managementUrl ?? '';
  const statuses = await Promise.all(
    [`${management}/health/ready`, `${management}/metrics`, `${gateway.url}/metrics`, `${management}/v1/submissions/x`].map(
      async (address) => (await ask(address)).status,
    ),
  );
  await running.stop();

  expect(statuses).toEqual([200, 200, 404, 404]);
}, 60_000);
