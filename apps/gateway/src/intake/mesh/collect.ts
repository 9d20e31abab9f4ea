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
  /** Messages that are known to be somebody else's: they are not downloaded again. Kept up to date. */
  readonly others: Set<string>;
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
  const { mailbox, goOn, others } = collecting;
  const progress: Progress = { acknowledged: 0, listed: new Set(), inARow: 0, inVain: false };
  let from: string | undefined;
  do {
    const page = await mailbox.inbox(from);
    for (const id of page.messages) {
      // A page may repeat what the one before it held.
      if (progress.listed.has(id)) continue;
      progress.listed.add(id);
      if (others.has(id)) continue;
      if (!goOn() || progress.inVain) return collected(progress);
      await collectOne(id, collecting, progress);
    }
    from = page.next;
  } while (from !== undefined && goOn());
  for (const id of others) if (!progress.listed.has(id)) others.delete(id);
  return collected(progress);
}

interface Progress {
  acknowledged: number;
  readonly listed: Set<string>;
  inARow: number;
  inVain: boolean;
  fault?: MeshFault | CollectFault;
}

/** @throws nothing: what goes wrong with one message is remembered */
async function collectOne(id: string, collecting: Collecting, progress: Progress): Promise<void> {
  try {
    const done = await takeOne(id, collecting);
    if (done === 'acknowledged') progress.acknowledged += 1;
    else if (done !== 'left') progress.fault = done;
    progress.inARow = 0;
  } catch (error) {
    // Somebody else has taken it, or it has expired: nothing to be done about it here.
    if (error instanceof MeshFault && error.code === 'mesh.gone') return;
    progress.fault = error instanceof MeshFault ? error : { code: codeOf(error) };
    progress.inARow += 1;
    progress.inVain = progress.inARow >= FAILURES_IN_A_ROW || concernsEveryMessage(error);
  }
}

async function takeOne(id: string, { mailbox, take, isOurs, others, tell }: Collecting): Promise<'acknowledged' | 'left' | CollectFault> {
  const message = await mailbox.message(id);
  try {
    if (!isOurs(message.workflowId)) {
      others.add(id);
      tell.leftAlone('mesh.other-workflow');
      return 'left';
    }
    if (message.kind === 'report') {
      tell.report(message.reportCode);
    } else {
      const outcome = await take(message);
      // What broke off was never the sender's message, whatever was made of it.
      const fault = message.fault();
      if (fault !== undefined) throw fault;
      if (!mayAcknowledge(outcome)) return { code: outcome.kind === 'declined' ? outcome.code : 'mesh.refused' };
      if (outcome.kind === 'receipt') tell.taken();
    }
  } finally {
    message.discard();
  }
  await mailbox.acknowledge(id);
  return 'acknowledged';
}

/** Only what is durable may leave the mailbox. */
export function mayAcknowledge(outcome: IntakeOutcome): boolean {
  return outcome.kind === 'receipt';
}

function concernsEveryMessage(error: unknown): boolean {
  return error instanceof JournalUnavailable || (error instanceof MeshFault && concernsMailbox(error.code));
}

function collected({ acknowledged, listed, fault }: Progress): Collected {
  return { acknowledged, listed: listed.size, ...(fault === undefined ? {} : { fault }) };
}
