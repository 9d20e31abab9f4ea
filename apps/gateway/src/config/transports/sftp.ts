import { FILE_SETTINGS, READY_SETTINGS, type FileSettings, type ReadySettings } from './file-settings.js';
import type { TransportKind } from './transport-kind.js';

/** A folder on an SFTP server that is polled. */
export interface SftpTransport extends FileSettings, ReadySettings {
  readonly kind: 'sftp';
  /** Host name or address of the server. */
  readonly host: string;
  /** Default 22. */
  readonly port?: number;
  /** Account on the server. */
  readonly username: string;
  /** Private key (OpenSSH or PEM); either this or a password file. */
  readonly privateKeyFile?: string;
  /** File with the pass phrase of the private key. */
  readonly passphraseFile?: string;
  readonly passwordFile?: string;
  /** Fingerprint of the host key, as `ssh-keygen -lf` prints it after `SHA256:`. */
  readonly hostKeySha256: string;
  /** Folder on the server. */
  readonly folder: string;
  /** What becomes of a file that was taken: moved to `archive` in its folder (default), or deleted. */
  readonly taken?: 'archive' | 'delete';
  /** Seconds the server may take for an answer; default 30. */
  readonly timeoutSeconds?: number;
}

const path = (description: string): object => ({ type: 'string', minLength: 1, maxLength: 1000, description });

export const SFTP: TransportKind = {
  kind: 'sftp',
  description: 'A folder on an SFTP server that is polled.',
  required: ['host', 'username', 'folder', 'hostKeySha256'],
  paths: ['privateKeyFile', 'passphraseFile', 'passwordFile'],
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 255, description: 'Host name or address of the server.' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, description: 'Port of the server; default 22.' },
    username: { type: 'string', minLength: 1, maxLength: 255, description: 'Account on the server.' },
    privateKeyFile: path('File of the private key (OpenSSH or PEM); give this or passwordFile. Read anew for each connection.'),
    passphraseFile: path('File that holds the pass phrase of the private key.'),
    passwordFile: path('File that holds the password. Read anew for each connection.'),
    hostKeySha256: {
      type: 'string',
      pattern: '^[A-Za-z0-9+/]{43}$',
      description: 'Fingerprint of the host key, as ssh-keygen -lf prints it after SHA256:. A server with another key is not spoken to.',
    },
    folder: path('Folder on the server, absolute or from the home of the account.'),
    taken: {
      enum: ['archive', 'delete'],
      description: 'What becomes of a file once it is durable: moved to archive in its folder (default), or deleted.',
    },
    timeoutSeconds: { type: 'number', minimum: 1, maximum: 600, description: 'Seconds the server may take for an answer; default 30.' },
    ...READY_SETTINGS,
    ...FILE_SETTINGS,
  },
};
