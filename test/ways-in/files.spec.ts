import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { readPublications } from '../support/ledger/publications.js';
import { policeNotice, transferFile } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const PUPILS = 3;
const STOP_AFTER = 3;

let root: string;
let running: RunningGateway;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mash-files-'));
  for (const folder of ['police', 'school', 'strict']) await mkdir(join(root, folder));
  running = await runGateway({ config: watching });
}, 60_000);
afterAll(async () => {
  await running.stop();
  await rm(root, { recursive: true, force: true });
}, 60_000);

/** The demonstration's police and school also write to folders; a second school has its feed stopped early. */
function watching(demo: GatewayConfig): GatewayConfig {
  const fast = { kind: 'directory', everySeconds: 0.1, stopAfter: 1_000 } as const;
  const feeds = demo.feeds.map((feed) => {
    if (feed.id === 'police-demo') return { ...feed, transport: { ...fast, folder: join(root, 'police'), ready: 'rename' as const } };
    if (feed.id === 'education-demo') return { ...feed, transport: { ...fast, folder: join(root, 'school'), looks: 2 } };
    return { ...feed, adapter: 'ctf', transport: { ...fast, folder: join(root, 'strict'), stopAfter: STOP_AFTER } };
  });
  return { ...demo, feeds };
}

const names = (...path: readonly string[]): Promise<readonly string[]> => readdir(join(root, ...path)).catch(() => []);
const lies = async (name: string, ...path: readonly string[]): Promise<boolean> => (await names(...path)).includes(name);
const published = async (): Promise<number> =>
  new Set((await readPublications(running.gateway.bootstrap)).map(({ eventId }) => eventId)).size;

interface Report {
  readonly code: string;
  readonly location: string;
  readonly published: number;
}
const reportOf = async (name: string, folder = 'school'): Promise<Report> => {
  await until(`${name} in quarantine`, () => lies(name, folder, 'quarantine'));
  return JSON.parse(await readFile(join(root, folder, 'quarantine', `${name}.report.json`), 'utf8')) as Report;
};

test('a file is taken, is on the topic, and is archived; the same bytes under another name add nothing', async () => {
  await writeFile(join(root, 'school', 'pupils.xml'), transferFile(PUPILS));
  await until('the file in the archive', () => lies('pupils.xml', 'school', 'archive'));
  await until('its pupils on the topic', async () => (await published()) === PUPILS);

  await writeFile(join(root, 'school', 'pupils-again.xml.gz'), gzipSync(transferFile(PUPILS)));
  await until('the second file in the archive', () => lies('pupils-again.xml.gz', 'school', 'archive'));

  expect(await names('school')).toEqual(['archive']);
  expect(await published()).toBe(PUPILS);
}, 120_000);

test('the same name with other bytes is another message', async () => {
  const before = await published();
  for (const reference of ['file-1', 'file-2']) {
    await writeFile(join(root, 'police', 'notice.xml.tmp'), policeNotice(reference));
    await rename(join(root, 'police', 'notice.xml.tmp'), join(root, 'police', 'notice.xml'));
    await until('the notice to be taken', async () => !(await lies('notice.xml', 'police')));
  }

  await until('both notices on the topic', async () => (await published()) === before + 2);
  expect((await names('police', 'archive')).toSorted()).toEqual(['notice.xml', 'notice.xml.1']);
}, 120_000);

test('what cannot be taken lies in quarantine, each with its code', async () => {
  const before = await published();
  const cut = transferFile(PUPILS, 100);
  await writeFile(join(root, 'school', 'cut.xml'), cut.slice(0, -40));
  await writeFile(join(root, 'school', 'empty.xml'), '');
  await writeFile(join(root, 'school', 'not-gzip.xml.gz'), cut);
  await writeFile(join(root, 'school', 'cut.xml.gz'), gzipSync(cut).subarray(0, 200));
  await writeFile(join(root, 'school', 'letter.docx'), 'not of this feed');
  await (await open(join(root, 'school', 'huge.xml'), 'w')).close();
  await truncate(join(root, 'school', 'huge.xml'), 10 * 1024 ** 3);
  await symlink('/etc/hostname', join(root, 'school', 'link.xml'));

  const codes = await Promise.all(
    ['cut.xml', 'empty.xml', 'not-gzip.xml.gz', 'cut.xml.gz', 'letter.docx', 'huge.xml', 'link.xml'].map(
      async (name) => (await reportOf(name)).code,
    ),
  );

  expect(codes).toEqual([
    'xml.malformed',
    'body.empty',
    'body.unreadable',
    'body.truncated',
    'body.media-type',
    'body.too-large',
    'body.unreadable',
  ]);
  expect(await reportOf('cut.xml')).toMatchObject({
    published: 0,
    deadLetter: expect.any(Number),
    location: expect.stringMatching(/^line \d+, column \d+, after record 2$/),
  });
  expect(await published()).toBe(before);
  expect(running.logged.join('')).not.toMatch(/cut\.xml|letter|pupils/);
}, 120_000);

test('a run of refused files stops the feed, and an empty quarantine folder lets it go on', async () => {
  const stopped = async (): Promise<boolean> =>
    (await running.gateway.ready()).alarms.some(({ message }) => message.includes('has stopped'));
  for (let file = 0; file < STOP_AFTER; file += 1) await writeFile(join(root, 'strict', `bad-${String(file)}.xml`), '<CTfile>');
  await until('the feed to stop', stopped);
  await writeFile(join(root, 'strict', 'good.xml'), transferFile(1, 500));

  expect(await lies('good.xml', 'strict')).toBe(true);
  await rm(join(root, 'strict', 'quarantine'), { recursive: true });

  await until('the good file to be taken', () => lies('good.xml', 'strict', 'archive'));
  expect(await stopped()).toBe(false);
}, 120_000);

test('a file that still grows is left alone until it is whole', async () => {
  const path = join(root, 'school', 'growing.xml');
  const [head = '', ...pupils] = transferFile(40, 600).split('<Pupil>');
  await writeFile(path, head);
  for (const one of pupils) await appendFile(path, `<Pupil>${one}`);

  await until('the whole file in the archive', () => lies('growing.xml', 'school', 'archive'));
  expect(await lies('growing.xml', 'school', 'quarantine')).toBe(false);
}, 120_000);
