import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendJson } from '../intake/answer.js';
import { Needs } from '../security/rights.js';
import { MEASURES, READINESS } from '../tokens.js';
import type { Readiness } from './health.js';
import type { Measures } from './metrics.js';

/** Whether the process runs, whether it can do its work, and its figures. */
@Controller()
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: () => Promise<Readiness>,
    @Inject(MEASURES) private readonly measures: Measures,
  ) {}

  @Get('health/live')
  @Needs('public')
  live(@Res() reply: FastifyReply): void {
    sendJson(reply, 'application/json', { status: 'live' });
  }

  @Get('health/ready')
  @Needs('public')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { ready, reasons, alarms } = await this.readiness();
    reply.status(ready ? 200 : 503);
    sendJson(reply, 'application/json', { status: ready ? 'ready' : 'not-ready', reasons, alarms });
  }

  @Get('metrics')
  @Needs('operate')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    reply.header('content-type', this.measures.contentType).send(await this.measures.text());
  }
}
