import type { IntakeOutcome } from '../outcome.js';
import { JournalUnavailable } from '../../journal/faults.js';
import { codeOf } from '../../operate/log.js';
import type { Mailbox } from './mailbox.js';
import type { MeshMessage } from './message.js';
import { MeshFault } from './mesh-fault.js';
import { concernsMailbox } from './policy.js';

/** What a look into the inbox needs to know of the feed. */
export interface Collecting {
  readonly mailbox: Pick<Mailbox, 'inbox' | 'message' | 'acknowledge'>;
  /** Hands a message to intake; resolves when it is durable, or refused. */
  readonly take: (message: MeshMessage) => Promise<IntakeOutcome>;
  /** Whether messages of this workflow are this feed's. */
  readonly isOurs: (workflowId: string | undefined) => boolean;
  /**
   * Messages that stay in the mailbox until somebody else collects them or the gateway is started with other settings, and the fault that
   * they are, if they are one: they are not downloaded again. Kept up to date.
   */
  readonly left: Map<string, CollectFault | undefined>;
  /** False: stop after the message under way. */
  readonly goOn: () => boolean;
  readonly tell: CollectingEvents;
}

export interface CollectingEvents {
  taken(): void;
  /** A message was left in the mailbox, met for the first time. */
  leftAlone(code: string): void;
  report(code: string): void;
}

/** What came of one look into the inbox. */
export interface Collected {
  readonly acknowledged: number;
  /** Ids that the inbox listed. */
  readonly listed: number;
  /** Why messages, or the whole mailbox, could not be taken: the last reason. */
  readonly fault?: MeshFault | CollectFault;
  /** The look was given up: not one message but the mailbox, the server or the database is at fault. */
  readonly inVain: boolean;
}

/** A message stays in the mailbox for a reason of the gateway's. */
export interface CollectFault {
  /** A code of intake, or the name of an error. */
  readonly code: string;
}

/** So many messages failing in a row are not the messages' fault. */
const FAILURES_IN_A_ROW = 3;

/** Takes every message of the inbox, and acknowledges each once it is durable. One message that cannot be taken does not stop the others. */
export async function collect(collecting: Collecting): Promise<Collected> {
  const { mailbox, goOn, left } = collecting;
  const progress: Progress = { acknowledged: 0, listed: new Set(), inARow: 0, inVain: false };
  let from: string | undefined;
  do {
    const page = await mailbox.inbox(from);
    for (const id of page.messages) {
      // A page may repeat what the one before it held.
      if (progress.listed.has(id)) continue;
      progress.listed.add(id);
      if (left.has(id)) {
        progress.fault = left.get(id) ?? progress.fault;
        continue;
      }
      if (!goOn() || progress.inVain) return collected(progress);
      await collectOne(id, collecting, progress);
    }
    from = page.next;
  } while (from !== undefined && goOn());
  for (const id of left.keys()) if (!progress.listed.has(id)) left.delete(id);
  return collected(progress);
}

interface Progress {
  acknowledged: number;
  readonly listed: Set<string>;
  inARow: number;
  inVain: boolean;
  fault?: MeshFault | CollectFault | undefined;
}

/** @throws nothing: what goes wrong with one message is remembered */
async function collectOne(id: string, collecting: Collecting, progress: Progress): Promise<void> {
  try {
    const done = await takeOne(id, collecting);
    if (done === 'acknowledged') progress.acknowledged += 1;
    else progress.fault = done ?? progress.fault;
    progress.inARow = 0;
  } catch (error) {
    // Somebody else has taken it, or it has expired: nothing to be done about it here.
    if (error instanceof MeshFault && error.code === 'mesh.gone') return;
    progress.fault = error instanceof MeshFault ? error : { code: codeOf(error) };
    progress.inARow += 1;
    progress.inVain = progress.inARow >= FAILURES_IN_A_ROW || concernsEveryMessage(error);
  }
}

/** @returns the fault of a message that must stay; undefined for one that is somebody else's */
async function takeOne(id: string, { mailbox, take, isOurs, left, tell }: Collecting): Promise<'acknowledged' | CollectFault | undefined> {
  const message = await mailbox.message(id);
  try {
    if (!isOurs(message.workflowId)) {
      left.set(id, undefined);
      tell.leftAlone('mesh.other-workflow');
      return undefined;
    }
    if (message.kind === 'report') {
      tell.report(message.reportCode);
    } else {
      const outcome = await take(message);
      // What broke off was never the sender's message, whatever was made of it.
      const fault = message.fault();
      if (fault !== undefined) throw fault;
      const stays = whyItStays(outcome);
      if (stays !== undefined) {
        left.set(id, stays);
        tell.leftAlone(stays.code);
        return stays;
      }
      if (outcome.kind === 'receipt') tell.taken();
    }
  } finally {
    message.discard();
  }
  await mailbox.acknowledge(id);
  return 'acknowledged';
}

/** Only what is durable may leave the mailbox: accepted, or refused and kept. Undefined: it may. */
export function whyItStays(outcome: IntakeOutcome): CollectFault | undefined {
  if (outcome.kind === 'receipt') return undefined;
  if (outcome.kind === 'declined') return { code: outcome.code };
  const { issues, keptWhole } = outcome;
  // Of a body above the feed's limit, or one that cannot be decompressed, not all is kept: the mailbox is the only place that has it.
  if (keptWhole === true) return undefined;
  return { code: issues.find(({ severity }) => severity === 'error')?.code ?? 'mesh.refused' };
}

function concernsEveryMessage(error: unknown): boolean {
  return error instanceof JournalUnavailable || (error instanceof MeshFault && concernsMailbox(error.code));
}

function collected({ acknowledged, listed, inVain, fault }: Progress): Collected {
  return { acknowledged, listed: listed.size, inVain, ...(fault === undefined ? {} : { fault }) };
}
