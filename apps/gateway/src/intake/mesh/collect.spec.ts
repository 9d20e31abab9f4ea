import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { JournalUnavailable } from '../../journal/faults.js';
import type { StoredReceipt } from '../../journal/receipt.js';
import { declined, refused, type IntakeOutcome } from '../outcome.js';
import { collect, whyItStays, type Collecting } from './collect.js';
import type { InboxPage } from './mailbox.js';
import { MeshFault, type MeshFaultCode } from './mesh-fault.js';
import type { MeshMessage } from './message.js';

const DURABLE: IntakeOutcome = { kind: 'receipt', receipt: {} as StoredReceipt, repeated: false };

/** One message in the mailbox: what it is, or the fault it fails with. */
type InMailbox = Partial<MeshMessage> | MeshFaultCode;

interface Scene {
  readonly inbox: Readonly<Record<string, InMailbox>>;
  readonly outcomes?: Readonly<Record<string, IntakeOutcome | Error>>;
  readonly pages?: readonly InboxPage[];
  readonly acknowledge?: (id: string) => Promise<void>;
  readonly left?: Collecting['left'];
  readonly goOn?: () => boolean;
}

/** Runs one look into an inbox and notes, in their order, everything that happens. */
async function look(
  scene: Scene,
): Promise<{ readonly said: readonly string[]; readonly result: unknown; readonly left: Collecting['left'] }> {
  const said: string[] = [];
  const left = new Map(scene.left);
  const open = (id: string): MeshMessage | undefined => {
    const found = scene.inbox[id];
    said.push(`download ${id}`);
    if (typeof found === 'string') throw new MeshFault(found);
    return { ...PLAIN, body: Readable.from([id]), discard: () => said.push(`end ${id}`), ...found };
  };
  const collecting: Collecting = {
    mailbox: {
      inbox: (from) => Promise.resolve(scene.pages?.[from === undefined ? 0 : Number(from)] ?? { messages: Object.keys(scene.inbox) }),
      message: (id) => Promise.resolve().then(() => open(id) as MeshMessage),
      acknowledge: async (id) => {
        await scene.acknowledge?.(id);
        said.push(`acknowledge ${id}`);
      },
    },
    take: async ({ body }) => {
      const id = String((await body.toArray())[0]);
      const outcome = scene.outcomes?.[id] ?? DURABLE;
      if (outcome instanceof Error) throw outcome;
      said.push(`${outcome.kind} ${id}`);
      return outcome;
    },
    isOurs: (workflowId) => workflowId !== 'OTHER',
    left,
    goOn: scene.goOn ?? (() => true),
    tell: {
      taken: () => said.push('taken'),
      leftAlone: (code) => said.push(code),
      report: (code) => said.push(code),
    },
  };
  return { result: await collect(collecting), said, left };
}

const PLAIN: MeshMessage = {
  kind: 'data',
  workflowId: 'OURS',
  reportCode: 'mesh.report',
  contentType: undefined,
  contentEncoding: undefined,
  body: Readable.from([]),
  fault: () => undefined,
  discard: () => undefined,
};

