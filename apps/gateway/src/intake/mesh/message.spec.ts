import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import { MeshFault } from './mesh-fault.js';
import { openMessage } from './message.js';

const FRAMED = { 'content-length': '1' };

/** What Node gives for an answer, as far as it is used here. */
function answer(
  pieces: readonly (string | Buffer)[],
  headers: Readonly<Record<string, string>> = FRAMED,
  complete = true,
): IncomingMessage {
  const stream = Readable.from(
    pieces.map((piece) => Buffer.from(piece)),
    { objectMode: false },
  );
  return Object.assign(stream, { headers, statusCode: 200, complete }) as unknown as IncomingMessage;
}

function chunks(...later: readonly IncomingMessage[]): (number: number) => Promise<IncomingMessage> {
  return (number) => {
    const found = later[number - 2];
    return found === undefined ? Promise.reject(new MeshFault('mesh.gone')) : Promise.resolve(found);
  };
}

describe('the body of a message', () => {
  test('is its chunks in their order', async () => {
    const message = await openMessage(answer(['one ', 'two ']), 3, chunks(answer(['three ']), answer(['four'])));

    expect(String(await buffer(message.body))).toBe('one two three four');
    expect(message.fault()).toBeUndefined();
  });

  test('later chunks are asked for only when it has been read that far', async () => {
    const asked: number[] = [];
    const message = await openMessage(answer(['one']), 2, (number) => {
      asked.push(number);
      return Promise.resolve(answer([' two']));
    });

    expect(asked).toEqual([]);
    await buffer(message.body);
    expect(asked).toEqual([2]);
  });

  test('of chunks compressed one by one is one gzip stream', async () => {
    const gzip = { ...FRAMED, 'content-encoding': 'gzip' };
    const message = await openMessage(answer([gzipSync('one ')], gzip), 2, chunks(answer([gzipSync('two')], gzip)));

    expect(message.contentEncoding).toBe('gzip');
    expect(String(await buffer(message.body.pipe(createGunzip())))).toBe('one two');
  });

  test('of a file that the sender compressed is gzip where it says so and is', async () => {
    const said = { ...FRAMED, 'mex-content-compressed': 'Y' };
    const compressed = await openMessage(answer([gzipSync('one')], said), 1, chunks());
    const notAtAll = await openMessage(answer(['one'], said), 1, chunks());
    const nothing = await openMessage(answer([], said), 1, chunks());

    expect([compressed.contentEncoding, notAtAll.contentEncoding, nothing.contentEncoding]).toEqual(['gzip', undefined, undefined]);
    expect(await buffer(compressed.body)).toEqual(gzipSync('one'));
    expect(String(await buffer(notAtAll.body))).toBe('one');
    expect(String(await buffer(nothing.body))).toBe('');
  });

  test.each([
    ['a chunk that is gone', chunks(), 'mesh.gone'],
    ['a chunk in another compression', chunks(answer(['two'], { ...FRAMED, 'content-encoding': 'gzip' })), 'mesh.answer'],
    ['a chunk that is cut', chunks(answer(['tw'], FRAMED, false)), 'mesh.cut'],
    ['a chunk of unknown length', chunks(answer(['two'], {})), 'mesh.answer'],
  ])('breaks off at %s, and says so', async (_, later, code) => {
    const message = await openMessage(answer(['one']), 2, later);

    await expect(buffer(message.body)).rejects.toMatchObject({ name: 'MeshFault', code });
    expect(message.fault()?.code).toBe(code);
  });

  test('an error of the connection comes as a fault, so that intake never takes it for a fault of the sender', async () => {
    const broken = Object.assign(answer(['one']), {
      async *[Symbol.asyncIterator]() {
        yield await Promise.resolve(Buffer.from('one'));
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      },
    });
    const message = await openMessage(broken, 1, chunks());

    await expect(buffer(message.body)).rejects.toMatchObject({ code: 'mesh.cut' });
  });

  test('that nobody reads ends its download all the same', async () => {
    const first = answer(['one']);
    const message = await openMessage(first, 1, chunks());

    message.discard();

    expect([first.destroyed, message.body.destroyed]).toEqual([true, true]);
  });
});

describe('what MESH says about a message', () => {
  const of = (headers: Readonly<Record<string, string>>): ReturnType<typeof openMessage> =>
    openMessage(answer([], { ...FRAMED, ...headers }), 1, chunks());

  test('it is data unless it is said to be a report', async () => {
    const kinds = await Promise.all([of({}), of({ 'mex-messagetype': 'DATA' }), of({ 'mex-messagetype': 'Report' })]);

    expect(kinds.map(({ kind }) => kind)).toEqual(['data', 'data', 'report']);
  });

  test.each([
    ['14', 'mesh.report-14'],
    ['EPL-151', 'mesh.report-EPL-151'],
    ['Jane Example', 'mesh.report'],
    ['', 'mesh.report'],
  ])('the code %p of a report is told as %s', async (said, told) => {
    expect((await of({ 'mex-messagetype': 'REPORT', 'mex-statuscode': said })).reportCode).toBe(told);
  });

  test('workflow and type are read, subject and file name are not', async () => {
    const message = await of({ 'mex-workflowid': 'NEMS_1', 'content-type': 'text/xml', 'mex-subject': 'Jane', 'mex-filename': 'jane.xml' });

    expect([message.workflowId, message.contentType]).toEqual(['NEMS_1', 'text/xml']);
    expect(JSON.stringify(message)).not.toMatch(/jane/i);
  });
});
