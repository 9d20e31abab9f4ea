import type { TransportKind } from './transport-kind.js';

/** A folder that is watched: files put there are taken, then archived or quarantined. */
export interface DirectoryTransport {
  readonly kind: 'directory';
  /** Folder that the agency, or its transfer tool, writes to. */
  readonly folder: string;
}

export const DIRECTORY: TransportKind = {
  kind: 'directory',
  description: 'A folder that is watched: files put there are taken, then archived or quarantined.',
  required: ['folder'],
  paths: ['folder'],
  properties: {
    folder: { type: 'string', minLength: 1, maxLength: 1000, description: 'Folder that the agency, or its transfer tool, writes to.' },
  },
};
