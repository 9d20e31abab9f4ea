import type { Readable } from 'node:stream';
import { Controller, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { DEFAULT_LIMITS } from '@mash-gateway/adapters';
import { fetchTriggers } from '@mash-gateway/adapters/fhir-r4';
import type { FastifyRequest } from 'fastify';
import { RequestRefused } from '../../security/refusal.js';
import { Needs } from '../../security/rights.js';
import { contentTypeOf } from '../take/content-type.js';
import { Notifications } from './notifications.js';

/** A notification is small; a larger body is a record carried along, which is not taken from here. */
const MOST_BYTES = 1024 * 1024;

/**
 * Where a FHIR server or a notification service says that something changed: rest-hook Subscriptions (FHIR R4 Subscription; HAPI puts
 * the resource below the hook), subscription notifications and MNS events. Whatever the body holds, it is a reason to fetch and never
 * the record.
 */
@Controller('fhir')
export class NotifyController {
  constructor(@Inject(Notifications) private readonly notifications: Notifications) {}

  @Post(':feedId/notify')
  @Needs('submit')
  @HttpCode(202)
  async posted(@Param('feedId') feedId: string, @Req() request: FastifyRequest): Promise<void> {
    await this.notified(feedId, request);
  }

  @Put(':feedId/notify')
  @Needs('submit')
  @HttpCode(202)
  async put(@Param('feedId') feedId: string, @Req() request: FastifyRequest): Promise<void> {
    await this.notified(feedId, request);
  }

  @Put(':feedId/notify/:type/:id')
  @Needs('submit')
  @HttpCode(202)
  async hooked(@Param() { feedId, type, id }: Hooked, @Req() request: FastifyRequest): Promise<void> {
    this.mustTake(feedId);
    await readSome(request);
    await this.notifications.take(feedId, [`${type}/${id}`]);
  }

  private async notified(feedId: string, request: FastifyRequest): Promise<void> {
    this.mustTake(feedId);
    const bytes = await readSome(request);
    const triggers = bytes === undefined || bytes.length === 0 ? [] : await triggersIn(bytes, request.headers['content-type']);
    await this.notifications.take(feedId, triggers);
  }

  private mustTake(feedId: string): void {
    if (!this.notifications.takes(feedId)) throw new RequestRefused('feed.unknown');
  }
}

interface Hooked {
  readonly feedId: string;
  readonly type: string;
  readonly id: string;
}

/** What a notification names; empty for a ping, a resource, or whatever cannot be read. */
async function triggersIn(bytes: Uint8Array, contentType: string | undefined): Promise<readonly string[]> {
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield await Promise.resolve(bytes);
  };
  const input = { ...contentTypeOf(contentType ?? 'application/fhir+json'), size: bytes.length, open };
  const triggers = await fetchTriggers(input, { limits: DEFAULT_LIMITS });
  return triggers.flatMap(({ reference }) => (reference === undefined ? [] : [reference.reveal()]));
}

/** The body; undefined for one that is too large to be a notification, which is read to its end all the same. */
async function readSome(request: FastifyRequest): Promise<Uint8Array | undefined> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of (request.body as Readable | undefined) ?? request.raw) {
    size += (chunk as Buffer).length;
    if (size > FAR_TOO_LARGE) throw new RequestRefused('body.too-large');
    if (size <= MOST_BYTES) kept.push(chunk as Buffer);
  }
  return size <= MOST_BYTES ? Buffer.concat(kept) : undefined;
}

const FAR_TOO_LARGE = 64 * 1024 * 1024;
