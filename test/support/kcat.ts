import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

import type { ReadMessage } from './read-topic.js';

/** Reads a topic from the beginning to its end with kcat, a client on another librdkafka than ours. */
export async function kcatRead(bootstrap: string, topic: string): Promise<readonly ReadMessage[]> {
  const kcat = spawn('kcat', ['-C', '-q', '-J', '-e', '-b', bootstrap, '-t', topic, '-o', 'beginning'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => kcat.once('exit', resolve).once('error', resolve));
  const output = await text(kcat.stdout);
  if ((await ended) !== 0) throw new Error('The real-Kafka suites need kcat: apt-get install -y kcat');

  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toReadMessage(JSON.parse(line) as KcatMessage));
}

/** One line of `kcat -J`. */
interface KcatMessage {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly payload: string | null;
  /** Names and values by turns. */
  readonly headers?: readonly string[];
}

function toReadMessage({ partition, offset, key, payload, headers = [] }: KcatMessage): ReadMessage {
  const names = headers.filter((_, index) => index % 2 === 0);

  return {
    partition,
    offset,
    key,
    value: payload === null ? null : Buffer.from(payload),
    headers: Object.fromEntries(names.map((name, index) => [name, headers[index * 2 + 1] ?? ''])),
  };
}
