import { join } from 'node:path';
import type { DirectoryTransport } from '../../config/transports/directory.js';
import type { WayIn } from '../ways/way-in.js';
import type { FileWayParts } from './file-way-parts.js';
import { contentOfName } from './content-of-name.js';
import { DEFAULT_EVERY_SECONDS, DEFAULT_STOP_AFTER, FileWay } from './file-way.js';
import { LocalFolder } from './local-folder.js';
import { readyRule } from './ready.js';

/** Watches a folder of this machine. */
export function openDirectory(parts: FileWayParts, transport: DirectoryTransport): WayIn {
  const { folder, everySeconds = DEFAULT_EVERY_SECONDS, stopAfter = DEFAULT_STOP_AFTER } = transport;
  const archive = transport.archive ?? join(folder, 'archive');
  const quarantine = transport.quarantine ?? join(folder, 'quarantine');
  return new FileWay(parts, {
    folder: new LocalFolder({ folder, archive, quarantine }),
    ready: readyRule(transport),
    examine: ({ entry }) => contentOfName(entry.name, transport.contentType),
    everySeconds,
    stopAfter,
    deleteTaken: false,
  });
}
