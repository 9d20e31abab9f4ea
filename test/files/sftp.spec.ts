import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import type { SftpTransport } from '../../apps/gateway/src/config/transports/sftp.js';
import { readPublications } from '../support/ledger/publications.js';
import { transferFile } from '../support/messages.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';
import { breakingWay, startRealSshd, type BreakingWay, type RealSshd } from './real-sshd.js';

/** Enough that the file is several reads long. */
const PUPILS = 4_000;
const BREAK_AFTER_BYTES = 300_000;

let sshd: RealSshd;
let way: BreakingWay;
let running: RunningGateway;
beforeAll(async () => {
  sshd = await startRealSshd();
  way = await breakingWay(sshd.port, BREAK_AFTER_BYTES);
}, 60_000);
afterAll(async () => {
  way.close();
  await sshd.close();
}, 60_000);

/** The demonstration's school leaves its files on the SFTP server. */
const polling =
  (changes: Partial<SftpTransport>) =>
  (demo: GatewayConfig): GatewayConfig => ({
    ...demo,
    feeds: demo.feeds.map((feed) => (feed.id === 'education-demo' ? { ...feed, transport: { ...sftp(), ...changes } } : feed)),
  });

function sftp(): SftpTransport {
  const { port, username, privateKeyFile, hostKeySha256, folder } = sshd;
  return {
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    username,
    privateKeyFile,
    hostKeySha256,
    folder,
    ready: 'rename',
    everySeconds: 0.2,
    timeoutSeconds: 20,
  };
}

const lies = async (name: string, place: string): Promise<boolean> =>
  (await readdir(join(sshd.folder, place)).catch((): string[] => [])).includes(name);
const alarms = async (): Promise<string> => (await running.gateway.ready()).alarms.map(({ message }) => message).join(' ');

async function leave(name: string, content: string): Promise<void> {
  await writeFile(join(sshd.folder, `${name}.part`), content);
  await rename(join(sshd.folder, `${name}.part`), join(sshd.folder, name));
}

test('a server with another key than the configured one is not spoken to', async () => {
  running = await runGateway({ config: polling({ hostKeySha256: 'A'.repeat(43) }) });
  await leave('waiting.xml', transferFile(1, 90_000));

  await until('an alarm about the host key', async () => (await alarms()).includes('source.host-key'));

  expect(await readdir(sshd.folder)).toEqual(['waiting.xml']);
  await running.stop();
}, 120_000);

test('a key that the server does not know is an alarm', async () => {
  running = await runGateway({ config: polling({ privateKeyFile: join(sshd.folder, '..', 'host') }) });

  await until('an alarm about the authentication', async () => (await alarms()).includes('source.authentication'));

  expect(await readdir(sshd.folder)).toEqual(['waiting.xml']);

  await running.stop();
}, 120_000);

test('a connection that breaks off in the middle of a file takes nothing of it, and the file is taken whole later', async () => {
  running = await runGateway({ config: polling({ port: way.port }) });
  await leave('pupils.xml', transferFile(PUPILS));

  await until('the file in the archive on the server', () => lies('pupils.xml', 'archive'));
  const publications = async (): Promise<readonly string[]> =>
    (await readPublications(running.gateway.bootstrap)).map(({ eventId }) => eventId);
  await until('every pupil on the topic', async () => new Set(await publications()).size === PUPILS + 1);

  expect(way.broken).toBe(true);
  expect(running.logged.join('')).toContain('"event":"feed.failing"');
  expect(running.logged.filter((line) => line.includes('submission.accepted') || line.includes('submission.working'))).toHaveLength(2);
}, 180_000);

test('a file cut off lies in quarantine on the server, with its report', async () => {
  await leave('cut.xml', transferFile(3, 80_000).slice(0, -60));

  await until('the file in quarantine', () => lies('cut.xml', 'quarantine'));

  const report = JSON.parse(await readFile(join(sshd.folder, 'quarantine', 'cut.xml.report.json'), 'utf8')) as unknown;
  expect(report).toMatchObject({ code: 'xml.malformed', published: 0 });
  await running.stop();
}, 120_000);
