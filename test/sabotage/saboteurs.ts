import { randomUUID } from 'node:crypto';
import { createPublisher, type Publisher } from '@mash-gateway/kafka';
import type { Ports } from '../../apps/gateway/src/ports.js';
import { finitePublisher } from './finite-publisher.js';
import { bound } from '../support/process/stages.js';

/** One saboteur for each guarantee, put at a port by a test. The product has no switch for any of them. */
export const SABOTEURS = {
  'answer before commit': answerBeforeCommit,
  'mark sent before the delivery report': markBeforeReport,
  'finite message timeout': finiteTimeout,
  'relay by high-water mark': highWaterMark,
  'no turnstile': noTurnstile,
  'skip validation': skipValidation,
  'log a body': logBody,
  'skip an audit row': skipAuditRow,
} as const satisfies Readonly<Record<string, () => Partial<Ports>>>;

export type SaboteurName = keyof typeof SABOTEURS;

/** Says "accepted" at once and lets the database follow when it likes. */
function answerBeforeCommit(): Partial<Ports> {
  return {
    journal: (real) => ({
      ...bound(real),
      commit(submission, outcomes, detail, taken) {
        setTimeout(() => void real.commit(submission, outcomes, detail, taken).catch(() => undefined), 1_000);
        const { id: submissionId, feedId, receivedAt } = submission;
        return Promise.resolve({
          submissionId,
          feedId,
          receivedAt,
          completedAt: receivedAt,
          status: 'complete',
          detail,
          summary: { accepted: outcomes.length, held: 0, refused: 0, duplicate: 0 },
          records: outcomes.map(({ position }) => ({ position, recordId: `r-${randomUUID()}`, outcome: 'accepted', issues: [] })),
        });
      },
    }),
  };
}

/** Takes handing over for delivery. */
function markBeforeReport(): Partial<Ports> {
  return withPublisher((real) => ({
    send(message) {
      real.send(message).catch(() => undefined);
      return Promise.resolve({ partition: 0, offset: 0 });
    },
  }));
}

/** Messages that expire while the broker is away, and are sent again though the first may have been taken. */
function finiteTimeout(): Partial<Ports> {
  return { publisher: finitePublisher };
}

/** Remembers the highest id it has read and never looks below it again. */
function highWaterMark(): Partial<Ports> {
  return {
    outbox: (real) => {
      let mark: number | undefined;
      return {
        ...bound(real),
        async unsent(leases, perLane) {
          const rows = await real.unsent(leases, perLane);
          const highest = Math.max(0, ...rows.map(({ id }) => id));
          const above = rows.filter(({ id }) => id > (mark ?? highest));
          mark = Math.max(mark ?? 0, highest);
          return above;
        },
      };
    },
  };
}

function noTurnstile(): Partial<Ports> {
  return { turnstile: { enter: () => Promise.resolve() } };
}

function skipValidation(): Partial<Ports> {
  return { recordValidator: { validate: () => [] } };
}

/** Helps a developer find a fault, and tells the log who the child is. */
function logBody(): Partial<Ports> {
  return {
    journal: (real) => ({
      ...bound(real),
      commit(submission, outcomes, detail, taken) {
        const text = submission.body.kind === 'bytes' ? Buffer.from(submission.body.bytes).toString('utf8') : '';
        process.stdout.write(`${JSON.stringify({ level: 20, body: text })}\n`);
        return real.commit(submission, outcomes, detail, taken);
      },
    }),
  };
}

function skipAuditRow(): Partial<Ports> {
  return {
    auditTrail: (real) => ({
      append: (transaction, entries) =>
        real.append(
          transaction,
          entries.filter(({ action }) => action !== 'record.shared'),
        ),
    }),
  };
}

function withPublisher(change: (real: Publisher) => Pick<Publisher, 'send'>): Partial<Ports> {
  return {
    publisher: (options) => {
      const real = createPublisher(options);
      return { ...bound(real), status: real.status, notices: real.notices, ...change(real) };
    },
  };
}
