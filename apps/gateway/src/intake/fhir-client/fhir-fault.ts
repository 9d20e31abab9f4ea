/** Everything that can keep a FHIR server from being read, as the status of its feed says it. */
export const FHIR_FAULTS = [
  'fhir.unreachable',
  'fhir.timeout',
  'fhir.response-cut',
  'fhir.response-too-large',
  'fhir.response-encoded',
  'fhir.redirected',
  'fhir.foreign-address',
  'fhir.not-fhir',
  'fhir.search-incomplete',
  'fhir.endless-paging',
  'fhir.page-expired',
  'fhir.absent',
  'fhir.busy',
  'fhir.unauthorized',
  'fhir.refused',
  'oauth.refused',
  'oauth.unavailable',
  'key.unreadable',
  'feed.declined',
] as const;
export type FhirFaultCode = (typeof FHIR_FAULTS)[number];

/** Why a FHIR server could not be read. Holds neither its address nor anything it said: both may name a child. */
export class FhirFault extends Error {
  override readonly name = 'FhirFault';

  constructor(
    readonly code: FhirFaultCode,
    /** What the server asked for by Retry-After, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(code);
  }
}

/** What may be over in a moment: asked again at once, a few times. Everything else waits for the next poll. */
const PASSING: ReadonlySet<FhirFaultCode> = new Set([
  'fhir.unreachable',
  'fhir.timeout',
  'fhir.response-cut',
  'fhir.busy',
  'oauth.unavailable',
]);

export function isPassing({ code }: FhirFault): boolean {
  return PASSING.has(code);
}

/** What an answer other than 2xx means (RFC 9110 §15; FHIR R4 §3.1.0). */
export function faultOfStatus(status: number, retryAfter: string | null | undefined, now: Date): FhirFault {
  if (status === 401) return new FhirFault('fhir.unauthorized');
  if (status === 404 || status === 410) return new FhirFault('fhir.absent');
  if (status === 408 || status === 429 || status >= 500) return new FhirFault('fhir.busy', retryAfterMs(retryAfter, now));
  return new FhirFault('fhir.refused');
}

const UNDICI: Readonly<Record<string, FhirFaultCode>> = {
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'fhir.response-too-large',
  UND_ERR_HEADERS_TIMEOUT: 'fhir.timeout',
  UND_ERR_BODY_TIMEOUT: 'fhir.timeout',
  UND_ERR_CONNECT_TIMEOUT: 'fhir.timeout',
  UND_ERR_SOCKET: 'fhir.response-cut',
};

/** What a failure below HTTP means; `fetch` hides it in a chain of causes. */
export function faultOfNetwork(error: unknown): FhirFault {
  let fallback: FhirFaultCode = 'fhir.unreachable';
  for (
    let at = error as Cause | null | undefined, depth = 0;
    typeof at === 'object' && at !== null && depth < 6;
    at = at.cause, depth += 1
  ) {
    if (at instanceof FhirFault) return at;
    if (at.name === 'TimeoutError') return new FhirFault('fhir.timeout');
    if (at.message === 'unexpected redirect') return new FhirFault('fhir.redirected');
    const code = typeof at.code === 'string' ? UNDICI[at.code] : undefined;
    if (code !== undefined) return new FhirFault(code);
    if (at.message === 'terminated') fallback = 'fhir.response-cut';
  }
  return new FhirFault(fallback);
}

/** What is thrown by `fetch` and what caused it. */
interface Cause {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: Cause | null;
}

/** Seconds or a date (RFC 9110 §10.2.3); nothing else is believed. */
function retryAfterMs(value: string | null | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
