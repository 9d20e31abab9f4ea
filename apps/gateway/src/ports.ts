import { createPublisher, type CreatePublisherOptions, type Publisher } from '@mash-gateway/kafka';
import { systemClock, type Clock } from './clock.js';
import type { AuditTrail } from './journal/audit/audit-trail.js';
import type { Journal } from './journal/journal.js';
import { advisoryTurnstile, type Turnstile } from './journal/database/turnstile.js';
import type { LogSink } from './operate/log.js';
import { contractValidator, type RecordValidator } from './prepare/record-validator.js';
import type { Outbox } from './publish/outbox.js';
import type { KeyProvider } from './security/keys/key-provider.js';
import { localKeys } from './security/keys/local-keys.js';

/** The seams of the gateway. Everything has its product default; tests put saboteurs here, and the product has no switch for them. */
export interface Ports {
  readonly clock: Clock;
  readonly keyProvider: KeyProvider;
  readonly turnstile: Turnstile;
  readonly recordValidator: RecordValidator;
  readonly logSink: LogSink;
  readonly publisher: (options: CreatePublisherOptions) => Publisher;
  /** Wrapped around the real ones. */
  readonly auditTrail: (real: AuditTrail) => AuditTrail;
  readonly journal: (real: Journal) => Journal;
  readonly outbox: (real: Outbox) => Outbox;
}

/** @param keyFile where the default key provider keeps its keys */
export function productPorts(keyFile: string): Ports {
  return {
    clock: systemClock,
    keyProvider: localKeys(keyFile),
    turnstile: advisoryTurnstile,
    recordValidator: contractValidator(),
    logSink: { write: (line) => process.stdout.write(line) },
    publisher: (options) => createPublisher(options),
    auditTrail: (real) => real,
    journal: (real) => real,
    outbox: (real) => real,
  };
}
