import { cloudEvent } from './cloud-event.js';
import type { DeadLetterCode, OutboxRow } from './outbox.js';
import type { OutboundMessage } from './publish-port.js';

export type Composed =
  | { readonly kind: 'message'; readonly message: OutboundMessage }
  /** It can never be published. */
  | { readonly kind: 'dead'; readonly code: DeadLetterCode };

/** Room for key, headers and framing beside the value. */
const ENVELOPE_BYTES = 2_048;

/** @param maxBytes the broker's limit for one message (`message.max.bytes`) */
export function compose(row: OutboxRow, maxBytes: number): Composed {
  if (row.payload === undefined) return { kind: 'dead', code: 'unreadable' };
  const message = cloudEvent(row, row.payload);
  return message.value.length + ENVELOPE_BYTES > maxBytes ? { kind: 'dead', code: 'message-too-large' } : { kind: 'message', message };
}
