import { FILE_SETTINGS, type FileSettings } from './file-settings.js';
import type { TransportKind } from './transport-kind.js';

/** The folders of an NHS MESH client: pairs of .dat and .ctl files. */
export interface MeshFolderTransport extends FileSettings {
  readonly kind: 'mesh-folder';
  /** The mailbox folder of the MESH client, which holds `in`. */
  readonly folder: string;
  /** Folder for what was taken; default `archive` in `in`. */
  readonly archive?: string;
  /** Folder for what was refused; default `quarantine` in `in`. */
  readonly quarantine?: string;
  /** Only messages of these workflows are taken; default all. */
  readonly workflows?: readonly string[];
}

export const MESH_FOLDER: TransportKind = {
  kind: 'mesh-folder',
  description: 'The folders of an NHS MESH client: pairs of .dat and .ctl files.',
  required: ['folder', 'contentType'],
  paths: ['folder', 'archive', 'quarantine'],
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'The mailbox folder of the MESH client, which holds the folder in.',
    },
    archive: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Folder for what was taken, on the same file system; default archive in the folder in.',
    },
    quarantine: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'Folder for what was refused, on the same file system; default quarantine in the folder in.',
    },
    workflows: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 300 },
      description: 'Ids of the workflows whose messages are taken; those of others are quarantined. Default: all.',
    },
    ...FILE_SETTINGS,
  },
};
