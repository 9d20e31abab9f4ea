import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { JournalUnavailable } from '../../journal/faults.js';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { Incoming } from '../incoming.js';
import { refused, type IntakeOutcome } from '../outcome.js';
import type { Reception } from '../reception.js';
import type { WayIn } from '../ways/way-in.js';
import type { FileWayParts } from './file-way-parts.js';
import { openDirectory } from './watch-directory.js';
import { openMeshFolder } from './watch-mesh-folder.js';

const FEED: FeedConfig = { id: 'school', agency: 'education', adapter: 'ctf', agreement: 'one', limits: { bytes: 1_000, records: 10 } };
const RECEIPT = { kind: 'receipt', repeated: false } as unknown as IntakeOutcome;

let folder: string;
let way: WayIn | undefined;
let events: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-way-'));
  events = [];
});
afterEach(async () => {
  await way?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the way in is made with, its reception answering as told and everything else in memory. */
function parts(take: (incoming: Incoming, body: () => Promise<string>) => Promise<IntakeOutcome>): FileWayParts {
  const checkpoints = new Map<string, string>();
  const say = (event: string, fields: { readonly code?: string } = {}): void => void events.push(`${event} ${fields.code ?? ''}`.trim());
  return {
    feed: FEED,
    reception: {
      take: (incoming: Incoming) =>
        incoming.objection === undefined ? take(incoming, () => text(incoming.body)) : Promise.resolve(refused(incoming.objection)),
    } as unknown as Reception,
    checkpoints: {
      read: (_feed, name) => Promise.resolve(checkpoints.get(name)),
      write: (_feed, name, value) => Promise.resolve(void checkpoints.set(name, value)),
      forget: (_feed, name) => Promise.resolve(void checkpoints.delete(name)),
    },
    duty: { claim: () => Promise.resolve(true), release: () => Promise.resolve() },
    clock: { now: () => new Date('2026-11-24T10:00:00Z') },
    log: { info: say, warn: say, error: say },
  };
}

const watch = (take: Parameters<typeof parts>[0]): void => {
  way = openDirectory(parts(take), { kind: 'directory', folder, ready: 'rename', everySeconds: 0.02 });
  way.start();
};

/** Resolves when the log has said it. */
function said(event: string): Promise<void> {
  return when(() => events.includes(event));
}

async function when(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a file that grows while it is read is given back, and taken whole later', async () => {
  const bodies: string[] = [];
  await writeFile(join(folder, 'a.xml'), '1'.repeat(500));
  watch(async (_incoming, body) => {
    if (events.length === 0) await appendFile(join(folder, 'a.xml'), '2');
    bodies.push(await body());
    return RECEIPT;
  });

  await said('file.archived');

  expect(events).toEqual(['file.given-back file.changed', 'file.archived']);
  expect(bodies).toEqual([`${'1'.repeat(500)}2`]);
}, 60_000);

test('a file that is replaced after it was read is another message, and both are archived', async () => {
  const bodies: string[] = [];
  await writeFile(join(folder, 'a.xml'), 'first');
  watch(async (_incoming, body) => {
    bodies.push(await body());
    if (bodies.length === 1) {
      await writeFile(join(folder, '.new'), 'other');
      await rename(join(folder, '.new'), join(folder, 'a.xml'));
    }
    return RECEIPT;
  });

  await said('file.archived');

  expect(bodies).toEqual(['first', 'other']);
  expect(await readdir(join(folder, 'archive'))).toEqual(['a.xml']);
}, 60_000);

test('while the database is away a file stays where it is, and the feed says that it fails', async () => {
  let away = true;
  await writeFile(join(folder, 'a.xml'), 'one');
  watch(async (_incoming, body) => {
    await body();
    if (away) throw new JournalUnavailable('away');
    return RECEIPT;
  });
  await said('feed.failing JournalUnavailable');
  expect(await readdir(folder)).toContain('a.xml');
  expect(way?.status()).toMatchObject({ state: 'failing', code: 'JournalUnavailable' });

  away = false;
  await said('feed.working');

  expect(await readdir(folder)).toEqual(['archive']);
}, 60_000);

test('files are taken one at a time, the oldest first', async () => {
  const order: string[] = [];
  let inside = 0;
  for (const [second, name] of ['c.xml', 'a.xml', 'b.xml'].entries()) {
    await writeFile(join(folder, name), name);
    await utimes(join(folder, name), second, second);
  }
  watch(async (_incoming, body) => {
    inside += 1;
    order.push(`${await body()} ${String(inside)}`);
    inside -= 1;
    return RECEIPT;
  });

  await when(() => order.length === 3);

  expect(order).toEqual(['c.xml 1', 'a.xml 1', 'b.xml 1']);
}, 60_000);

test('what is larger than the feed takes is refused unread, and its report says why', async () => {
  await writeFile(join(folder, 'a.xml'), '1'.repeat(1_001));
  watch(() => Promise.reject(new Error('read')));

  await said('file.quarantined body.too-large');

  expect(JSON.parse(await readFile(join(folder, 'quarantine', 'a.xml.report.json'), 'utf8'))).toEqual({
    feedId: 'school',
    at: '2026-11-24T10:00:00.000Z',
    code: 'body.too-large',
    location: 'file',
    rule: 'at most 1000 bytes',
    published: 0,
    errors: 1,
    issues: [{ code: 'body.too-large', severity: 'error', location: 'file', rule: 'at most 1000 bytes' }],
  });
}, 60_000);

test('of the MESH client data is taken with its control file, a report is only archived, another workflow is quarantined', async () => {
  const inbox = join(folder, 'in');
  await mkdir(inbox);
  const control = (type: string, workflow: string): string =>
    `<DTSControl><MessageType>${type}</MessageType><WorkflowId>${workflow}</WorkflowId></DTSControl>`;
  await writeFile(join(inbox, 'a.dat'), 'data');
  await writeFile(join(inbox, 'a.ctl'), control('Data', 'WANTED'));
  await writeFile(join(inbox, 'b.ctl'), control('Report', 'WANTED'));
  await writeFile(join(inbox, 'c.dat'), 'other');
  await writeFile(join(inbox, 'c.ctl'), control('Data', 'OTHER'));
  const bodies: string[] = [];
  const take = async (incoming: Incoming, body: () => Promise<string>): Promise<IntakeOutcome> => {
    bodies.push(`${incoming.contentType ?? ''} ${await body()}`);
    return RECEIPT;
  };

  const contentType = 'application/xml';
  way = openMeshFolder(parts(take), { kind: 'mesh-folder', folder, contentType, workflows: ['WANTED'], everySeconds: 0.02 });
  way.start();
  for (const event of ['file.archived', 'file.archived mesh.report', 'file.quarantined format.unsupported']) await said(event);

  expect(bodies).toEqual(['application/xml data']);
  expect((await readdir(join(inbox, 'archive'))).toSorted()).toEqual(['a.ctl', 'a.dat', 'b.ctl']);
  expect((await readdir(join(inbox, 'quarantine'))).toSorted()).toEqual(['c.ctl', 'c.dat', 'c.dat.report.json']);
}, 60_000);
