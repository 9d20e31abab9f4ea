import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../apps/gateway/src/config/load-config.js';
import type { GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { startGateway, type Gateway } from '../../apps/gateway/src/gateway.js';
import type { Ports } from '../../apps/gateway/src/ports.js';

/** A gateway in this process, with its embedded database and broker, on a port of its own. */
export interface RunningGateway {
  readonly gateway: Gateway;
  readonly config: GatewayConfig;
  /** Every line it has logged. */
  readonly logged: readonly string[];
  /** Stops it and removes its data directory. */
  stop(): Promise<void>;
}

export interface GatewayUnderTest {
  /** Changes to the demonstration configuration. */
  readonly config?: (demo: GatewayConfig) => GatewayConfig;
  readonly ports?: Partial<Ports>;
  /** Default: a directory of its own. */
  readonly dataDir?: string;
}

export async function runGateway(options: GatewayUnderTest = {}): Promise<RunningGateway> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'mash-gateway-')));
  const demo = loadConfig({ DATA_DIR: dataDir, PORT: '0' }, new Date());
  const config = options.config?.(demo) ?? demo;
  const logged: string[] = [];
  const gateway = await startGateway(config, { logSink: { write: (line) => logged.push(line) }, ...options.ports });
  return {
    gateway,
    config,
    logged,
    async stop() {
      await gateway.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
