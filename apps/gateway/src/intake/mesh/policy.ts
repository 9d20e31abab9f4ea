import { MeshFault, type MeshFaultCode } from './mesh-fault.js';

/** A server that asks for more patience than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 5 * 60 * 1000;

/** What a status of MESH means when the answer is not the one hoped for; undefined for 200 to 299. */
export function faultOfStatus(status: number, retryAfter?: string): MeshFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return new MeshFault('mesh.authentication');
  if (status === 404 || status === 410) return new MeshFault('mesh.gone');
  if (status === 429 || status === 503) return new MeshFault('mesh.busy', retryAfterMs(retryAfter));
  if (status >= 500) return new MeshFault('mesh.server');
  // A redirect is not followed: it would carry the token to wherever it points.
  return new MeshFault(status >= 400 ? 'mesh.request' : 'mesh.answer');
}

/** What an error of Node, TLS or the connection means. @param answering the answer had begun */
export function faultOfError(error: unknown, answering: boolean): MeshFault {
  if (error instanceof MeshFault) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (CERTIFICATE.test(code)) return new MeshFault('mesh.certificate');
  if (code === 'ETIMEDOUT') return new MeshFault('mesh.timeout');
  if (code.startsWith('HPE_') || code === 'ERR_STREAM_PREMATURE_CLOSE') return new MeshFault(answering ? 'mesh.cut' : 'mesh.answer');
  return new MeshFault(answering ? 'mesh.cut' : 'mesh.unreachable');
}

/** Whether a fault concerns the mailbox rather than one message, so that asking for the next message would be in vain. */
export function concernsMailbox(code: MeshFaultCode): boolean {
  return MAILBOX_FAULTS.has(code);
}

/**
 * How long to wait after so many failures in a row, in milliseconds: doubling up to five minutes or the time between polls, each time
 * a random half of it less, so that many gateways do not come back together.
 * @param random 0 to 1
 */
export function waitAfterFailure(
  failures: number,
  fault: Pick<MeshFault, 'code' | 'retryAfterMs'>,
  pollMs: number,
  random: number,
): number {
  const longest = Math.max(LAST_RETRY_MS, pollMs);
  // A refused token is not tried again and again: MESH counts such attempts.
  const first = fault.code === 'mesh.authentication' ? pollMs : Math.min(FIRST_RETRY_MS, pollMs);
  const doubled = Math.min(longest, first * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.max(fault.retryAfterMs ?? 0, Math.round(doubled * (1 - random / 2)));
}

const MAILBOX_FAULTS: ReadonlySet<MeshFaultCode> = new Set<MeshFaultCode>([
  'mesh.credentials',
  'mesh.certificate',
  'mesh.unreachable',
  'mesh.authentication',
  'mesh.busy',
  'mesh.stopped',
]);

/** OpenSSL's reasons as Node names them. */
const CERTIFICATE = /^(?:ERR_(?:SSL|TLS|OSSL)_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|PATH_LENGTH_|HOSTNAME_MISMATCH|EPROTO)/;

/** Seconds only; a date, which MESH is not known to send, is not taken (RFC 9110 §10.2.3). */
function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Math.min(MAX_RETRY_AFTER_MS, Number(header) * 1000) : undefined;
}
