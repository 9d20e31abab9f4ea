import { spawn } from 'node:child_process';
import { endWithTests } from '../end-with-tests.js';
import { freePorts } from '../free-ports.js';
import { until } from '../until.js';
import { toxiproxyBinary } from './toxiproxy-binary.js';

/** A real Toxiproxy in a process of its own: connections that can be cut, slowed, and left half open. */
export interface Toxiproxy {
  /** A proxy on a random loopback port. @param upstream host:port */
  open(name: string, upstream: string): Promise<ToxicWay>;
  close(): Promise<void>;
}

/** One way through the proxy. */
export interface ToxicWay {
  /** host:port to connect to. */
  readonly address: string;
  /** Closes every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Nothing passes in either direction and nobody is told: the connections stay open. */
  halfOpen(): Promise<void>;
  slow(latencyMs: number, jitterMs: number): Promise<void>;
  /** Takes every trouble away again. Connections that were half open are closed, as a router does that has forgotten them. */
  heal(): Promise<void>;
  /** Leads to another upstream; existing connections are closed. */
  leadTo(upstream: string): Promise<void>;
}

export async function startToxiproxy(): Promise<Toxiproxy> {
  const [port = 0] = await freePorts(1);
  const [program, ...args] = endWithTests([await toxiproxyBinary(), '-host', '127.0.0.1', '-port', String(port)]);
  const child = spawn(program, args, { stdio: 'ignore' });
  const api = `http://127.0.0.1:${String(port)}`;
  await until('Toxiproxy to answer', () =>
    fetch(`${api}/version`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    open: async (name, upstream) => openWay(api, name, upstream),
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function openWay(api: string, name: string, upstream: string): Promise<ToxicWay> {
  const { listen } = (await call(api, 'POST', '/proxies', { name, upstream, listen: '127.0.0.1:0', enabled: true })) as {
    readonly listen: string;
  };
  const change = async (to: object): Promise<void> => {
    await call(api, 'POST', `/proxies/${name}`, to);
  };
  const toxics = new Set<string>();
  const poison = async (type: string, stream: string, attributes: object): Promise<void> => {
    const toxic = `${type}-${stream}`;
    await call(api, 'POST', `/proxies/${name}/toxics`, { name: toxic, type, stream, attributes });
    toxics.add(toxic);
  };
  return {
    address: listen,
    cut: () => change({ enabled: false }),
    async halfOpen() {
      await Promise.all(['upstream', 'downstream'].map((stream) => poison('timeout', stream, { timeout: 0 })));
    },
    async slow(latency, jitter) {
      await Promise.all(['upstream', 'downstream'].map((stream) => poison('latency', stream, { latency, jitter })));
    },
    async heal() {
      for (const toxic of toxics) await call(api, 'DELETE', `/proxies/${name}/toxics/${toxic}`);
      toxics.clear();
      await change({ enabled: true });
    },
    leadTo: (to) => change({ upstream: to, enabled: true }),
  };
}

async function call(api: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${api}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`Toxiproxy refuses ${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
