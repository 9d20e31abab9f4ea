import { expect, test } from '@jest/globals';
import { codeOf, openLog, type LogEvent, type LogFields } from './log.js';

function logged(write: (log: ReturnType<typeof openLog>) => void): Readonly<Record<string, unknown>> {
  const lines: string[] = [];
  write(openLog({ write: (line) => lines.push(line) }));
  return JSON.parse(lines.join('')) as Readonly<Record<string, unknown>>;
}

test('a line holds its event, its time and the fields that may be said', () => {
  const line = logged((log) => {
    log.info('submission.accepted', { submissionId: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', feedId: 'police-demo', accepted: 2 });
  });

  expect(line).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-/) as unknown,
    event: 'submission.accepted',
    submissionId: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718',
    feedId: 'police-demo',
    accepted: 2,
  });
});

test('a field that is not of the closed set is not written, whatever the caller passes', () => {
  const fields = { feedId: 'police-demo', name: 'Rowan Sample', record: { child: 'Rowan' }, accepted: 'Rowan' } as unknown as LogFields;

  const line = logged((log) => {
    log.warn('submission.refused', fields);
  });

  expect(Object.keys(line).sort()).toEqual(['event', 'feedId', 'level', 'time']);
});

test.each(['Rowan Sample', '9990000018', '01/05/2017', '2017-05-01', 'a\nb', 'x'.repeat(101)])(
  '%j in a field of text is withheld',
  (value) => {
    const line = logged((log) => {
      log.error('request.fault', { code: value });
    });

    expect(line['code']).toBe('withheld');
  },
);

test('an event nobody knows is a fault, not a sentence', () => {
  const line = logged((log) => {
    log.info('Rowan was here' as LogEvent);
  });

  expect(line['event']).toBe('gateway.fault');
});

test('of something thrown only its code is told, or the name of its class', () => {
  class MappingFault extends Error {
    override readonly name = 'MappingFault';
  }

  expect(codeOf(Object.assign(new Error('Rowan'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(codeOf(new MappingFault('Rowan'))).toBe('MappingFault');
  expect(codeOf(Object.assign(new Error('x'), { code: 'Rowan Sample' }))).toBe('Error');
  expect([codeOf('Rowan'), codeOf(undefined)]).toEqual(['unknown', 'unknown']);
});
