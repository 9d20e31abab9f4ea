import { ask, submit } from '../ask.js';
import { until } from '../until.js';
import { CTF_FOOT, CTF_HEAD, pupil } from '../messages.js';
import type { LedgerEntry } from './ledger.js';
import type { Sending, Target } from './sender.js';

/** More pupils than one step of a submission takes (250). */
const PUPILS = 300;
/** Behind each pupil, for more than a body may have to stay in memory (1 MiB). */
const PADDING = `<!-- ${'padding '.repeat(500)}-->`;

export interface FileSending extends Sending {
  /** Asks for the receipts of all acknowledged files, once they are complete, and says what they promised. */
  promised(url: string): Promise<readonly LedgerEntry[]>;
}

/**
 * A school that sends Common Transfer Files one after another, each of pupils not seen before, every second one above 1 MiB,
 * and sends a file again until it is acknowledged.
 */
export function startSendingFiles(target: Target): FileSending {
  const acknowledged: string[] = [];
  let stopping = false;
  const school = async (): Promise<void> => {
    for (let file = 0; !stopping; file += 1) acknowledged.push(await acknowledgedFile(file, target));
  };
  const sent = school();
  return {
    ledger: [],
    async stop() {
      stopping = true;
      await sent;
    },
    promised: async (url) => (await Promise.all(acknowledged.map((id) => entriesOf(url, id)))).flat(),
  };
}

async function acknowledgedFile(file: number, target: Target): Promise<string> {
  const padding = file % 2 === 0 ? PADDING : '';
  const pupils = Array.from({ length: PUPILS }, (_, index) => `${pupil(file * PUPILS + index + 1)}${padding}`).join('');
  const body = `${CTF_HEAD}${pupils}${CTF_FOOT}`;
  for (;;) {
    const url = await target.url();
    const answer = await submit(url, 'education-demo', body, { 'Content-Type': 'application/xml' }).catch(() => undefined);
    if (answer === undefined) {
      target.lost(url);
      continue;
    }
    if (answer.status === 503) continue;
    if (answer.status !== 202) throw new Error(`refused with ${String(answer.status)}`);
    return (answer.json as { readonly submissionId: string }).submissionId;
  }
}

interface ReceiptPage {
  readonly status: string;
  readonly summary: { readonly accepted: number };
  readonly records: readonly { readonly recordId: string; readonly position: number }[];
}

async function entriesOf(url: string, submissionId: string): Promise<readonly LedgerEntry[]> {
  const receipt = async (): Promise<ReceiptPage> => (await ask(`${url}/v1/submissions/${submissionId}`)).json as ReceiptPage;
  await until('every file to be complete', async () => (await receipt()).status === 'complete');
  const { summary, records } = await receipt();
  if (summary.accepted !== PUPILS) throw new Error(`of ${String(PUPILS)} pupils ${String(summary.accepted)} are accepted`);
  return records.map(({ recordId, position }) => ({ child: `${submissionId} ${String(position)}`, order: 1, recordIds: [recordId] }));
}
