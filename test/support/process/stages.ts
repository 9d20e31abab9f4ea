import type { Publisher } from '@mash-gateway/kafka';
import type { Journal, SpoolWriter } from '../../../apps/gateway/src/journal/journal.js';
import type { Ports } from '../../../apps/gateway/src/ports.js';
import { advisoryTurnstile } from '../../../apps/gateway/src/journal/database/turnstile.js';
import { createPublisher } from '@mash-gateway/kafka';

/** Moments on the way of a record at which a process can die. */
export const STAGES = [
  'taken, before the database',
  'in the turnstile',
  'written, before COMMIT',
  'committed, before the answer',
  'picked by the relay',
  'handed to Kafka',
  'delivery reported, before the mark',
  'marked as sent',
  'part of a large body kept',
  'large body kept whole',
  'large submission accepted',
  'step of a submission committed',
  'submission of several steps complete',
] as const;
export type Stage = (typeof STAGES)[number];

/** Ports that are the product's own, and call `passed` at each stage a record passes. */
export function watchedPorts(passed: (stage: Stage) => void): Partial<Ports> {
  return {
    turnstile: {
      async enter(transaction) {
        await advisoryTurnstile.enter(transaction);
        passed('in the turnstile');
      },
    },
    auditTrail: (real) => ({
      async append(transaction, entries) {
        await real.append(transaction, entries);
        passed('written, before COMMIT');
      },
    }),
    journal: (real) => ({
      ...bound(real),
      async commit(...args: Parameters<Journal['commit']>) {
        passed('taken, before the database');
        const receipt = await real.commit(...args);
        passed('committed, before the answer');
        return receipt;
      },
      spool: (submissionId) => watchedSpool(real.spool(submissionId), passed),
      async accept(...args: Parameters<Journal['accept']>) {
        const receipt = await real.accept(...args);
        passed('large submission accepted');
        return receipt;
      },
      async append(...args: Parameters<Journal['append']>) {
        await real.append(...args);
        passed('step of a submission committed');
      },
      async complete(...args: Parameters<Journal['complete']>) {
        const receipt = await real.complete(...args);
        passed('submission of several steps complete');
        return receipt;
      },
    }),
    outbox: (real) => ({
      ...bound(real),
      async unsent(leases, perLane) {
        const rows = await real.unsent(leases, perLane);
        if (rows.length > 0) passed('picked by the relay');
        return rows;
      },
      async markSent(lease, deliveries) {
        const marked = await real.markSent(lease, deliveries);
        passed('marked as sent');
        return marked;
      },
    }),
    publisher: (options) => watchedPublisher(createPublisher(options), passed),
  };
}

function watchedSpool(real: SpoolWriter, passed: (stage: Stage) => void): SpoolWriter {
  return {
    ...bound(real),
    async write(chunk) {
      await real.write(chunk);
      passed('part of a large body kept');
    },
    async seal() {
      await real.seal();
      passed('large body kept whole');
    },
  };
}

function watchedPublisher(real: Publisher, passed: (stage: Stage) => void): Publisher {
  return {
    ...bound(real),
    status: real.status,
    notices: real.notices,
    async send(message) {
      const report = real.send(message);
      passed('handed to Kafka');
      const delivery = await report;
      passed('delivery reported, before the mark');
      return delivery;
    },
  };
}

/** Every method of an object of ours, still bound to it, so that one of them can be replaced. */
export function bound<T extends object>(real: T): T {
  const names = new Set<string>();
  for (
    let holder: object | null = real;
    holder !== null && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(holder)) names.add(name);
  }
  names.delete('constructor');
  const methods = [...names].flatMap((name) => {
    const member: unknown = Reflect.get(real, name);
    return typeof member === 'function' ? [[name, (...args: unknown[]): unknown => Reflect.apply(member, real, args)]] : [];
  });
  return Object.fromEntries(methods) as T;
}
