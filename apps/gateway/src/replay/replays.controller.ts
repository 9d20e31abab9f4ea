import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendJson } from '../intake/http/answer.js';
import { RequestRefused } from '../security/refusal.js';
import { clientOf, Needs } from '../security/rights.js';
import { DESK } from '../tokens.js';
import { replayAnswer } from './answers.js';
import type { Desk } from './desk.js';
import { bytesOf, itemOfQuery, jsonOf, replayRequestOf } from './requests.js';

const MAX_REQUEST_BYTES = 256 * 1024;
const REPLAY_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Replays of dead letters: asked for, and how they stand. */
@Controller('v1/replays')
export class ReplaysController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  /** 202 once the replay is durable; it is worked on in the background. */
  @Post()
  @Needs('operate')
  async replay(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await bytesOf((request.body as Readable | undefined) ?? request.raw, MAX_REQUEST_BYTES);
    const asked = await this.desk.replay(replayRequestOf(jsonOf(bytes), clientOf(request).id));
    if (asked === undefined) throw new RequestRefused('replay.nothing');
    reply.status(202).header('location', `/v1/replays/${asked.id}`);
    sendJson(reply, 'application/json', replayAnswer(asked));
  }

  @Get(':replayId')
  @Needs('operate')
  async receipt(
    @Param('replayId') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = itemOfQuery(query);
    const found = REPLAY_ID.test(id) ? await this.desk.receipt(id, from) : undefined;
    if (found === undefined) throw new RequestRefused('replay.unknown');
    sendJson(reply, 'application/json', replayAnswer(found));
  }
}
