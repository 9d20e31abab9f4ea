import type { GatewayConfig } from '../config/gateway-config.js';
import { codeOf } from '../operate/log.js';
import { StartFault } from '../operate/start-fault.js';
import type { Ports } from '../ports.js';
import { keyRing } from '../security/keys/key-ring.js';
import { chainedAudit } from './audit/audit-chain.js';
import type { AuditTrail } from './audit/audit-trail.js';
import { startEmbeddedPostgres, type ConnectionTarget, type EmbeddedPostgres } from './database/embedded/embedded-postgres.js';
import type { HeldRule } from './journal.js';
import { openJournal, type JournalStore } from './open-journal.js';

/** The embedded server, unless the configuration names one of its own. @throws StartFault with one sentence */
export async function startDatabase({ database, dataDir }: GatewayConfig): Promise<EmbeddedPostgres | undefined> {
  if (database.kind === 'server') return undefined;
  try {
    return await startEmbeddedPostgres(dataDir);
  } catch (cause) {
    throw new StartFault(cause instanceof Error ? cause.message : 'The embedded database does not start.', { cause });
  }
}

/** The journal, and the one audit trail that everything writes to. */
export interface AuditedStore {
  readonly store: JournalStore;
  readonly auditTrail: AuditTrail;
}

/** Opens the journal under the gateway's keys. @throws StartFault with one sentence */
export async function openStore(target: ConnectionTarget | string, ports: Ports, heldRule: HeldRule): Promise<AuditedStore> {
  const { clock, turnstile } = ports;
  try {
    const keys = await ports.keyProvider.keys();
    const auditTrail = ports.auditTrail(chainedAudit(keyRing(keys)));
    const store = await openJournal(target, { keys: () => Promise.resolve(keys) }, { clock, turnstile, auditTrail, heldRule });
    return { store, auditTrail };
  } catch (cause) {
    throw new StartFault(sentence(cause), { cause });
  }
}

/** Our own errors are sentences already; the driver's may quote the address and the user, so only their code is told. */
function sentence(cause: unknown): string {
  const code = codeOf(cause);
  if (cause instanceof Error && code === 'Error') return cause.message;
  return `The database cannot be reached or refuses the gateway (${code}): check DATABASE_URL and that the server runs.`;
}
