import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_CONFIG } from '../../apps/gateway/src/config/environment.js';
import { ask } from '../support/ask.js';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { readPublications } from '../support/ledger/publications.js';
import { CTF_FOOT, CTF_HEAD, pupil } from '../support/messages.js';
import type { GatewayProcessPlan } from '../support/process/gateway-main.js';
import { startGatewayProcess, type GatewayPlace, type GatewayProcess } from '../support/process/gateway-process.js';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';

/** Size of the file; a full-size proof sets 1000. */
const MEGABYTES = Number(process.env['MASH_FILE_MB'] ?? 100);
const PUPILS = 5_000;
const PADDING = `<!-- ${'x'.repeat(Math.round((MEGABYTES * 1_000_000) / PUPILS))} -->`;
const CHUNK_BYTES = 256 * 1024;

/** Where the gateway is killed, one run after another; none of them archives the file before it dies. */
const DEATHS: readonly GatewayProcessPlan[] = [
  { dieAt: { stage: 'part of a large body kept', passage: Math.round((MEGABYTES * 1_000_000) / CHUNK_BYTES / 2) } },
  { dieAt: { stage: 'large body kept whole', passage: 1 } },
  { dieAt: { stage: 'large submission accepted', passage: 1 } },
  { dieAt: { stage: 'step of a submission committed', passage: 4 } },
  { dieAt: { stage: 'step of a submission committed', passage: 7 } },
];

let kafka: RealKafka;
let dataDir: string;
let root: string;
let place: GatewayPlace;
beforeAll(async () => {
  kafka = await startRealKafka();
  dataDir = await newDataDirectory();
  root = await mkdtemp(join(tmpdir(), 'mash-kill-'));
  await mkdir(join(root, 'school'));
  place = { dataDir, bootstrap: kafka.bootstrap, configFile: await watchingSchool() };
}, 120_000);
afterAll(async () => {
  await kafka.close();
  await removeDataDirectory(dataDir);
  await rm(root, { recursive: true, force: true });
}, 60_000);

/** The demonstration, its school writing to a folder. */
async function watchingSchool(): Promise<string> {
  const path = join(root, 'gateway.yaml');
  const transport = `transport: { kind: directory, folder: ${join(root, 'school')}, ready: rename, everySeconds: 0.5 }`;
  const demo = await readFile(DEMO_CONFIG, 'utf8');
  await writeFile(path, demo.replace('adapter: ctf\n', `adapter: ctf\n    limits: { bytes: 2147483648 }\n    ${transport}\n`));
  return path;
}

async function leaveFile(): Promise<void> {
  const path = join(root, 'school', 'pupils.xml');
  const pieces = function* (): Generator<string> {
    yield CTF_HEAD;
    for (let number = 1; number <= PUPILS; number += 1) yield `${pupil(number)}${PADDING}`;
    yield CTF_FOOT;
  };
  await pipeline(Readable.from(pieces()), createWriteStream(`${path}.tmp`));
  await rename(`${path}.tmp`, path);
}

/** As long as it takes: the limit of the test is the limit. */
async function whenDone(gateway: GatewayProcess): Promise<void> {
  for (;;) {
    const { text } = await ask(`${gateway.url}/health/ready`);
    const archived = (await readdir(join(root, 'school'))).every((name) => name === 'archive');
    if (archived && !text.includes('submissions-unfinished')) return;
    await pause(500);
  }
}

async function megabytesAtMost({ pid }: GatewayProcess): Promise<number> {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

test(
  `a file of ${String(MEGABYTES)} MB is taken whole, once, by a gateway that is killed again and again in the middle of it`,
  async () => {
    await leaveFile();

    for (const plan of DEATHS) await (await startGatewayProcess(place, plan))?.gone;
    const last = await startGatewayProcess(place);
    if (last === undefined) throw new Error('The gateway does not start after the kills');
    await whenDone(last);
    const memory = await megabytesAtMost(last);
    const drained = await last.stop();
    const publications = await readPublications(kafka.bootstrap);
    process.stdout.write(`${String(MEGABYTES)} MB, ${String(PUPILS)} pupils: at most ${String(memory)} MB of memory\n`);

    expect(drained).toBe(true);
    expect(await readdir(join(root, 'school', 'archive'))).toEqual(['pupils.xml']);
    expect(new Set(publications.map(({ recordId }) => recordId)).size).toBe(PUPILS);
    expect(new Set(publications.map(({ eventId }) => eventId)).size).toBe(PUPILS);
  },
  30 * 60_000,
);
