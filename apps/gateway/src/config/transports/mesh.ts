import type { TransportKind } from './transport-kind.js';

/** An NHS MESH mailbox, by the MESH API. */
export interface MeshTransport {
  readonly kind: 'mesh';
  /** Address of the MESH API; what comes before `/messageexchange`. */
  readonly url: string;
  /** Id of the mailbox. */
  readonly mailbox: string;
  /** File that holds the password of the mailbox. */
  readonly passwordFile: string;
  /** File that holds the shared key of the environment. */
  readonly sharedKeyFile: string;
  /** Client certificate and what it needs of its chain, PEM. */
  readonly certificateFile: string;
  /** Private key of the client certificate, PEM. */
  readonly keyFile: string;
  /** Certificates that vouch for the server, PEM. Absent: the public ones. */
  readonly caFile?: string;
  /** Workflows that are this feed's. Absent: everything in the mailbox. */
  readonly workflowIds?: readonly string[];
  /** What the messages are, where MESH only says `application/octet-stream`. */
  readonly contentType?: string;
  readonly pollSeconds?: number;
  /** How long the server may be silent. */
  readonly timeoutSeconds?: number;
}

const path = (description: string): object => ({ type: 'string', minLength: 1, maxLength: 1000, description });

export const MESH: TransportKind = {
  kind: 'mesh',
  description: 'An NHS MESH mailbox, by the MESH API.',
  required: ['url', 'mailbox', 'passwordFile', 'sharedKeyFile', 'certificateFile', 'keyFile'],
  paths: ['passwordFile', 'sharedKeyFile', 'certificateFile', 'keyFile', 'caFile'],
  properties: {
    url: {
      type: 'string',
      pattern: '^https://[^/?#@\\s]+(/[^?#\\s]*)?$',
      maxLength: 1000,
      description:
        'Address of the MESH API, https only: what comes before /messageexchange, for example https://mesh-sync.spineservices.nhs.uk.',
    },
    mailbox: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,100}$', description: 'Id of the mailbox.' },
    passwordFile: path('File that holds the password of the mailbox. It is read anew whenever the inbox is looked into.'),
    sharedKeyFile: path('File that holds the shared key of the MESH environment. It is read anew whenever the inbox is looked into.'),
    certificateFile: path('File of the client certificate, with its chain, PEM. It is read anew whenever the inbox is looked into.'),
    keyFile: path('File of the private key of the client certificate, PEM. It is read anew whenever the inbox is looked into.'),
    caFile: path('File of the certificates that vouch for the server, PEM. Default: the public certificate authorities.'),
    workflowIds: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 255 },
      description: 'Workflow ids that are taken; messages of others stay in the mailbox. Default: every message is taken.',
    },
    contentType: {
      type: 'string',
      minLength: 3,
      maxLength: 255,
      description:
        'Content-Type of the messages. Default: what MESH says, and application/xml where it only says application/octet-stream.',
    },
    pollSeconds: {
      type: 'integer',
      minimum: 1,
      maximum: 86400,
      description: 'How often the inbox is looked into when it was empty. Default: 300, the most that MESH allows.',
    },
    timeoutSeconds: {
      type: 'integer',
      minimum: 1,
      maximum: 600,
      description: 'How long the server may be silent before the request is given up. Default: 60.',
    },
  },
};
