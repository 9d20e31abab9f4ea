import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { csvTemplate } from '@mash-gateway/adapters/concern-form';
import type { Issue } from '@mash-gateway/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import { problemOfOutcome } from '../intake/http/answer.js';
import { Door } from '../intake/http/door.js';
import type { Journal } from '../journal/journal.js';
import { problemOfError } from '../operate/problem-of-error.js';
import { RequestRefused } from '../security/refusal.js';
import { clientOf, Needs } from '../security/rights.js';
import { CLOCK, JOURNAL } from '../tokens.js';
import { FIELDS, faultsOf, readSentForm, type Answers, type FormFault, type SentForm } from './form-answers.js';
import { formPage } from './form-page.js';
import { receivedPage, sentence } from './received-page.js';
import { isSameOrigin } from './same-origin.js';
import { FORM_STYLE } from './style.js';
import { formTime } from './form-time.js';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const SUBMISSION_ID = /^[0-9a-f-]{36}$/;

/** The form for agencies that have no system to send from, and its template for a spreadsheet. */
@Controller('forms')
export class FormsController {
  constructor(
    @Inject(Door) private readonly door: Door,
    @Inject(JOURNAL) private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('style.css')
  @Needs('public')
  style(@Res() reply: FastifyReply): void {
    reply.header('content-type', 'text/css; charset=utf-8').send(FORM_STYLE);
  }

  /** A new form, with a reference and a time that its sender may change. */
  @Get(':feedId')
  @Needs('submit')
  form(@Param('feedId') feedId: string, @Res() reply: FastifyReply): void {
    this.provePageOf(feedId);
    const token = randomUUID();
    const answers = { formReference: `WEB-${token.slice(0, 8).toUpperCase()}`, completedAt: formTime(this.clock.now()) };
    sendPage(reply, 200, formPage({ feedId, token, answers, faults: [] }));
  }

  @Get(':feedId/template.csv')
  @Needs('submit')
  template(@Param('feedId') feedId: string, @Res() reply: FastifyReply): void {
    this.provePageOf(feedId);
    reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="concern-form.csv"');
    reply.send(csvTemplate());
  }

  /** Takes the form like any other submission, then leads to a page that may be loaded again without sending it again. */
  @Post(':feedId')
  @Needs('submit')
  async send(@Param('feedId') feedId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.provePageOf(feedId);
    if (!isSameOrigin(request.headers)) throw new RequestRefused('request.not-allowed');
    if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== FORM_TYPE) throw new RequestRefused('body.media-type');
    const sent = await readSentForm((request.body as Readable | undefined) ?? request.raw);
    if (sent === undefined) throw new RequestRefused('body.too-large');
    const faults = faultsOf(sent.answers);
    if (faults.length > 0) sendAgain(reply, 422, { feedId, sent, faults });
    else await this.take(feedId, sent, { request, reply });
  }

  @Get(':feedId/received/:submissionId')
  @Needs('submit')
  async received(@Param() { feedId, submissionId }: Received, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.provePageOf(feedId);
    const receipt = SUBMISSION_ID.test(submissionId) ? await this.journal.receipt(submissionId, clientOf(request).id) : undefined;
    if (receipt?.feedId !== feedId) throw new RequestRefused('submission.unknown');
    sendPage(reply, 200, receivedPage(feedId, receipt));
  }

  private async take(feedId: string, sent: SentForm, { request, reply }: Exchange): Promise<void> {
    const { answers, token } = sent;
    try {
      const outcome = await this.door.takeMade(request, feedId, {
        contentType: 'application/json',
        idempotencyKey: token,
        body: Readable.from([Buffer.from(JSON.stringify(answers))]),
      });
      if (outcome.kind === 'receipt') {
        reply.status(303).header('location', `/forms/${feedId}/received/${outcome.receipt.submissionId}`).send();
        return;
      }
      const { status, code, issues = [] } = problemOfOutcome(outcome);
      // The token was used for other answers: the page goes out with a new one, and sending it once more is meant.
      const next = code === 'idempotency.conflict' ? { answers, token: undefined } : sent;
      sendAgain(reply, status, { feedId, sent: next, faults: code === 'idempotency.conflict' ? [ALREADY_SENT] : issues.map(faultOf) });
    } catch (error) {
      const { status } = problemOfError(error);
      // Whoever filled in a page of questions keeps the answers, and is told that nobody else has them yet.
      if (status < 500) throw error;
      reply.header('retry-after', '5');
      sendAgain(reply, status, { feedId, sent, faults: [NOT_NOW] });
    }
  }

  /** A feed of another adapter has no form. */
  private provePageOf(feedId: string): void {
    if (this.door.feed(feedId).adapter !== 'concern-form') throw new RequestRefused('feed.unknown');
  }
}

interface Received {
  readonly feedId: string;
  readonly submissionId: string;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const ALREADY_SENT: FormFault = {
  text: 'You have sent this form before, with other answers. If you mean to correct it, change the time and send it again.',
};
const NOT_NOW: FormFault = {
  text: 'Your form could not be kept just now, and nobody has seen it. Your answers are still here: send it again in a moment.',
};

function faultOf(issue: Issue): FormFault {
  const field = issue.location.replace(/^\//, '');
  return { ...(FIELDS.has(field) ? { field } : {}), text: sentence(issue) };
}

function sendAgain(
  reply: FastifyReply,
  status: number,
  {
    feedId,
    sent,
    faults,
  }: {
    readonly feedId: string;
    readonly sent: { readonly answers: Answers; readonly token: string | undefined };
    readonly faults: readonly FormFault[];
  },
): void {
  sendPage(reply, status, formPage({ feedId, token: sent.token ?? randomUUID(), answers: sent.answers, faults }));
}

function sendPage(reply: FastifyReply, status: number, page: string): void {
  reply.status(status).header('content-type', 'text/html; charset=utf-8').send(page);
}
