import { entry, type CatalogueEntry } from './catalogue-entry.js';

/** Every problem of a request that is not an issue of its body. Closed, never renamed. */
export const REQUEST_CATALOGUE = {
  'request.malformed': entry(400, 'The request is not understood', 'Correct the request line or headers.'),
  'request.parameter': entry(400, 'A parameter of the request is not valid', 'Correct the parameter at the location.'),
  'request.credential-missing': entry(
    401,
    'The request carries no valid credential',
    'Obtain an access token and send it in Authorization.',
  ),
  'request.credential-expired': entry(401, 'The credential has expired', 'Obtain a new access token.'),
  'request.not-allowed': entry(403, 'The client may not do this', 'Ask the hub for the right, or use the feed that is yours.'),
  'request.not-found': entry(404, 'There is nothing at this address', 'Check the address against /openapi.json.'),
  'feed.unknown': entry(404, 'There is no such feed', 'Check the feed id in the address.'),
  'submission.unknown': entry(404, 'There is no such submission of this client', 'Check the submission id; only its sender sees it.'),
  'record.unknown': entry(404, 'There is no such record of this client', 'Check the record id; only its sender sees it.'),
  'letter.unknown': entry(404, 'There is no such dead letter', 'Check the id against the list of dead letters.'),
  'letter.body-gone': entry(410, 'The content of the dead letter is not kept any more', 'Ask the agency to send the message again.'),
  'replay.unknown': entry(404, 'There is no such replay', 'Check the id of the replay.'),
  'replay.nothing': entry(409, 'No open dead letter is among those asked for', 'Ask for other dead letters; nothing was done.'),
  'request.method': entry(405, 'The address does not take this method', 'Use a method that the Allow header names.'),
  'request.not-acceptable': entry(
    406,
    'The answer cannot be given in the format asked for',
    'Accept application/json or application/problem+json.',
  ),
  'request.timeout': entry(408, 'The body did not arrive in time', 'Send the whole message again; nothing of it was taken.'),
  'request.in-progress': entry(409, 'The same request is still being taken', 'Wait, then ask again with the same Idempotency-Key.'),
  'request.length-required': entry(411, 'The length of the body is not known', 'Send Content-Length or a chunked body.'),
  'request.content-encoding': entry(415, 'The Content-Encoding is not supported', 'Send the body as it is, or with gzip.'),
  'idempotency.key': entry(400, 'The Idempotency-Key is not valid', 'Send 1 to 128 visible ASCII characters, in double quotes or bare.'),
  'idempotency.conflict': entry(
    422,
    'The Idempotency-Key was used before for other bytes',
    'Use a new key for a new message, and the same key only for the same bytes.',
  ),
  'request.too-many': entry(429, 'Too many requests', 'Wait as long as Retry-After says.'),
  'request.headers-too-large': entry(431, 'The headers are too large', 'Send fewer or shorter headers.'),
  'gateway.fault': entry(
    500,
    'The gateway failed',
    'Send the message again; if it fails again, give the hub the instance of this problem.',
  ),
  'gateway.unavailable': entry(
    503,
    'The gateway cannot take the message now',
    'Send it again after the time in Retry-After; nothing of it was taken.',
  ),
  'gateway.stopping': entry(
    503,
    'The gateway is stopping',
    'Send the message again after the time in Retry-After; nothing of it was taken.',
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** A code of a request that was refused. */
export type RequestCode = keyof typeof REQUEST_CATALOGUE;
