import { expect, test } from '@jest/globals';
import type { Entry } from './folder.js';
import { judgeControl } from './mesh-control.js';
import { meshPairs, pairOf } from './mesh-pairs.js';

const file = (name: string): Entry => ({ name, kind: 'file', size: 10, modifiedMs: 1_000 });
const control = (content: string): Buffer => Buffer.from(`<DTSControl><Version>1.0</Version>${content}</DTSControl>`);
const DELIVERED = '<StatusRecord><Event>TRANSFER</Event><Status>SUCCESS</Status><StatusCode>00</StatusCode></StatusRecord>';
const DATA = `<MessageType>Data</MessageType><WorkflowId>NEMS</WorkflowId>${DELIVERED}`;

test('a message is ready when its data and its control file have been seen twice', () => {
  const rule = meshPairs();

  const looks = [rule([file('a.dat')]), rule([file('a.dat'), file('a.ctl')]), rule([file('a.dat'), file('a.ctl')])];

  expect(looks.map(({ ready }) => ready.map(({ entry, along }) => [entry.name, ...along]))).toEqual([[], [], [['a.dat', 'a.ctl']]]);
});

test('a control file alone is looked at, data alone waits', () => {
  const rule = meshPairs();
  rule([file('a.CTL'), file('b.dat')]);

  const { ready } = rule([file('a.CTL'), file('b.dat')]);

  expect(ready.map(pairOf)).toEqual([{ control: 'a.CTL', data: 'a.dat', complete: false }]);
});

test('the data of a workflow that the feed takes is to be taken', async () => {
  expect(await judgeControl(control(DATA), ['NEMS'])).toBeUndefined();
  expect(await judgeControl(control(DATA), undefined)).toBeUndefined();
});

test.each([
  ['a report', '<MessageType>Report</MessageType>', 'mesh.report'],
  ['an error', `<MessageType>Data</MessageType><StatusRecord><Status>ERROR</Status></StatusRecord>`, 'mesh.error-report'],
])('%s of the service is no data', async (_what, content, code) => {
  expect(await judgeControl(control(content), undefined)).toEqual({ kind: 'set-aside', code });
});

test.each([
  ['another workflow', control(DATA), 'format.unsupported'],
  ['another type', control('<MessageType>Other</MessageType>'), 'format.unsupported'],
  ['an encrypted message', control(`${DATA}<Encrypted>Y</Encrypted>`), 'format.unsupported'],
  ['another root', Buffer.from('<Control/>'), 'format.unexpected-root'],
  ['a cut control file', Buffer.from('<DTSControl><Version>'), 'xml.malformed'],
  ['a document type', Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><DTSControl/>'), 'xml.doctype'],
  ['a control file that never ends', Buffer.alloc(70_000, ' '), 'body.too-large'],
])('%s is refused with its code', async (_what, bytes, code) => {
  expect(await judgeControl(bytes, ['OTHER'])).toMatchObject({ kind: 'refused', issues: [{ code }] });
});
