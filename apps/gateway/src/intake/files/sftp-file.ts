import type { Attributes, Stats } from 'ssh2';
import { FileFault, type OpenFile } from './folder.js';
import type { SftpConnection } from './sftp-connection.js';
import { fault, folderFault, isEnd } from './sftp-faults.js';

const CHUNK_BYTES = 256 * 1024;

/** A file of an SFTP server, held open there. */
export class SftpFile implements OpenFile {
  constructor(
    private readonly connection: SftpConnection,
    private readonly path: string,
    private readonly handle: Buffer,
  ) {}

  async mark(): Promise<string> {
    const held = markOf(
      await this.connection
        .call<Stats>((sftp, answer) => {
          sftp.fstat(this.handle, answer);
        })
        .catch(fault),
    );
    const named = markOf(
      await this.connection
        .call<Stats>((sftp, answer) => {
          sftp.lstat(this.path, answer);
        })
        .catch(fault),
    );
    if (named !== held) throw new FileFault('file.changed');
    return held;
  }

  async *read(): AsyncIterable<Uint8Array> {
    for (let position = 0; ;) {
      const chunk = await this.chunkAt(position);
      if (chunk.length === 0) return;
      position += chunk.length;
      yield chunk;
    }
  }

  async close(): Promise<void> {
    // The server closes what a broken connection leaves open.
    await this.connection
      .call<undefined>((sftp, answer) => {
        sftp.close(this.handle, answer);
      })
      .catch(() => undefined);
  }

  private chunkAt(position: number): Promise<Uint8Array> {
    return this.connection
      .call<Uint8Array>((sftp, answer) => {
        const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
        sftp.read(this.handle, buffer, 0, CHUNK_BYTES, position, (error, bytesRead) => {
          answer(isEnd(error) ? undefined : error, buffer.subarray(0, error === undefined ? bytesRead : 0));
        });
      })
      .catch(folderFault);
  }
}

/** Size and time are all that the protocol tells of a file. */
export function markOf({ size, mtime }: Attributes): string {
  return `${String(size)} ${String(mtime)}`;
}
