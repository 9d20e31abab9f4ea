import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { expect, test } from '@jest/globals';

import { DEMO_BROKER_SCRIPT } from './demo-broker-script.js';
import { startDemoBroker } from './demo-broker.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';

test('the demo broker listens on loopback only, and nothing listens there once it is stopped', async () => {
  const broker = await startDemoBroker();
  expect(broker.bootstrap).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(await isListening(broker.bootstrap)).toBe(true);

  await broker.stop();

  expect(await isListening(broker.bootstrap)).toBe(false);
});

test('three brokers can be had', async () => {
  const broker = await startDemoBroker({ brokers: 3 });

  expect(broker.bootstrap.split(',')).toHaveLength(3);
  await broker.stop();
});

test('a message published to it is confirmed with its place on the topic', async () => {
  const broker = await startDemoBroker();
  const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'test' });
  await publisher.connect();

  const delivery = await publisher.send({ topic: 'a.topic', key: 'k', value: Buffer.from('v'), headers: { a: 'b' } });

  expect(delivery).toEqual({ partition: expect.any(Number), offset: 0 });
  expect(await publisher.close(1_000)).toEqual({ unconfirmed: 0 });
  await broker.stop();
});

test('the demo broker dies with its parent, even when the parent is killed by kill -9', async () => {
  const binding = createRequire(import.meta.url).resolve('node-rdkafka');
  const parent = spawn(process.execPath, ['-e', PARENT, DEMO_BROKER_SCRIPT, binding], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [bootstrap] = (await once(parent, 'message')) as [string];
  const connection = connectTo(bootstrap);
  await once(connection, 'connect');

  parent.kill('SIGKILL');

  await new Promise((closed) => connection.on('error', () => undefined).once('close', closed));
  // The kernel closes a dead process's sockets one by one: ask until the listening one is gone too.
  let listening = true;
  while (listening) listening = await isListening(bootstrap);
  expect(listening).toBe(false);
});

/** Starts the child the way startDemoBroker does, in a process the test can kill. */
const PARENT = `
const [script, binding] = process.argv.slice(-2);
const child = require('node:child_process').spawn(process.execPath, ['-e', script, binding, '1'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
child.once('message', ({ bootstrap }) => process.send(bootstrap));
`;

function connectTo(bootstrap: string): Socket {
  const { hostname, port } = new URL(`tcp://${bootstrap}`);

  return connect(Number(port), hostname);
}

async function isListening(bootstrap: string): Promise<boolean> {
  const connection = connectTo(bootstrap);
  const listening = await once(connection, 'connect').then(
    () => true,
    () => false,
  );
  connection.destroy();

  return listening;
}
