import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@mash-gateway/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../intake/http/answer.js';
import { codeOf, type Log } from './log.js';
import type { Measures } from './metrics.js';
import { problemOfError } from './problem-of-error.js';

/** Answers everything thrown on the way of a request with a problem of the catalogue, and never with what was thrown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly measures: Measures,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = problemOfError(error);
    this.tell(error, refusal, request);
    if (!reply.sent) await sendProblem(request, reply, refusal);
  }

  private tell(error: unknown, { status, code }: Problem, request: FastifyRequest): void {
    const route = request.routeOptions.url ?? 'none';
    if (status < 500) {
      this.log.info('request.refused', { route, code, status });
      return;
    }
    this.measures.fault();
    this.log.error('request.fault', { route, code: codeOf(error), status });
  }
}
