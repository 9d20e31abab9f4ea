import { expect, test } from '@jest/globals';

import type { ConsumedMessage } from '../consume/consumed-message.js';
import { currentTraceContext, inTraceContext, traceContextOf, withCurrentTrace } from './trace-context.js';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function message(headers: Readonly<Record<string, string>>): ConsumedMessage {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value: Buffer.from(value) }));

  return { topic: 't', partition: 0, offset: 0, key: null, value: null, headers: list, timestamp: 1 };
}

test('traceparent and tracestate are read as they came', () => {
  expect(traceContextOf(message({ traceparent: PARENT, tracestate: 'rojo=00f067aa0ba902b7' }))).toEqual({
    traceparent: PARENT,
    tracestate: 'rojo=00f067aa0ba902b7',
  });
});

test.each([
  ['no header', undefined],
  ['upper case', PARENT.toUpperCase()],
  ['version ff', PARENT.replace(/^00/, 'ff')],
  ['a trace id of zeros', PARENT.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32))],
  ['a parent id of zeros', PARENT.replace('b7ad6b7169203331', '0'.repeat(16))],
  ['more than version 00 has', `${PARENT}-more`],
  ['any text', 'trace me'],
])('%s is no trace context, and tracestate alone none either', (_, traceparent) => {
  expect(traceContextOf(message({ ...(traceparent === undefined ? {} : { traceparent }), tracestate: 'a=b' }))).toBeUndefined();
});

test('a later version may be longer', () => {
  expect(traceContextOf(message({ traceparent: `cc${PARENT.slice(2)}-more` }))).toEqual({ traceparent: `cc${PARENT.slice(2)}-more` });
});

test('a tracestate that cannot travel as text is left out', () => {
  expect(traceContextOf(message({ traceparent: PARENT, tracestate: 'a=\u0007' }))).toEqual({ traceparent: PARENT });
});

test('what is published in a trace carries it on, across awaits, and a trace of its own goes before', async () => {
  const outgoing = { topic: 't', key: 'k', value: null, headers: { 'x-note': 'n' } };
  const trace = { traceparent: PARENT, tracestate: 'a=b' };

  await inTraceContext(trace, async () => {
    await Promise.resolve();

    expect(currentTraceContext()).toEqual(trace);
    expect(withCurrentTrace(outgoing).headers).toEqual({ 'x-note': 'n', ...trace });
    expect(withCurrentTrace({ ...outgoing, headers: { traceparent: 'own' } }).headers).toEqual({ traceparent: 'own' });
  });

  expect(withCurrentTrace(outgoing)).toBe(outgoing);
});
