import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an NHSMESH Authorization header is checked with. */
export interface MeshSecrets {
  readonly passwordOf: (mailboxId: string) => string | undefined;
  /** The secret of the environment, which every mailbox shares. */
  readonly sharedKey: string;
  readonly now: () => Date;
}

/** The API rejects a timestamp that is further than this from its own time. */
const TOLERANCE_MS = 2 * 3_600_000;

/** Checks the NHSMESH Authorization header, and that none is used twice (MESH API, "MESH Authorization header"). */
export class MeshAuthorization {
  private readonly used = new Set<string>();

  constructor(private readonly secrets: MeshSecrets) {}

  /** @returns why the request is refused with 403; undefined for one that may go on */
  refusalOf(header: string | undefined, mailboxId: string): string | undefined {
    const token = TOKEN.exec(header ?? '')?.groups as Token | undefined;
    if (token === undefined) return 'Error reading from Authorization header';
    if (token.mailbox !== mailboxId) return 'Mailbox id does not match token';
    const password = this.secrets.passwordOf(mailboxId);
    if (password === undefined) return 'No mailbox matched';
    if (!isCurrent(token.timestamp, this.secrets.now())) return 'Invalid Authentication Token';
    if (!sameText(token.hash, meshHash(token, password, this.secrets.sharedKey))) return 'Invalid Authentication Token';
    // "Each token which matches the schema is valid for one request only": another timestamp does not make the same nonce and count new.
    const use = `${token.mailbox}:${token.nonce}:${token.count}`;
    if (this.used.has(use)) return 'Error Duplicated Authentication Token';
    this.used.add(use);
    return undefined;
  }
}

/** The parts of a token but for its name; the mailbox is written in upper case. */
interface Token {
  readonly mailbox: string;
  readonly nonce: string;
  readonly count: string;
  readonly timestamp: string;
  readonly hash: string;
}

const TOKEN = /^NHSMESH (?<mailbox>[A-Z0-9]+):(?<nonce>[^:\s]+):(?<count>\d+):(?<timestamp>\d{12}):(?<hash>[0-9a-f]{64})$/;

function meshHash({ mailbox, nonce, count, timestamp }: Token, password: string, sharedKey: string): string {
  return createHmac('sha256', sharedKey).update([mailbox, nonce, count, password, timestamp].join(':')).digest('hex');
}

/** @param timestamp yyyyMMddHHmm, read as UTC */
function isCurrent(timestamp: string, now: Date): boolean {
  const at = Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:00Z'));
  return Math.abs(at - now.getTime()) <= TOLERANCE_MS;
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
