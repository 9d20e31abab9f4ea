import type { TransportKind } from './transport-kind.js';

/** A folder on an SFTP server that is polled. */
export interface SftpTransport {
  readonly kind: 'sftp';
  /** Host name or address of the server. */
  readonly host: string;
  /** Account on the server. */
  readonly username: string;
  /** Folder on the server. */
  readonly folder: string;
  /** Fingerprint of the host key, as ssh-keygen -lf prints it after SHA256:. */
  readonly hostKeySha256: string;
}

export const SFTP: TransportKind = {
  kind: 'sftp',
  description: 'A folder on an SFTP server that is polled.',
  required: ['host', 'username', 'folder', 'hostKeySha256'],
  paths: [],
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 1000, description: 'Host name or address of the server.' },
    username: { type: 'string', minLength: 1, maxLength: 1000, description: 'Account on the server.' },
    folder: { type: 'string', minLength: 1, maxLength: 1000, description: 'Folder on the server.' },
    hostKeySha256: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Fingerprint of the host key, as ssh-keygen -lf prints it after SHA256:.',
    },
  },
};
