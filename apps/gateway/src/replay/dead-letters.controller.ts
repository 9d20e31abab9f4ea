import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { sendJson } from '../intake/http/answer.js';
import { RequestRefused } from '../security/refusal.js';
import { clientOf, Needs } from '../security/rights.js';
import { DESK } from '../tokens.js';
import { deadLetterAnswer, deadLetterListAnswer, replayAnswer } from './answers.js';
import type { Desk } from './desk.js';
import { bytesOf, pageOfQuery, reasonOf, selectionOfQuery } from './requests.js';

/** Most bytes of a corrected body. */
const MAX_CORRECTION_BYTES = 32 * 1024 * 1024;

/** Dead letters, for the people who run the gateway. */
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  @Needs('operate')
  async list(@Query() query: Readonly<Record<string, unknown>>, @Res() reply: FastifyReply): Promise<void> {
    const page = pageOfQuery(query);
    const letters = await this.desk.list(selectionOfQuery(query), { ...page, limit: page.limit + 1 });
    sendJson(reply, 'application/json', deadLetterListAnswer(letters, page.limit));
  }

  @Get(':deadLetterId')
  @Needs('operate')
  async show(@Param('deadLetterId') id: string, @Res() reply: FastifyReply): Promise<void> {
    sendJson(reply, 'application/json', deadLetterAnswer(await this.letter(id)));
  }

  /** Personal data: a right of its own, and noted in the audit chain before a byte is sent. */
  @Get(':deadLetterId/body')
  @Needs('read-bodies')
  async body(@Param('deadLetterId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.desk.open(await this.letter(id), clientOf(request).id);
    if (opened.kind === 'gone') throw new RequestRefused('letter.body-gone');
    if (opened.kind === 'record') sendJson(reply, 'application/json', opened.body);
    // A page must not take it for something to show: the sender named any media type it liked.
    else await reply.header('content-type', 'application/octet-stream').send(Readable.from(opened.open()));
  }

  /** A corrected body in place of one that was refused whole: a new submission that names the dead letter it resolves. */
  @Post(':deadLetterId/corrections')
  @Needs('operate')
  async correct(
    @Param('deadLetterId') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const letter = await this.letter(id);
    const reason = reasonOf(query, 'query');
    const bytes = await bytesOf((request.body as Readable | undefined) ?? request.raw, MAX_CORRECTION_BYTES);
    const asked = await this.desk.replay({
      selection: { ids: [letter.id] },
      mapping: 'latest',
      by: { actor: clientOf(request).id, ...(reason === undefined ? {} : { reason }) },
      correction: { mediaType: request.headers['content-type'] ?? '', bytes },
    });
    if (asked === undefined) throw new RequestRefused('replay.nothing');
    reply.status(202).header('location', `/v1/replays/${asked.id}`);
    sendJson(reply, 'application/json', replayAnswer(asked));
  }

  private async letter(id: string): Promise<DeadLetter> {
    const letter = /^[1-9]\d{0,14}$/.test(id) ? await this.desk.find(Number(id)) : undefined;
    if (letter === undefined) throw new RequestRefused('letter.unknown');
    return letter;
  }
}
