import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Clock } from '../../clock.js';
import type { MeshTransport } from '../../config/transports/mesh.js';
import { authorizationHeader, type MailboxSecrets } from './authorization.js';
import { MeshFault } from './mesh-fault.js';
import { faultOfError, faultOfStatus } from './policy.js';

/** One request to the mailbox. */
export interface Asking {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** What follows `/messageexchange/{mailbox}`, segment by segment, not yet encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** From the request to the last byte of the answer, in milliseconds. */
  readonly within: number;
  readonly signal?: AbortSignal;
}

const DEFAULT_TIMEOUT_SECONDS = 60;
/** Version 2 pages the inbox by links (MESH API, "API Versioning"). */
const ACCEPT = 'application/vnd.mesh.v2+json';
const PRODUCT = 'mash-gateway';

/**
 * Connections to one mailbox with mutual TLS, under secrets and certificates as their files were when it was opened: open one for every
 * look into the inbox, and they may be replaced at any time.
 */
export class MeshConnection {
  private readonly agent: Agent;

  private constructor(
    private readonly transport: MeshTransport,
    private readonly secrets: MailboxSecrets,
    secureContext: SecureContext,
    private readonly clock: Clock,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 2, minVersion: 'TLSv1.2', rejectUnauthorized: true, secureContext });
  }

  /** @throws MeshFault mesh.credentials when a file cannot be read or is not what it should be */
  static async open(transport: MeshTransport, clock: Clock): Promise<MeshConnection> {
    try {
      const [cert, key, ca, password, sharedKey] = await Promise.all([
        readFile(transport.certificateFile, 'utf8'),
        readFile(transport.keyFile, 'utf8'),
        transport.caFile === undefined ? undefined : readFile(transport.caFile, 'utf8'),
        readFile(transport.passwordFile, 'utf8'),
        readFile(transport.sharedKeyFile, 'utf8'),
      ]);
      const context = createSecureContext({ cert, key, ...(ca === undefined ? {} : { ca }), minVersion: 'TLSv1.2' });
      return new MeshConnection(transport, secretsOf(transport, password, sharedKey), context, clock);
    } catch {
      // The reason would name a path, or say something of a key.
      throw new MeshFault('mesh.credentials');
    }
  }

  /**
   * Asks, and resolves when the head of the answer is there.
   * @throws MeshFault for every answer but 2xx; reading the body fails with one too
   */
  async ask(asking: Asking): Promise<IncomingMessage> {
    const answer = await this.send(asking, 'again');
    const fault = faultOfStatus(answer.statusCode ?? 0, answer.headers['retry-after']);
    if (fault === undefined) return answer;
    // What the server says of it can name the mailbox; it is of no use here.
    answer.resume();
    throw fault;
  }

  close(): void {
    this.agent.destroy();
  }

  private async send(asking: Asking, onStaleConnection: 'again' | 'fail'): Promise<IncomingMessage> {
    try {
      return await this.sendOnce(asking);
    } catch (error) {
      // The server closed an idle connection in the moment it was used again; every request of this API may be repeated.
      if (error instanceof StaleConnection && onStaleConnection === 'again') return this.send(asking, 'fail');
      throw faultOfError(error, false);
    }
  }

  private sendOnce({ method, path, query = {}, headers = {}, within, signal }: Asking): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = httpsRequest(this.address(path, query), {
        agent: this.agent,
        method,
        headers: { ...this.everyHeader(), ...headers },
        timeout: (this.transport.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
      });
      let answer: IncomingMessage | undefined;
      const end = (fault: MeshFault): void => {
        // Ending the request would end the answer with an error of the connection, which says less.
        if (answer === undefined) request.destroy(fault);
        else answer.destroy(fault);
      };
      const stop = (): void => {
        end(new MeshFault('mesh.stopped'));
      };
      const deadline = setTimeout(() => {
        end(new MeshFault('mesh.timeout'));
      }, within);
      request
        .once('timeout', () => {
          end(new MeshFault('mesh.timeout'));
        })
        .once('response', (response) => {
          // It fails whoever reads it; before that nobody listens.
          answer = response.on('error', () => undefined);
          resolve(response);
        })
        .once('close', () => {
          clearTimeout(deadline);
          signal?.removeEventListener('abort', stop);
        })
        .on('error', (error) => {
          const stale = request.reusedSocket && answer === undefined && !(error instanceof MeshFault);
          reject(stale ? new StaleConnection() : error);
        });
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted === true) stop();
      request.end();
    });
  }

  private address(path: readonly string[], query: Readonly<Record<string, string>>): URL {
    const address = new URL(this.transport.url.replace(/\/+$/, ''));
    const segments = ['messageexchange', this.secrets.mailbox, ...path].map((segment) => encodeURIComponent(segment));
    address.pathname = [address.pathname.replace(/\/$/, ''), ...segments].join('/');
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address;
  }

  private everyHeader(): Readonly<Record<string, string>> {
    return {
      accept: ACCEPT,
      'accept-encoding': 'gzip',
      'user-agent': `${PRODUCT};${process.platform};`,
      authorization: authorizationHeader(this.secrets, { nonce: randomUUID(), nonceCount: 0, at: this.clock.now() }),
    };
  }
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function secretsOf({ mailbox }: MeshTransport, password: string, sharedKey: string): MailboxSecrets {
  const secrets = { mailbox: mailbox.toUpperCase(), password: firstLine(password), sharedKey: firstLine(sharedKey) };
  if (secrets.password === '' || secrets.sharedKey === '') throw new MeshFault('mesh.credentials');
  return secrets;
}

/** Files written by hand end with a line break, which is not part of the secret. */
function firstLine(text: string): string {
  return text.replace(/\r?\n[\s\S]*$/, '');
}
