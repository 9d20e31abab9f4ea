import { join } from 'node:path';
import type { MeshFolderTransport } from '../../config/transports/mesh-folder.js';
import type { WayIn } from '../ways/way-in.js';
import type { FileWayParts } from './file-way-parts.js';
import { DEFAULT_EVERY_SECONDS, DEFAULT_STOP_AFTER, FileWay } from './file-way.js';
import type { Folder } from './folder.js';
import { LocalFolder } from './local-folder.js';
import { judgeControl } from './mesh-control.js';
import { meshPairs, pairOf } from './mesh-pairs.js';
import type { Candidate } from './ready.js';
import type { Content, FileOutcome } from './take-file.js';

/** More is no control file; one byte above what is read of it is enough to see that. */
const MAX_CONTROL_BYTES = 64 * 1024 + 1;

/** Watches the folder that an NHS MESH client delivers to. */
export function openMeshFolder(parts: FileWayParts, transport: MeshFolderTransport): WayIn {
  const { everySeconds = DEFAULT_EVERY_SECONDS, stopAfter = DEFAULT_STOP_AFTER } = transport;
  const inbox = join(transport.folder, 'in');
  const archive = transport.archive ?? join(inbox, 'archive');
  const quarantine = transport.quarantine ?? join(inbox, 'quarantine');
  const folder = new LocalFolder({ folder: inbox, archive, quarantine });
  return new FileWay(parts, {
    folder,
    ready: meshPairs(),
    examine: (candidate) => examine(candidate, folder, transport),
    everySeconds,
    stopAfter,
    deleteTaken: false,
  });
}

async function examine(candidate: Candidate, folder: Folder, transport: MeshFolderTransport): Promise<Content | FileOutcome> {
  const { control, data, complete } = pairOf(candidate);
  const outcome = await judgeControl(await headOf(folder, control), transport.workflows);
  if (outcome !== undefined) return outcome;
  if (complete) return { contentType: transport.contentType, gzip: 'detect' };
  if (await folder.archived(data)) return { kind: 'set-aside', code: 'mesh.archived-before' };
  return {
    kind: 'refused',
    issues: [{ code: 'format.missing', severity: 'error', location: 'data file', rule: 'a .dat beside the .ctl' }],
  };
}

async function headOf(folder: Folder, name: string): Promise<Uint8Array> {
  const file = await folder.open(name);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of file.read()) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_CONTROL_BYTES) break;
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}
