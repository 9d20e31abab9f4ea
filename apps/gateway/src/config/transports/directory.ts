import { FILE_SETTINGS, READY_SETTINGS, type FileSettings, type ReadySettings } from './file-settings.js';
import type { TransportKind } from './transport-kind.js';

/** A folder that is watched: files put there are taken, then archived or quarantined. */
export interface DirectoryTransport extends FileSettings, ReadySettings {
  readonly kind: 'directory';
  /** Folder that the agency, or its transfer tool, writes to. */
  readonly folder: string;
  /** Folder for what was taken; default `archive` in the folder. */
  readonly archive?: string;
  /** Folder for what was refused; default `quarantine` in the folder. */
  readonly quarantine?: string;
}

export const DIRECTORY: TransportKind = {
  kind: 'directory',
  description: 'A folder that is watched: files put there are taken, then archived or quarantined.',
  required: ['folder'],
  paths: ['folder', 'archive', 'quarantine'],
  properties: {
    folder: { type: 'string', minLength: 1, maxLength: 1000, description: 'Folder that the agency, or its transfer tool, writes to.' },
    archive: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Folder for what was taken, on the same file system; default archive in the folder.',
    },
    quarantine: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Folder for what was refused, on the same file system; default quarantine in the folder.',
    },
    ...READY_SETTINGS,
    ...FILE_SETTINGS,
  },
};
