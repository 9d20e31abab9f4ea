import type { SftpTransport } from '../../config/transports/sftp.js';
import type { WayIn } from '../ways/way-in.js';
import type { FileWayParts } from './file-way-parts.js';
import { contentOfName } from './content-of-name.js';
import { DEFAULT_STOP_AFTER, FileWay } from './file-way.js';
import { readyRule } from './ready.js';
import { connectSftp } from './sftp-connection.js';
import { SftpFolder } from './sftp-folder.js';

const DEFAULT_EVERY_SECONDS = 30;

/** Looks at a folder on an SFTP server. */
export function openSftp(parts: FileWayParts, transport: SftpTransport): WayIn {
  const { everySeconds = DEFAULT_EVERY_SECONDS, stopAfter = DEFAULT_STOP_AFTER } = transport;
  const folder = transport.folder.length > 1 ? transport.folder.replace(/\/+$/, '') : transport.folder;
  return new FileWay(parts, {
    folder: new SftpFolder(folder, () => connectSftp(transport)),
    ready: readyRule(transport),
    examine: ({ entry }) => contentOfName(entry.name, transport.contentType),
    everySeconds,
    stopAfter,
    deleteTaken: transport.taken === 'delete',
  });
}
