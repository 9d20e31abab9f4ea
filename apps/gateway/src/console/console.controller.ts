import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { JournalState } from '../journal/journal.js';
import type { Readiness } from '../operate/health.js';
import { Needs } from '../security/rights.js';
import { CLOCK, CONFIG, JOURNAL_STATE, READINESS } from '../tokens.js';
import { statusPage } from './status-page.js';
import { STYLE } from './style.js';

/** Pages for the people who run the gateway. */
@Controller('console')
export class ConsoleController {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(READINESS) private readonly readiness: () => Promise<Readiness>,
    @Inject(JOURNAL_STATE) private readonly state: () => Promise<JournalState | undefined>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('operate')
  async status(@Res() reply: FastifyReply): Promise<void> {
    const [readiness, state] = await Promise.all([this.readiness(), this.state()]);
    const page = statusPage({ config: this.config, readiness, state, now: this.clock.now() });
    reply.header('content-type', 'text/html; charset=utf-8').send(page);
  }

  @Get('style.css')
  @Needs('public')
  style(@Res() reply: FastifyReply): void {
    reply.header('content-type', 'text/css; charset=utf-8').send(STYLE);
  }
}
