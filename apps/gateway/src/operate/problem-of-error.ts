import { HttpException } from '@nestjs/common';
import { problem, type Problem } from '@mash-gateway/contracts';
import { problemCodeOfStatus } from '../intake/http/answer.js';
import { JournalUnavailable } from '../journal/faults.js';
import { RequestRefused } from '../security/refusal.js';

/** What the sender is told of something thrown: a problem of the catalogue, never the error's own words. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof RequestRefused) return problem(error.code, { issues: error.issues });
  if (error instanceof JournalUnavailable) return problem('gateway.unavailable');
  return problem(problemCodeOfStatus(statusOf(error)));
}

/** Nest's and Fastify's own errors say which status they stand for. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}
