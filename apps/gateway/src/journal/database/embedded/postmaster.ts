import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a running server listens, from its `postmaster.pid` (PostgreSQL source, miscadmin.h, LOCK_FILE_LINE_*). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** A socket directory, or 127.0.0.1. */
  readonly host: string;
}

/**
 * The server that runs on this cluster, if any. A `postmaster.pid` left by kill -9 whose number now belongs to an unrelated process
 * is removed: PostgreSQL itself would take that process for a server and refuse to start.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const postmaster = await read(file);
  if (postmaster === undefined || !alive(postmaster.pid)) return undefined;
  if (await runsIn(postmaster.pid, cluster)) return postmaster;
  await rm(file, { force: true });
  return undefined;
}

async function read(file: string): Promise<Postmaster | undefined> {
  try {
    const [pid, , , port, socketDirectory, address] = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
    const host = socketDirectory === undefined || socketDirectory === '' ? address : socketDirectory;
    return { pid: Number(pid), port: Number(port), host: host ?? '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A postmaster's working directory is its data directory. Without /proc (macOS) the number alone must do. */
async function runsIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    return (await readlink(`/proc/${String(pid)}/cwd`)) === (await realpath(cluster));
  } catch (error) {
    // Gone since, or another user's process, whose directory we may not read and which is therefore not ours.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'ESRCH') return false;
    throw error;
  }
}
