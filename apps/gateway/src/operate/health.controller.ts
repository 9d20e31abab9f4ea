import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendJson } from '../intake/http/answer.js';
import type { Authenticator } from '../security/authentication.js';
import { Needs } from '../security/rights.js';
import { AUTHENTICATOR, MEASURES, READINESS } from '../tokens.js';
import type { Readiness, Reason } from './health.js';
import type { Measures } from './metrics.js';

/** Whether the process runs, whether it can do its work, and its figures. */
@Controller()
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: () => Promise<Readiness>,
    @Inject(MEASURES) private readonly measures: Measures,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

  @Get('health/live')
  @Needs('public')
  live(@Res() reply: FastifyReply): void {
    sendJson(reply, 'application/json', { status: 'live' });
  }

  /** Codes for everybody; recipients, agreements and counts only for who may operate, which without authentication is everybody. */
  @Get('health/ready')
  @Needs('public')
  async ready(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { ready, reasons, alarms } = await this.readiness();
    const told = (await this.mayOperate(request)) ? (reason: Reason) => reason : codeOnly;
    reply.status(ready ? 200 : 503);
    sendJson(reply, 'application/json', { status: ready ? 'ready' : 'not-ready', reasons: reasons.map(told), alarms: alarms.map(told) });
  }

  @Get('metrics')
  @Needs('operate')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    reply.header('content-type', this.measures.contentType).send(await this.measures.text());
  }

  private async mayOperate(request: FastifyRequest): Promise<boolean> {
    const answer = await this.authenticator.authenticate(request.headers.authorization);
    return answer.kind === 'client' && answer.client.rights.has('operate');
  }
}

function codeOnly({ code }: Reason): Reason {
  return { code, message: 'More is told to a client with the right to operate.' };
}
