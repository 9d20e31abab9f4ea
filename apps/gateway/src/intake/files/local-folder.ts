import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  FileFault,
  freeName,
  oldestFirst,
  SourceFault,
  type Entry,
  type FileFaultCode,
  type Folder,
  type OpenFile,
  type Settlement,
} from './folder.js';

export interface LocalPlaces {
  readonly folder: string;
  readonly archive: string;
  readonly quarantine: string;
}

/** Links are not followed, and opening a pipe does not wait for its writer. */
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const CHUNK_BYTES = 256 * 1024;

/** A folder of this machine. Archive and quarantine are made when they are missing; the folder itself is not: its disk may not be mounted. */
export class LocalFolder implements Folder {
  constructor(private readonly places: LocalPlaces) {}

  async list(): Promise<readonly Entry[]> {
    const { folder } = this.places;
    const entries: Entry[] = [];
    for (const name of await readdir(folder)) {
      const entry = await entryOf(folder, name);
      if (entry !== undefined) entries.push(entry);
    }
    return oldestFirst(entries);
  }

  async open(name: string): Promise<OpenFile> {
    const path = this.path(name);
    const file = await open(path, READ_PLAIN).catch(fault);
    if ((await file.stat()).isFile()) return new LocalFile(path, file);
    await file.close();
    throw new FileFault('file.not-plain');
  }

  async settle({ names, place, mark, report }: Settlement): Promise<void> {
    const target = await this.madePlace(place);
    const [first, ...others] = names;
    await this.proveUnchanged(first, mark);
    const free = await nameFor(target, first);
    // Before the file: one in quarantine always says why.
    if (report !== undefined) await writeFile(join(target, `${free}.report.json`), report, { mode: 0o600 });
    await rename(this.path(first), join(target, free)).catch(goneFault);
    // What took the name between the look and the move was not read: it goes back.
    if (mark !== undefined && (await lasting(join(target, free))) !== lastingOf(mark)) {
      await rename(join(target, free), this.path(await nameFor(this.places.folder, first)));
      throw new FileFault('file.changed');
    }
    for (const name of others) await rename(this.path(name), join(target, await nameFor(target, name))).catch(unlessGone);
  }

  async remove(name: string, mark?: string): Promise<void> {
    await this.proveUnchanged(name, mark);
    await rm(this.path(name), { force: true });
  }

  async nothingInQuarantine(): Promise<boolean> {
    return (await readdir(await this.madePlace('quarantine'))).length === 0;
  }

  async archived(name: string): Promise<boolean> {
    return (await entryOf(await this.madePlace('archive'), basename(name))) !== undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async proveUnchanged(name: string, mark: string | undefined): Promise<void> {
    if (mark !== undefined && (await markAt(this.path(name))) !== mark) throw new FileFault('file.changed');
  }

  private path(name: string): string {
    return join(this.places.folder, basename(name));
  }

  /** A link in the place of a folder would lead files out of it. */
  private async madePlace(place: Settlement['place']): Promise<string> {
    const path = this.places[place];
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (!(await lstat(path)).isDirectory()) throw new SourceFault(`${place}-is-no-folder`);
    return path;
  }
}

class LocalFile implements OpenFile {
  constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  async mark(): Promise<string> {
    const held = markOf(await this.file.stat({ bigint: true }));
    const named = await markAt(this.path);
    if (named !== held) throw new FileFault(named === undefined ? 'file.gone' : 'file.changed');
    return held;
  }

  async *read(): AsyncIterable<Uint8Array> {
    for (;;) {
      const { bytesRead, buffer } = await this.file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES).catch(sourceFault);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

interface Times {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** Any write, also one that sets the time back, changes the second part; so does a rename, unlike the first. */
function markOf({ ino, size, mtimeNs, ctimeNs }: Times): string {
  return `${[ino, size, mtimeNs].map(String).join(' ')}/${String(ctimeNs)}`;
}

function lastingOf(mark: string): string | undefined {
  return mark.split('/')[0];
}

async function markAt(path: string): Promise<string | undefined> {
  const stats = await lstat(path, { bigint: true }).catch(unlessGone);
  return stats === undefined ? undefined : markOf(stats);
}

async function lasting(path: string): Promise<string | undefined> {
  const mark = await markAt(path);
  return mark === undefined ? undefined : lastingOf(mark);
}

async function entryOf(folder: string, name: string): Promise<Entry | undefined> {
  const stats = await lstat(join(folder, name)).catch(unlessGone);
  if (stats === undefined || stats.isDirectory()) return undefined;
  const otherKind = stats.isSymbolicLink() ? 'link' : 'other';
  return { name, kind: stats.isFile() ? 'file' : otherKind, size: stats.size, modifiedMs: stats.mtimeMs };
}

async function nameFor(folder: string, name: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const free = freeName(name, attempt);
    if ((await lstat(join(folder, free)).catch(unlessGone)) === undefined) return free;
  }
}

const FAULTS: Readonly<Record<string, FileFaultCode>> = {
  ENOENT: 'file.gone',
  EACCES: 'file.denied',
  EPERM: 'file.denied',
  ELOOP: 'file.not-plain',
  ENXIO: 'file.not-plain',
};

function fault(error: NodeJS.ErrnoException): never {
  const code = FAULTS[error.code ?? ''];
  if (code === undefined) throw error;
  throw new FileFault(code, { cause: error });
}

/** Only a file that is gone is nothing to worry about: where files cannot be moved, a person must act. */
function goneFault(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new FileFault('file.gone', { cause: error });
  throw error;
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

function sourceFault(error: NodeJS.ErrnoException): never {
  throw new SourceFault(error.code ?? 'unknown', { cause: error });
}
