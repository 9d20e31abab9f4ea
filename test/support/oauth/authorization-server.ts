import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A real authorization server (oidc-provider) with one client, `gateway`, that signs its JWTs with RS512 under `gateway-1`. */
export interface AuthorizationServer {
  readonly tokenUrl: string;
  close(): Promise<void>;
}

export interface AuthorizationSettings {
  readonly publicJwk: object;
  /** The resource indicator that tokens are for. */
  readonly resource: string;
  readonly scope: string;
}

export async function startAuthorizationServer(settings: AuthorizationSettings): Promise<AuthorizationServer> {
  const [loader, main] = ['../typescript.mjs', './authorization-server-main.ts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const args = ['--conditions=@mash-gateway/source', '--import', loader ?? '', main ?? '', JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, NODE_OPTIONS: '' } });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const issuer = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /^listening (\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => {
      reject(new Error('The authorization server ended while starting.'));
    });
  });
  return {
    tokenUrl: `${issuer}/token`,
    async close() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
