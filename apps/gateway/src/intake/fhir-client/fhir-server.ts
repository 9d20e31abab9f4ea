import { setTimeout as pause } from 'node:timers/promises';
import { Client, type FhirResource, type RequestOptions } from 'fhir-kit-client';
import type { Agent } from 'undici';
import type { Clock } from '../../clock.js';
import type { FhirTransport } from '../../config/transports/fhir.js';
import { faultOfNetwork, faultOfStatus, FhirFault } from './fhir-fault.js';
import { guarded, openAgent, readTlsFiles, type ConnectionLimits } from './guarded-dispatcher.js';
import { waitBefore } from './retry.js';
import { openTokens, type Tokens } from './tokens.js';

/** An answer of the server, and the time it had. */
export interface Answered {
  readonly resource: FhirResource;
  /** By the server's own clock (Date header); undefined where it does not say. */
  readonly serverTime: Date | undefined;
}

/** One request, made with fhir-kit-client. */
export type Ask = (client: Client, options: RequestOptions) => Promise<FhirResource> | undefined;

const DEFAULT_TIMEOUT_SECONDS = 30;
const DEFAULT_MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const JSON_TYPE = /^application\/(?:fhir\+json|json|json\+fhir)\s*(?:;|$)/i;

/**
 * fhir-kit-client with what it lacks: a time limit, retries, a size limit, no redirects, no other server, and a token it never sees.
 * One request at a time.
 */
export class FhirServer {
  readonly base: URL;
  private readonly limits: ConnectionLimits;
  private readonly tokens: Tokens | undefined;
  private token: string | undefined;
  /** Why the request under way was stopped by ourselves. */
  private readonly cuts: FhirFault[] = [];
  private open: { readonly agent: Agent; readonly client: Client; readonly credentials: string } | undefined;

  constructor(
    private readonly transport: FhirTransport,
    private readonly clock: Clock,
    /** From 0 to 1: how the pauses between attempts are spread. */
    private readonly chance: () => number = Math.random,
  ) {
    this.base = new URL(transport.url);
    const timeoutMs = (transport.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
    this.limits = { timeoutMs, maxResponseBytes: transport.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES };
    this.tokens = transport.oauth === undefined ? undefined : openTokens(transport.oauth, { clock, timeoutMs });
  }

  /** Reads the files of mutual TLS again, and connects anew when they have changed. @throws FhirFault `key.unreadable` */
  async refresh(): Promise<void> {
    const files = await readTlsFiles(this.transport.tls ?? {});
    const credentials = JSON.stringify(files);
    if (this.open?.credentials === credentials) return;
    const former = this.open?.agent;
    const agent = openAgent(files, this.limits);
    const dispatcher = guarded(agent, this.base, {
      bearer: () => this.token,
      maxResponseBytes: this.limits.maxResponseBytes,
      cutting: (fault) => {
        this.cuts.push(fault);
      },
    });
    const requestOptions = { redirect: 'error', dispatcher } as Record<string, unknown>;
    // What a search found a minute ago is not asked for again: HAPI answers an equal search from a cache.
    const client = new Client({ baseUrl: this.base.href, requestOptions, customHeaders: { 'cache-control': 'no-cache' } });
    this.open = { agent, client, credentials };
    await former?.close();
  }

  /**
   * Asks, and asks again what may be over in a moment; a token that is not taken is renewed once.
   * @throws FhirFault; nothing thrown holds an address or a value
   */
  async ask(ask: Ask, stop: AbortSignal): Promise<Answered> {
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(ask, stop);
      } catch (error) {
        const fault = faultOfNetwork(error);
        if (stop.aborted) throw fault;
        if (fault.code === 'fhir.unauthorized' && this.tokens !== undefined && this.token !== undefined && !renewed) {
          renewed = true;
          this.tokens.forget(this.token);
          continue;
        }
        const wait = waitBefore(fault, attempt, this.chance());
        if (wait === undefined) throw fault;
        await pause(wait, undefined, { signal: stop }).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    await this.open?.agent.destroy();
    this.open = undefined;
  }

  private async once(ask: Ask, stop: AbortSignal): Promise<Answered> {
    if (this.open === undefined) await this.refresh();
    if (this.open === undefined) throw new FhirFault('fhir.unreachable');
    const { agent, client } = this.open;
    this.token = await this.tokens?.current(agent);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.limits.timeoutMs)]);
    let resource: FhirResource | undefined;
    this.cuts.length = 0;
    try {
      resource = await ask(client, { signal });
    } catch (error) {
      throw this.cuts[0] ?? this.faultOf(error);
    }
    // What was cut off can still look like an answer that ended.
    const [cut] = this.cuts;
    if (cut !== undefined) throw cut;
    if (resource === undefined) throw new FhirFault('fhir.not-fhir');
    return this.checked(resource);
  }

  /** An empty 200, or one of another kind, is never an answer. */
  private checked(resource: FhirResource): Answered {
    const headers = Client.httpFor(resource).response?.headers;
    if (!JSON_TYPE.test(headers?.get('content-type') ?? '')) throw new FhirFault('fhir.not-fhir');
    if (typeof resource.resourceType !== 'string') throw new FhirFault('fhir.response-cut');
    const date = Date.parse(headers?.get('date') ?? '');
    return { resource, serverTime: Number.isNaN(date) ? undefined : new Date(date) };
  }

  /** The library's error holds the URL and the body. */
  private faultOf(error: unknown): FhirFault {
    const config =
      typeof error === 'object' && error !== null && 'config' in error ? (error.config as LibraryConfig | undefined) : undefined;
    if (config?.status === undefined) return faultOfNetwork(error);
    const type = config.headers?.get('content-type') ?? '';
    if (config.status >= 200 && config.status < 300) return new FhirFault(JSON_TYPE.test(type) ? 'fhir.response-cut' : 'fhir.not-fhir');
    return faultOfStatus(config.status, config.headers?.get('retry-after'), this.clock.now());
  }
}

interface LibraryConfig {
  readonly status?: number;
  readonly headers?: Headers;
}
