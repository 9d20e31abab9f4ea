import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { endWithTests } from '../end-with-tests.js';
import { freePorts } from '../free-ports.js';
import { standStill } from '../process/stand-still.js';
import { kafkaJars } from './kafka-jars.js';
import { tlsListeners } from './tls.js';
import type { TlsListeners } from './tls.js';

/** A real Apache Kafka (KRaft, no Docker) on random loopback ports, with its data in a temporary folder. */
export interface RealKafka {
  readonly bootstrap: string;
  /** TLS listeners of broker 1, when they were asked for. */
  readonly tls: TlsListeners | undefined;
  /** The address by which `through` is passed, when it was asked for; clients that begin there stay on it. */
  readonly bootstrapThrough: string | undefined;
  /** Process ids, broker 1 first; 0 for one that is not running. */
  readonly pids: readonly number[];
  /** SIGKILL resolves when the process is gone; the broker keeps its data. `broker` counts from 1. */
  stopBroker(broker: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Starts a killed broker again, on its old port and data; resolves when it is up. */
  startBroker(broker: number): Promise<void>;
  /** Kills every broker and removes the data. */
  close(): Promise<void>;
}

/** All but `brokers` are for one broker. */
export interface RealKafkaOptions {
  readonly brokers?: 1 | 3;
  readonly tls?: true;
  /** Kafka's own authorizer: everybody may do everything that no access rule denies. */
  readonly accessRules?: true;
  /**
   * A further listener behind a proxy: given the listener's own address, says the proxy's. A client follows the addresses that a broker
   * advertises, so the proxy's is what this listener advertises.
   */
  readonly through?: (listener: string) => Promise<string>;
  /** Where the data goes; it must exist and is removed by its owner. Default: a temporary folder. */
  readonly folder?: string;
}

/** Starts one broker (replication 1) or three (replication 3, `min.insync.replicas=2`). Topics are not created by themselves. */
export async function startRealKafka(options: RealKafkaOptions = {}): Promise<RealKafka> {
  const classpath = join(await kafkaJars(), '*');
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mash-kafka-')));
  const nodes = await planNodes(options.brokers ?? 1, folder);
  const tls = options.tls ? await tlsListeners(folder, ...(await twoPorts())) : undefined;
  const proxied = options.through === undefined ? undefined : await proxiedListener(options.through);
  const more = { tls, proxied, accessRules: options.accessRules === true };
  for (const node of nodes) await prepare(node, properties(node, nodes, more), classpath);

  const running = new Map<number, ChildProcess>();
  const killAll = (): void => {
    for (const child of running.values()) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const startBroker = async (id: number): Promise<void> => {
    running.set(id, await launch(pick(nodes, id), classpath));
  };
  await Promise.all(nodes.map(({ id }) => startBroker(id)));

  return {
    bootstrap: nodes.map(({ port }) => `127.0.0.1:${port}`).join(','),
    tls,
    bootstrapThrough: proxied?.advertised,
    get pids() {
      return nodes.map(({ id }) => pidOf(running.get(id)));
    },
    stopBroker: async (id, signal) => {
      const child = running.get(id);
      if (child === undefined) throw new Error(`Broker ${id} is not running.`);
      if (signal === 'SIGKILL') await kill(running, id, child);
      else if (signal === 'SIGSTOP') await standStill(child.pid ?? 0);
      else child.kill(signal);
    },
    startBroker,
    close: async () => {
      process.removeListener('exit', killAll);
      await Promise.all([...running].map(([id, child]) => kill(running, id, child)));
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Listener {
  readonly own: string;
  readonly advertised: string;
}

async function proxiedListener(through: (listener: string) => Promise<string>): Promise<Listener> {
  const [port = 0] = await freePorts(1);
  const own = `127.0.0.1:${port}`;

  return { own, advertised: await through(own) };
}

interface Node {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  readonly folder: string;
}

async function planNodes(count: number, folder: string): Promise<readonly Node[]> {
  const ports = await freePorts(count * 2);

  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    port: pick(ports, index * 2 + 1),
    controllerPort: pick(ports, index * 2 + 2),
    folder: join(folder, `broker-${index + 1}`),
  }));
}

async function twoPorts(): Promise<[number, number]> {
  const [first = 0, second = 0] = await freePorts(2);

  return [first, second];
}

async function prepare(node: Node, settings: string, classpath: string): Promise<void> {
  await mkdir(node.folder, { recursive: true });
  await writeFile(propertiesOf(node), settings);
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', propertiesOf(node)];
  const child = spawn('java', ['-cp', classpath, ...format], { stdio: 'ignore' });
  const code = await new Promise((exited) => child.once('exit', exited));
  if (code !== 0) throw new Error('The storage of the test Kafka could not be formatted.');
}

/** Any 16 bytes in base64url will do, as long as all brokers agree. */
const CLUSTER_ID = 'bWFzaC1nYXRld2F5LTEyMw';

function propertiesOf(node: Node): string {
  return join(node.folder, 'server.properties');
}

interface More {
  readonly tls: TlsListeners | undefined;
  readonly proxied: Listener | undefined;
  readonly accessRules: boolean;
}

function properties(node: Node, nodes: readonly Node[], { tls, proxied, accessRules }: More): string {
  const replicas = nodes.length;
  const secure = tls === undefined ? '' : `,TLS://${tls.bootstrap},WRONGNAME://${tls.wrongNameBootstrap}`;
  const behind = (address?: string): string => (address === undefined ? '' : `,PROXIED://${address}`);
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    listeners: `BROKER://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}${secure}${behind(proxied?.own)}`,
    'advertised.listeners': `BROKER://127.0.0.1:${node.port}${secure}${behind(proxied?.advertised)}`,
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL,WRONGNAME:SSL,PROXIED:PLAINTEXT',
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(node.folder, 'data'),
    'auto.create.topics.enable': false,
    'default.replication.factor': replicas,
    'min.insync.replicas': replicas > 1 ? 2 : 1,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // A killed broker is noticed soon, so that a test of it does not wait for the default nine seconds.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    ...(accessRules ? AUTHORIZER : {}),
    ...tls?.settings,
  };

  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

const AUTHORIZER = {
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': true,
};

/** Resolves on Kafka's own word that it is up. */
async function launch(node: Node, classpath: string): Promise<ChildProcess> {
  const java = ['java', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-cp', classpath, 'kafka.Kafka', propertiesOf(node)] as const;
  const [program, ...args] = endWithTests(java);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: node.folder });
  const lastLines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const onLine = (line: string): void => {
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      if (line.includes('Kafka Server started')) resolve();
    };
    createInterface(child.stdout).on('line', onLine);
    createInterface(child.stderr).on('line', onLine);
    child.once('exit', () => {
      reject(new Error(`Kafka broker ${node.id} ended while starting:\n${lastLines.join('\n')}`));
    });
  });

  return child;
}

function pidOf(child: ChildProcess | undefined): number {
  return child === undefined || hasEnded(child) ? 0 : (child.pid ?? 0);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function kill(running: Map<number, ChildProcess>, id: number, child: ChildProcess): Promise<void> {
  running.delete(id);
  if (hasEnded(child)) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

/** Counts from 1. */
function pick<T extends Node | number>(list: readonly T[], position: number): T {
  const found = list[position - 1];
  if (found === undefined) throw new Error(`There is no broker ${position}.`);

  return found;
}
