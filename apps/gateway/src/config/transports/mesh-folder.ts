import type { TransportKind } from './transport-kind.js';

/** The folders of an NHS MESH client: pairs of .dat and .ctl files. */
export interface MeshFolderTransport {
  readonly kind: 'mesh-folder';
  /** The mailbox folder of the MESH client, which holds in, out and the like. */
  readonly folder: string;
}

export const MESH_FOLDER: TransportKind = {
  kind: 'mesh-folder',
  description: 'The folders of an NHS MESH client: pairs of .dat and .ctl files.',
  required: ['folder'],
  paths: ['folder'],
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description: 'The mailbox folder of the MESH client, which holds in, out and the like.',
    },
  },
};
