import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { receiptOf, recordStatusOf } from '../../hub/receipts.js';
import type { Journal } from '../../journal/journal.js';
import { DeliveryWaits } from '../../publish/delivery-waits.js';
import { JOURNAL } from '../../tokens.js';
import { RequestRefused } from '../../security/refusal.js';
import { clientOf, Needs } from '../../security/rights.js';
import { problemOfOutcome, sendJson, sendProblem } from './answer.js';
import { Door } from './door.js';
import { waitForKafka } from './wait-for-kafka.js';

const SUBMISSION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const RECORD_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,99}$/;

/** Submissions, and what has become of them. */
@Controller('v1')
export class SubmissionsController {
  constructor(
    @Inject(Door) private readonly door: Door,
    @Inject(JOURNAL) readonly journal: Journal,
    @Inject(DeliveryWaits) readonly waits: DeliveryWaits,
  ) {}

  /** 202 with the receipt once everything is durable. With `Prefer: wait`, 200 once Kafka has acknowledged all of it, 202 when the time is over. */
  @Post('feeds/:feedId/submissions')
  @Needs('submit')
  async submit(@Param('feedId') feedId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const outcome = await this.door.take(request, feedId);
    if (outcome.kind !== 'receipt') {
      await sendProblem(request, reply, problemOfOutcome(outcome));
      return;
    }
    const { delivered, receipt } = await waitForKafka(this, { request, reply }, outcome.receipt);
    reply.status(delivered ? 200 : 202).header('location', `/v1/submissions/${receipt.submissionId}`);
    if (outcome.repeated) reply.header('idempotency-replayed', 'true');
    sendJson(reply, 'application/json', receiptOf(receipt));
  }

  /** The receipt as it stands now. Another client's submission and one that does not exist look the same. */
  @Get('submissions/:submissionId')
  @Needs('read-own')
  async receipt(
    @Param('submissionId') submissionId: string,
    @Query('from') from: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const start = startOf(from);
    const stored = SUBMISSION_ID.test(submissionId) ? await this.journal.receipt(submissionId, clientOf(request).id, start) : undefined;
    if (stored === undefined) throw new RequestRefused('submission.unknown');
    sendJson(reply, 'application/json', receiptOf(stored));
  }

  @Get('records/:recordId/status')
  @Needs('read-own')
  async recordStatus(@Param('recordId') recordId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const stored = RECORD_ID.test(recordId) ? await this.journal.recordStatus(recordId, clientOf(request).id) : undefined;
    if (stored === undefined) throw new RequestRefused('record.unknown');
    sendJson(reply, 'application/json', recordStatusOf(stored));
  }
}

function startOf(from: unknown): number {
  if (from === undefined) return 1;
  if (typeof from === 'string' && /^[1-9]\d{0,8}$/.test(from)) return Number(from);
  throw new RequestRefused('request.parameter', [
    { code: 'format.value', severity: 'error', location: 'query.from', rule: 'a position from 1' },
  ]);
}
