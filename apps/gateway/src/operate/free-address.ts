import { createServer } from 'node:net';
import { StartFault } from './start-fault.js';

/**
 * Proves that an address can be listened on, before anything slow is started.
 * @throws StartFault with one sentence
 */
export async function proveFree(setting: 'PORT' | 'MANAGEMENT_PORT', host: string, port: number): Promise<void> {
  try {
    await listenOnce(host, port);
  } catch (cause) {
    throw new StartFault(sentence(setting, host, port, (cause as NodeJS.ErrnoException).code), { cause });
  }
}

async function listenOnce(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.close(() => {
        resolve();
      });
    });
  });
}

function sentence(setting: string, host: string, port: number, code: string | undefined): string {
  const address = `${host}:${String(port)}`;
  switch (code) {
    case 'EADDRINUSE':
      return `The address ${address} is in use: stop what uses it, or set ${setting} to another port.`;
    case 'EACCES':
      return `The address ${address} needs more rights than this user has: set ${setting} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The address ${address} is not one of this machine: correct HOST.`;
    default:
      return `The address ${address} cannot be listened on (${code ?? 'unknown'}).`;
  }
}
