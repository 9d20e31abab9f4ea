import { Readable } from 'node:stream';
import type { Issue } from '@mash-gateway/contracts';
import type { ConsumedMessage } from '@mash-gateway/kafka';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { KafkaTransport } from '../../config/transports/kafka.js';
import { JournalUnavailable } from '../../journal/faults.js';
import type { Incoming } from '../incoming.js';
import type { IntakeOutcome } from '../outcome.js';
import type { Reception } from '../reception.js';
import { clientOfFeed } from '../ways/way-in.js';
import { contentEncodingOf, contentTypeOf, idempotencyKeyOf } from './record-headers.js';

export interface Taker {
  readonly feed: FeedConfig;
  readonly transport: KafkaTransport;
  readonly reception: Pick<Reception, 'take'>;
}

/** A message that the gateway itself fails over is tried so often before it is set aside. */
const TRIES = 5;

/**
 * Takes one Kafka message as one submission. Resolves once it is durable: accepted, or refused and kept as a dead letter; only then may
 * its offset be committed.
 * @throws JournalUnavailable, or whatever else went wrong: give it again
 */
export async function takeRecord(message: ConsumedMessage, attempt: number, taker: Taker): Promise<IntakeOutcome> {
  const objection = objectionTo(message, taker.transport);
  if (objection !== undefined) return refuse(message, objection, taker);
  try {
    const outcome = await taker.reception.take(incoming(message, taker));
    return outcome.kind === 'declined' ? await declinedAs(outcome.code, message, taker) : outcome;
  } catch (error) {
    if (error instanceof JournalUnavailable || error instanceof StillTaken || attempt < TRIES) throw error;
    // The gateway fails over this message again and again: kept, it can be sent again once that is mended, and blocks nobody meanwhile.
    return refuse(message, UNMANAGEABLE, taker);
  }
}

function objectionTo(message: ConsumedMessage, { withoutKey = 'refuse' }: KafkaTransport): Issue | undefined {
  if (message.value === null) return TOMBSTONE;
  if ((message.key === null || message.key.length === 0) && withoutKey === 'refuse') return NO_KEY;
  return ENCODINGS.has(contentEncodingOf(message) ?? 'identity') ? undefined : ENCODING;
}

async function declinedAs(code: string, message: ConsumedMessage, taker: Taker): Promise<IntakeOutcome> {
  switch (code) {
    case 'request.in-progress':
      throw new StillTaken();
    case 'idempotency.conflict':
      // Another message of this name, though names do not repeat: taken by its bytes alone.
      return taker.reception.take({ ...incoming(message, taker), idempotencyKey: undefined });
    default:
      return refuse(message, UNMANAGEABLE, taker);
  }
}

/** Hands it over only to be refused: counted, told and kept like every refusal. */
function refuse(message: ConsumedMessage, issue: Issue, taker: Taker): Promise<IntakeOutcome> {
  const examine = (): Promise<Issue> => Promise.resolve(issue);
  return taker.reception.take({ ...incoming(message, taker), contentEncoding: undefined, idempotencyKey: undefined, examine });
}

function incoming(message: ConsumedMessage, { feed, transport }: Taker): Incoming {
  return {
    feed,
    clientId: clientOfFeed(feed),
    contentType: contentTypeOf(message, transport.contentType),
    contentEncoding: contentEncodingOf(message),
    idempotencyKey: idempotencyKeyOf(message),
    body: Readable.from(message.value === null || message.value.length === 0 ? [] : [message.value]),
    keepRefused: true,
  };
}

/** A handler that outlived its partition is at work on the same message. */
class StillTaken extends Error {
  override readonly name = 'StillTaken';
}

const ENCODINGS: ReadonlySet<string> = new Set(['identity', 'gzip', 'x-gzip']);
const TOMBSTONE: Issue = { code: 'body.empty', severity: 'error', location: 'value', rule: 'a value: a tombstone says nothing of a child' };
const NO_KEY: Issue = {
  code: 'format.missing',
  severity: 'error',
  location: 'key',
  rule: 'a key that is the same for all messages about a child: without it they have no order',
};
const ENCODING: Issue = { code: 'body.encoding', severity: 'error', location: 'content-encoding', rule: 'none, or gzip' };
const UNMANAGEABLE: Issue = { code: 'body.unreadable', severity: 'error', location: 'value', rule: 'the gateway failed over it' };
