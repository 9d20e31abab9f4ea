import { arch, release, type as osName } from 'node:os';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { chunkRange, isChunk, totalChunks } from './chunk-range.js';
import type { MeshConnection } from './mesh-connection.js';
import { MeshFault } from './mesh-fault.js';
import { openMessage, type MeshMessage } from './message.js';
import { faultOfError } from './policy.js';
import { smallJson } from './small-json.js';

/** One page of the inbox. */
export interface InboxPage {
  /** Ids of the messages, oldest first. */
  readonly messages: readonly string[];
  /** Where the next page begins. */
  readonly next?: string;
}

const SHORT_MS = 2 * 60 * 1000;
/** A chunk is at most 100 MB; a connection that takes longer than this for one will not get there. */
const DOWNLOAD_MS = 60 * 60 * 1000;
const MAX_ID_LENGTH = 200;

/** What the gateway asks of a mailbox (MESH API, "Inbox poll cycle"). */
export class Mailbox {
  constructor(
    private readonly connection: MeshConnection,
    private readonly stopping: AbortSignal,
  ) {}

  /** Shows that the mailbox is in use; due once in 24 hours ("Validate a mailbox"). */
  async validate(): Promise<void> {
    const headers = {
      'mex-clientversion': 'mash-gateway==1',
      'mex-osname': osName(),
      'mex-osversion': release(),
      'mex-osarchitecture': arch(),
      'content-length': '0',
    };
    await drained(await this.connection.ask({ method: 'POST', path: [], headers, within: SHORT_MS, signal: this.stopping }));
  }

  /** @param from `next` of the page before */
  async inbox(from?: string): Promise<InboxPage> {
    const query = from === undefined ? {} : { continue_from: from };
    const answer = await this.connection.ask({ method: 'GET', path: ['inbox'], query, within: SHORT_MS, signal: this.stopping });
    return inboxPage(await smallJson(answer));
  }

  /** Begins to download; the chunks after the first are asked for when the body has been read that far. */
  async message(id: string): Promise<MeshMessage> {
    const first = await this.chunk(id, 1);
    const total = totalChunks(first.statusCode ?? 0, chunkRange(one(first, 'mex-chunk-range')));
    if (total === undefined) {
      first.destroy();
      throw new MeshFault('mesh.answer');
    }
    return openMessage(first, total, (number) => this.laterChunk(id, number, total));
  }

  /** Takes the message out of the inbox for good. Not given up when the gateway stops: what it says is true by then. */
  async acknowledge(id: string): Promise<void> {
    const path = ['inbox', id, 'status', 'acknowledged'];
    await drained(await this.connection.ask({ method: 'PUT', path, headers: { 'content-length': '0' }, within: SHORT_MS }));
  }

  private async laterChunk(id: string, number: number, total: number): Promise<IncomingMessage> {
    const answer = await this.chunk(id, number);
    if (isChunk({ number, total }, answer.statusCode ?? 0, chunkRange(one(answer, 'mex-chunk-range')))) return answer;
    answer.destroy();
    throw new MeshFault('mesh.answer');
  }

  private chunk(id: string, number: number): Promise<IncomingMessage> {
    const path = number === 1 ? ['inbox', id] : ['inbox', id, String(number)];
    return this.connection.ask({ method: 'GET', path, within: DOWNLOAD_MS, signal: this.stopping });
  }
}

/** A header as one text; MESH says each once. */
function one(answer: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws MeshFault mesh.answer when it is not a page of an inbox */
export function inboxPage(json: unknown): InboxPage {
  const { messages, links } = record(json);
  if (!Array.isArray(messages) || !messages.every(isId)) throw new MeshFault('mesh.answer');
  const { next } = links === undefined || links === null ? {} : record(links);
  if (typeof next !== 'string' || next === '') return { messages };
  // Only where the next page begins is taken from the link, never the address to ask.
  const from = URL.canParse(next, 'https://mesh.invalid') ? new URL(next, 'https://mesh.invalid').searchParams.get('continue_from') : null;
  if (from === null || from === '') throw new MeshFault('mesh.answer');
  return { messages, next: from };
}

function record(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null) throw new MeshFault('mesh.answer');
  return json as Readonly<Record<string, unknown>>;
}

function isId(value: unknown): value is string {
  // Dots alone would be another path.
  return typeof value === 'string' && value.length <= MAX_ID_LENGTH && /[^.]/.test(value);
}

/** Reads an answer whose body says nothing to its end, so that its connection can be used again. */
async function drained(answer: IncomingMessage): Promise<void> {
  try {
    await finished(answer.resume());
  } catch (error) {
    throw faultOfError(error, true);
  }
}
