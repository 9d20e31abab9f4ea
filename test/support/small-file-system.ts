import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file system of its own, so small that it can be filled. */
export interface SmallFileSystem {
  readonly folder: string;
  /** Until not one byte is left. */
  fill(): Promise<void>;
  /** Takes away what {@link fill} has put there. */
  free(): Promise<void>;
  close(): Promise<void>;
}

/** Mounts memory as a file system, which needs root. */
export async function smallFileSystem(bytes: number): Promise<SmallFileSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'mash-small-'));
  const run = promisify(execFile);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${String(bytes)},mode=755`, 'mash-small', folder]).catch((cause: unknown) => {
    throw new Error('A full disk can only be tested by root, who may mount a small file system', { cause });
  });
  await chmod(folder, 0o755);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fillUp(ballast),
    free: () => rm(ballast, { force: true }),
    async close() {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In pages, the unit in which the file system gives out space; what others free meanwhile is taken too. */
async function fillUp(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (let size = 1024 * 1024; size >= 4096;) {
      try {
        await handle.write(Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size /= 2;
      }
    }
  } finally {
    await handle.close();
  }
}
