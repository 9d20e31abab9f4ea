import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { DEMO_BROKER_SCRIPT } from './demo-broker-script.js';
import { bindingPath } from '../librdkafka.js';

/** A broker for demonstrations and tests, in a process of its own. */
export interface DemoBroker {
  /** `127.0.0.1:port`, comma-separated when there are several. */
  readonly bootstrap: string;
  readonly pid: number;
  /** Kills it; its topics are gone. */
  stop(): Promise<void>;
}

export interface DemoBrokerOptions {
  /** Default 1. */
  readonly brokers?: 1 | 3;
}

/**
 * Starts librdkafka's mock cluster: loopback only, random ports, empty, topics created on first use with 4 partitions, and at most
 * 5 MiB kept per partition. It proves wiring, not durability. It dies with this process, however this process dies.
 * Rejects when the child cannot start.
 */
export async function startDemoBroker(options: DemoBrokerOptions = {}): Promise<DemoBroker> {
  const child = spawn(process.execPath, ['-e', DEMO_BROKER_SCRIPT, bindingPath(), String(options.brokers ?? 1)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const bootstrap = await bootstrapOf(child);
  // Neither the child nor the channel to it keeps this process running.
  child.unref();
  child.channel?.unref();

  return { bootstrap, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function bootstrapOf(child: ChildProcess): Promise<string> {
  const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (typeof answer === 'object' && answer !== null && 'bootstrap' in answer && typeof answer.bootstrap === 'string')
    return answer.bootstrap;

  child.kill('SIGKILL');
  throw new Error('The demo broker did not start.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // It must outlast the wait, or Node ends in the middle of it where nothing else is left to do.
  child.ref();
  child.kill('SIGKILL');
  await exited;
}
