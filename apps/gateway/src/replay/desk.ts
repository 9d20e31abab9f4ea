import { closeDeadLetter, type By } from '../dead-letters/close-dead-letter.js';
import type { DeadLetter, DeadLetterSelection } from '../dead-letters/dead-letter.js';
import { findDeadLetter, listDeadLetters, type Page } from '../dead-letters/list-dead-letters.js';
import { openDeadLetter, type OpenedDeadLetter } from '../dead-letters/open-dead-letter.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import { askReplay } from './ask-replay.js';
import { readReplay } from './read-replay.js';
import type { Replay, ReplayRequest } from './replay.js';

/** Where a person looks at dead letters and asks for what is to be done with them: over HTTP and from the command line alike. */
export interface Desk {
  list(selection: DeadLetterSelection, page?: Page): Promise<readonly DeadLetter[]>;
  find(id: number): Promise<DeadLetter | undefined>;
  /** What it holds; that it was opened is in the audit chain first. */
  open(letter: DeadLetter, actor: string): Promise<OpenedDeadLetter>;
  /** Durable when it resolves; undefined when no open dead letter fits. */
  replay(request: ReplayRequest): Promise<Replay | undefined>;
  receipt(replayId: string, from?: number): Promise<Replay | undefined>;
  /** Closes one of which nothing will come. False when there is no such open dead letter. */
  discard(id: number, by: By): Promise<boolean>;
}

export function openDesk(tools: OutboxTools): Desk {
  const { pool } = tools;
  return {
    list: (selection, page) => listDeadLetters(pool, selection, page),
    find: (id) => findDeadLetter(pool, id),
    open: (letter, actor) => openDeadLetter(tools, letter, actor),
    async replay(request) {
      const id = await askReplay(tools, request);
      return id === undefined ? undefined : readReplay(pool, id);
    },
    receipt: (replayId, from) => readReplay(pool, replayId, from),
    discard: (id, by) => closeDeadLetter(tools, id, { state: 'discarded' }, by),
  };
}

/**
 * A reason as the audit chain may keep it: a reference such as the number of a change. Words could name a child, and a long number could be
 * one's own.
 */
export function isReference(reason: string): boolean {
  return /^[A-Za-z][A-Za-z0-9._:/#-]{0,79}$/.test(reason) && !/\d{8}/.test(reason);
}
