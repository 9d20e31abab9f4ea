import { expect, test } from '@jest/globals';
import { DeliveryWaits } from './delivery-waits.js';

const LONG = 60_000;

/** A sender that stays to the end. */
function nobodyLeaves(): AbortSignal {
  return new AbortController().signal;
}

/** Submissions that are not on Kafka yet, and the questions asked about them. */
function journal(...ids: readonly string[]) {
  const undelivered = new Set(ids);
  const questions: (readonly string[])[] = [];
  let takes = true;
  const waits = new DeliveryWaits({
    undelivered: (asked) => {
      questions.push(asked);
      return Promise.resolve(new Set(asked.filter((id) => undelivered.has(id))));
    },
    kafkaTakes: () => takes,
  });
  return {
    waits,
    undelivered,
    questions,
    kafkaTakes: (now: boolean) => {
      takes = now;
    },
  };
}

test('what was delivered before anybody waited is said at once', async () => {
  expect(await journal().waits.wait('a', LONG, nobodyLeaves())).toBe(true);
});

test('a sender is woken by the delivery of its own submission, and by no other', async () => {
  const { waits, undelivered } = journal('a', 'b');
  const answers: string[] = [];
  const a = waits.wait('a', LONG, nobodyLeaves()).then(() => answers.push('a'));
  const b = waits.wait('b', LONG, nobodyLeaves()).then(() => answers.push('b'));

  undelivered.delete('b');
  waits.wake(['b']);
  await b;
  expect(answers).toEqual(['b']);

  undelivered.delete('a');
  waits.wake(['a']);
  await a;
  expect(answers).toEqual(['b', 'a']);
});

test('what another instance has delivered, of which no word comes, is found by looking', async () => {
  const { waits, undelivered } = journal('a');
  const waiting = waits.wait('a', LONG, nobodyLeaves());

  undelivered.clear();

  expect(await waiting).toBe(true);
});

test('when the time is over, the sender leaves or the gateway stops, the answer is that it is not delivered', async () => {
  const { waits } = journal('a');
  const leaving = new AbortController();
  const [late, left, stopped] = [
    waits.wait('a', 1, nobodyLeaves()),
    waits.wait('a', LONG, leaving.signal),
    waits.wait('a', LONG, nobodyLeaves()),
  ];

  leaving.abort();
  expect(await Promise.all([late, left])).toEqual([false, false]);
  waits.close();
  expect(await stopped).toBe(false);
  expect(await waits.wait('b', LONG, nobodyLeaves())).toBe(false);
});

test('a thousand that wait are asked about together, and by one question at a time', async () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `s${String(index)}`);
  const { waits, undelivered, questions } = journal(...ids);
  const waiting = Promise.all(ids.map((id) => waits.wait(id, LONG, nobodyLeaves())));

  undelivered.clear();
  for (let time = 0; time < 100; time += 1) waits.wake(ids);

  expect(new Set(await waiting)).toEqual(new Set([true]));
  expect(questions.length).toBeLessThanOrEqual(6);
});

test('while Kafka takes nothing, a submission with nothing to send waits like any other', async () => {
  const { waits, kafkaTakes } = journal();
  kafkaTakes(false);

  expect(await waits.wait('nothing-to-send', 1, nobodyLeaves())).toBe(false);

  kafkaTakes(true);
  expect(await waits.wait('nothing-to-send', LONG, nobodyLeaves())).toBe(true);
});

test('a database that is away costs nobody the wait', async () => {
  let away = true;
  const waits = new DeliveryWaits({
    undelivered: () => (away ? Promise.reject(new Error('away')) : Promise.resolve(new Set())),
    kafkaTakes: () => true,
  });
  const waiting = waits.wait('a', LONG, nobodyLeaves());

  away = false;

  expect(await waiting).toBe(true);
});
