import { problem, problemOf, PROBLEM_MEDIA_TYPE, type Problem, type ProblemCode } from '@mash-gateway/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { drain } from './drain.js';
import { operationOutcomeOf } from '../fhir/operation-outcome.js';
import type { IntakeOutcome } from '../outcome.js';

/** Seconds after which a sender should try again what could not be taken now. */
const RETRY_AFTER = '5';

/** The problem of a refused or declined outcome, ready to answer with. */
export function problemOfOutcome(outcome: Exclude<IntakeOutcome, { readonly kind: 'receipt' }>): Problem {
  return outcome.kind === 'declined' ? problem(outcome.code) : problemOf(outcome.issues);
}

/**
 * Answers with a problem: RFC 9457 on the API, an OperationOutcome on FHIR. Reads the rest of a body first, within bounds,
 * so that a sender still sending sees the answer and not a broken connection.
 */
export async function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Problem): Promise<void> {
  const wholeBody = await drain(request.raw);
  const instance = `urn:uuid:${request.id}`;
  if (!wholeBody) reply.header('connection', 'close');
  if (refusal.status === 503 || refusal.status === 429 || refusal.code === 'request.in-progress') reply.header('retry-after', RETRY_AFTER);
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer realm="mash-gateway"');
  reply.status(refusal.status);
  if (request.url.startsWith('/fhir/')) sendJson(reply, 'application/fhir+json', operationOutcomeOf(refusal, instance));
  else sendJson(reply, PROBLEM_MEDIA_TYPE, { ...refusal, instance });
}

/** Answers with JSON under its exact media type. */
export function sendJson(reply: FastifyReply, mediaType: string, body: unknown): void {
  reply.header('content-type', `${mediaType}; charset=utf-8`).send(JSON.stringify(body));
}

/** The catalogue's words for the status codes that the HTTP layer itself can give. */
export function problemCodeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 400:
    case 414:
      return 'request.malformed';
    case 404:
      return 'request.not-found';
    case 405:
      return 'request.method';
    case 408:
      return 'request.timeout';
    case 413:
      return 'body.too-large';
    case 415:
      return 'body.media-type';
    case 431:
      return 'request.headers-too-large';
    case 503:
      return 'gateway.stopping';
    default:
      return 'gateway.fault';
  }
}
