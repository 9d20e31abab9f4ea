import { createHmac } from 'node:crypto';

/** What proves to MESH that a request comes from a mailbox. */
export interface MailboxSecrets {
  readonly mailbox: string;
  readonly password: string;
  /** The same for everybody in one MESH environment. */
  readonly sharedKey: string;
}

/** What makes one token different from every other: each is good for one request. */
export interface Token {
  /** A UUID. */
  readonly nonce: string;
  /** How often the nonce has been used before. */
  readonly nonceCount: number;
  /** The server takes tokens within two hours of its own time. */
  readonly at: Date;
}

/** The `Authorization` header of one request (MESH API, "MESH Authorization header"). */
export function authorizationHeader({ mailbox, password, sharedKey }: MailboxSecrets, { nonce, nonceCount, at }: Token): string {
  const id = mailbox.toUpperCase();
  const time = timestamp(at);
  const hash = createHmac('sha256', sharedKey).update([id, nonce, nonceCount, password, time].join(':')).digest('hex');
  return `NHSMESH ${[id, nonce, nonceCount, time, hash].join(':')}`;
}

/** `yyyyMMddHHmm`, UTC. */
function timestamp(at: Date): string {
  return at
    .toISOString()
    .slice(0, 16)
    .replaceAll(/[^0-9]/g, '');
}
