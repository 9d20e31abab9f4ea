import type { TransportKind } from './transport-kind.js';

/** An NHS MESH mailbox, by the MESH API. */
export interface MeshTransport {
  readonly kind: 'mesh';
  /** Address of the MESH API. */
  readonly url: string;
  /** Id of the mailbox. */
  readonly mailbox: string;
}

export const MESH: TransportKind = {
  kind: 'mesh',
  description: 'An NHS MESH mailbox, by the MESH API.',
  required: ['url', 'mailbox'],
  paths: [],
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 1000, description: 'Address of the MESH API.' },
    mailbox: { type: 'string', minLength: 1, maxLength: 1000, description: 'Id of the mailbox.' },
  },
};