describe('a look into the inbox', () => {
  test('acknowledges each message after it is durable, before it downloads the next', async () => {
    const { said, result } = await look({ inbox: { a: {}, b: {} } });

    expect(said).toEqual([
      ...['download a', 'receipt a', 'taken', 'end a', 'acknowledge a'],
      ...['download b', 'receipt b', 'taken', 'end b', 'acknowledge b'],
    ]);
    expect(result).toEqual({ acknowledged: 2, listed: 2, inVain: false });
  });

  test('acknowledges a report, and tells its code', async () => {
    const { said } = await look({ inbox: { a: { kind: 'report', reportCode: 'mesh.report-14' } } });

    expect(said).toEqual(['download a', 'mesh.report-14', 'end a', 'acknowledge a']);
  });

  test('leaves messages of other workflows, their reports too, and does not download them again', async () => {
    const inbox = { a: { workflowId: 'OTHER' }, b: { workflowId: 'OTHER', kind: 'report' }, c: {} } as const;
    const first = await look({ inbox });
    const second = await look({ inbox, left: first.left });

    expect(first.said.filter((line) => line.startsWith('acknowledge'))).toEqual(['acknowledge c']);
    expect(first.said.filter((line) => line === 'mesh.other-workflow')).toHaveLength(2);
    expect(second.said.filter((line) => line.startsWith('download'))).toEqual(['download c']);
    expect(first.result).toEqual({ acknowledged: 1, listed: 3, inVain: false });
  });

  test('forgets messages of others that are no longer listed', async () => {
    const { left } = await look({ inbox: { a: { workflowId: 'OTHER' } }, left: new Map([['gone', undefined]]) });

    expect([...left.keys()]).toEqual(['a']);
  });

  test('goes on with the others when one is declined, and says why it stays', async () => {
    const { said, result, left } = await look({ inbox: { a: {}, b: {} }, outcomes: { a: declined('request.content-encoding') } });
    const again = await look({ inbox: { a: {} }, left });

    expect(said).not.toContain('acknowledge a');
    expect(said).toContain('acknowledge b');
    expect(result).toEqual({ acknowledged: 1, listed: 2, inVain: false, fault: { code: 'request.content-encoding' } });
    expect(again).toMatchObject({ said: [], result: { acknowledged: 0, listed: 1, fault: { code: 'request.content-encoding' } } });
  });

  test('a message that somebody else took meanwhile is no fault', async () => {
    expect((await look({ inbox: { a: 'mesh.gone', b: {} } })).result).toEqual({ acknowledged: 1, listed: 2, inVain: false });
  });

  test('a message that broke off is not acknowledged, whatever intake made of it', async () => {
    const refusedAsCut = refused({ code: 'body.truncated', severity: 'error', location: 'body' });
    for (const outcome of [refusedAsCut, DURABLE]) {
      const { said, result } = await look({ inbox: { a: { fault: () => new MeshFault('mesh.cut') } }, outcomes: { a: outcome } });

      expect(said).not.toContain('acknowledge a');
      expect(result).toMatchObject({ acknowledged: 0, fault: { code: 'mesh.cut' } });
    }
  });

  test('a message that the server cannot give does not stop the others, but three in a row do', async () => {
    const one = await look({ inbox: { a: 'mesh.server', b: {} } });
    const three = await look({ inbox: { a: 'mesh.server', b: 'mesh.timeout', c: 'mesh.server', d: {} } });

    expect(one.result).toMatchObject({ acknowledged: 1, inVain: false, fault: { code: 'mesh.server' } });
    expect(three.said).toEqual(['download a', 'download b', 'download c']);
    expect(three.result).toMatchObject({ inVain: true });
  });

  test.each(['mesh.authentication', 'mesh.busy', 'mesh.unreachable', 'mesh.stopped'] as const)('ends at once at %s', async (code) => {
    const { said, result } = await look({ inbox: { a: code, b: {} } });

    expect(said).toEqual(['download a']);
    expect(result).toMatchObject({ acknowledged: 0, inVain: true, fault: { code } });
  });

  test('with the database away nothing is acknowledged, and nothing more downloaded', async () => {
    const { said, result } = await look({ inbox: { a: {}, b: {} }, outcomes: { a: new JournalUnavailable() } });

    expect(said).toEqual(['download a', 'end a']);
    expect(result).toEqual({ acknowledged: 0, listed: 2, inVain: true, fault: { code: 'JournalUnavailable' } });
  });

  test('a fault of our own code leaves the one message', async () => {
    const { said, result } = await look({ inbox: { a: {}, b: {} }, outcomes: { a: new TypeError('says 9990000018') } });

    expect(said).toContain('acknowledge b');
    expect(result).toMatchObject({ acknowledged: 1, fault: { code: 'TypeError' } });
  });

  test('an acknowledgement that fails is told; the message comes again', async () => {
    const { result } = await look({ inbox: { a: {} }, acknowledge: () => Promise.reject(new MeshFault('mesh.server')) });

    expect(result).toMatchObject({ acknowledged: 0, fault: { code: 'mesh.server' } });
  });

  test('reads every page, and each message once', async () => {
    const pages = [{ messages: ['a', 'b'], next: '1' }, { messages: ['b', 'c'], next: '2' }, { messages: [] }];
    const { said, result } = await look({ inbox: { a: {}, b: {}, c: {} }, pages });

    expect(said.filter((line) => line.startsWith('download'))).toEqual(['download a', 'download b', 'download c']);
    expect(result).toEqual({ acknowledged: 3, listed: 3, inVain: false });
  });

  test('stops after the message under way when it must', async () => {
    let asked = 0;
    const { said } = await look({ inbox: { a: {}, b: {} }, goOn: () => (asked += 1) === 1 });

    expect(said.at(-1)).toBe('acknowledge a');
  });
});

describe('what is refused', () => {
  const malformed = [{ code: 'body.unreadable', severity: 'error', location: 'body' }] as const;
  const tooLarge = [{ code: 'body.too-large', severity: 'error', location: 'body' }] as const;

  test.each<[string, IntakeOutcome, string | undefined]>([
    ['and kept leaves the mailbox', { kind: 'refused', issues: malformed, deadLetter: 7, bodyKept: true, keptWhole: true }, undefined],
    [
      'as it was before, and kept then, leaves it',
      { kind: 'refused', issues: malformed, deadLetter: 7, bodyKept: false, keptWhole: true },
      undefined,
    ],
    ['and not kept stays', { kind: 'refused', issues: malformed }, 'body.unreadable'],
    ['and kept in part stays', { kind: 'refused', issues: malformed, deadLetter: 7, bodyKept: true, keptWhole: false }, 'body.unreadable'],
    [
      'as too large to be kept stays',
      { kind: 'refused', issues: tooLarge, deadLetter: 7, bodyKept: false, keptWhole: false },
      'body.too-large',
    ],
    ['for the request around it stays', declined('request.content-encoding'), 'request.content-encoding'],
  ])('%s', (_, outcome, code) => {
    expect(whyItStays(outcome)?.code).toBe(code);
  });
});
