import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import type { BrokerUnderTest } from './broker-under-test.js';
import { openNestBench } from './nest-bench.js';
import type { NestBench } from './nest-bench.js';
import type { Handle } from './nest-microservice.js';
import { Recorder } from './recorder.js';

/**
 * How a group hands its partitions on. For a real broker only: the demo broker keeps a member that has left until its session
 * ends, most of a minute later.
 */
export function nestGroupSuite(name: string, startBroker: () => Promise<BrokerUnderTest>): void {
  describe(`Nest consumer group on ${name}`, () => {
    let bench: NestBench;

    beforeAll(async () => {
      bench = await openNestBench(await startBroker());
    }, 120_000);

    afterEach(() => bench.stopAll(), 60_000);

    afterAll(() => bench.close(), 60_000);

    test('what was handled is committed on close and not seen again; what was not comes again', async () => {
      const { topic, groupId } = await bench.newTopic();
      const first = new Recorder<string>();
      const never = new Promise<void>(() => undefined);
      const handle: Handle = (data) => {
        first.add(String(data));

        return String(data) === 'stuck' ? never : undefined;
      };
      const stop = await bench.serve(topic, groupId, handle, { drainTimeoutMs: 50 });
      for (const value of ['a', 'b', 'stuck', 'behind']) await bench.emit(topic, Buffer.from(value));
      expect(await first.reached(3)).toEqual(['a', 'b', 'stuck']);
      await stop();

      const second = new Recorder<string>();
      await bench.serve(topic, groupId, (data) => {
        second.add(String(data));
      });

      expect(await second.reached(2)).toEqual(['stuck', 'behind']);
    }, 60_000);

    test('a second member takes over part of the partitions, and every message is handled', async () => {
      const { topic, groupId } = await bench.newTopic(4);
      const seen = new Recorder<string>();
      const byMember =
        (member: string): Handle =>
        (data) => {
          seen.add(`${String(data)} by ${member}`);
        };
      /** One message per key; resolves when every one was handled, by whichever member. */
      const round = async (number: number): Promise<void> => {
        const values = Array.from({ length: 40 }, (_, index) => `${number}-${index}`);
        await Promise.all(values.map((value, index) => bench.emit(topic, Buffer.from(value), `k${index}`)));
        await seen.until((entries) => values.every((value) => entries.some((entry) => entry.startsWith(`${value} `))));
      };
      await bench.serve(topic, groupId, byMember('one'));
      await round(1);

      await bench.serve(topic, groupId, byMember('two'));
      let rounds = 2;
      while (!seen.all.some((entry) => entry.endsWith('two'))) await round(rounds++);

      await round(rounds);
      const last = seen.all.filter((entry) => entry.startsWith(`${rounds}-`));
      expect(new Set(last.map((entry) => entry.split(' by ')[1]))).toEqual(new Set(['one', 'two']));
    }, 60_000);
  });
}
