import { readFile } from 'node:fs/promises';
import { Agent, type Dispatcher } from 'undici';
import type { FhirTls } from '../../config/transports/fhir.js';
import { FhirFault, type FhirFaultCode } from './fhir-fault.js';
import { isWithin } from './own-address.js';

export interface ConnectionLimits {
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Contents of the files of mutual TLS. */
export interface TlsFiles {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

/** @throws FhirFault `key.unreadable` */
export async function readTlsFiles({ certificateFile, keyFile, caFile }: FhirTls): Promise<TlsFiles> {
  const [cert, key, ca] = await Promise.all([certificateFile, keyFile, caFile].map(readKeyFile));
  return { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }), ...(ca === undefined ? {} : { ca }) };
}

/** @throws FhirFault `key.unreadable`, which does not say where the file lies */
export async function readKeyFile(path: string | undefined): Promise<string | undefined> {
  try {
    return path === undefined ? undefined : await readFile(path, 'utf8');
  } catch {
    throw new FhirFault('key.unreadable');
  }
}

/** @throws FhirFault `key.unreadable` for a certificate or key that is none */
export function openAgent(files: TlsFiles, { timeoutMs, maxResponseBytes }: ConnectionLimits): Agent {
  return new Agent({
    connect: { timeout: timeoutMs, ...files },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // A backstop, for what is asked of the authorization server; FHIR responses are measured by `measured`.
    maxResponseSize: maxResponseBytes + 1024 * 1024,
  });
}

/**
 * The only road from fhir-kit-client to the network. Whatever the library is made to ask for, nothing leaves for another server than
 * the feed's own; and the token is added here, behind that check, so that the library never has it to send, log or keep.
 */
export function guarded(agent: Agent, base: URL, guard: Guard): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    const url = new URL(options.path, options.origin);
    if (!isWithin(base, url)) {
      const fault = new FhirFault('fhir.foreign-address');
      guard.cutting(fault);
      throw fault;
    }
    return dispatch({ ...options, headers: withBearer(options.headers, guard.bearer()) }, measured(handler, guard));
  });
}

function withBearer(headers: Dispatcher.DispatchOptions['headers'], token: string | undefined): Record<string, string> {
  const named = Object.entries((headers ?? {}) as Readonly<Record<string, string>>).map(([name, value]) => [name.toLowerCase(), value]);
  const own = { 'accept-encoding': 'identity', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  return { ...(Object.fromEntries(named) as Record<string, string>), ...own };
}

/** What a guarded connection adds and allows. */
export interface Guard {
  readonly bearer: () => string | undefined;
  readonly maxResponseBytes: number;
  /** Told why nothing is asked, or a response is cut off: `fetch` does not hand on every reason. */
  readonly cutting: (fault: FhirFault) => void;
}

/** Measures a response while it comes. A compressed one would be measured only when it has gone off; none was asked for. */
function measured(handler: Dispatcher.DispatchHandler, { maxResponseBytes: most, cutting }: Guard): Dispatcher.DispatchHandler {
  let size = 0;
  let ended = false;
  const end = (controller: Dispatcher.DispatchController, code: FhirFaultCode): void => {
    if (ended) return;
    ended = true;
    const fault = new FhirFault(code);
    cutting(fault);
    controller.pause();
    // fetch loses an abort that comes in the same turn as the headers, and would wait for the rest for ever.
    setImmediate(() => {
      controller.abort(fault);
    });
  };
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, ...upgrade) => handler.onRequestUpgrade?.(controller, ...upgrade),
    onResponseStart: (controller, status, headers, message) => {
      const encoding = headers['content-encoding'];
      if (encoding !== undefined && encoding !== 'identity') end(controller, 'fhir.response-encoded');
      else if (Number(headers['content-length'] ?? 0) > most) end(controller, 'fhir.response-too-large');
      else handler.onResponseStart?.(controller, status, headers, message);
    },
    onResponseData: (controller, chunk) => {
      size += chunk.length;
      if (size > most) end(controller, 'fhir.response-too-large');
      if (!ended) handler.onResponseData?.(controller, chunk);
    },
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}
