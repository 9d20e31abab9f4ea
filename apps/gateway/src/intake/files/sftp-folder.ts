import type { Attributes, FileEntryWithStats, Stats } from 'ssh2';
import { FileFault, freeName, oldestFirst, SourceFault, type Entry, type Folder, type OpenFile, type Settlement } from './folder.js';
import type { SftpConnection } from './sftp-connection.js';
import { fault, folderFault, goneFault, unlessGone } from './sftp-faults.js';
import { markOf, SftpFile } from './sftp-file.js';

/** A folder on an SFTP server. Archive and quarantine lie in it; nothing is kept on this machine. */
export class SftpFolder implements Folder {
  private connection: SftpConnection | undefined;

  constructor(
    private readonly folder: string,
    private readonly connect: () => Promise<SftpConnection>,
  ) {}

  async list(): Promise<readonly Entry[]> {
    const files = await this.filesIn(this.folder);
    return oldestFirst(files.flatMap(({ filename, attrs }) => entryOf(filename, attrs) ?? []));
  }

  async open(name: string): Promise<OpenFile> {
    const path = this.path(name);
    // The protocol cannot refuse to follow a link, so the name is looked at first.
    if (!(await this.lstat(path)).isFile()) throw new FileFault('file.not-plain');
    const connection = await this.connected();
    const handle = await connection
      .call<Buffer>((sftp, answer) => {
        sftp.open(path, 'r', answer);
      })
      .catch(fault);
    return new SftpFile(connection, path, handle);
  }

  async settle({ names, place, mark, report }: Settlement): Promise<void> {
    const [first, ...others] = names;
    const target = await this.madePlace(place);
    await this.proveUnchanged(first, mark);
    const free = await this.nameFor(target, first);
    if (report !== undefined) await this.write(`${target}/${free}.report.json`, report);
    await this.rename(this.path(first), `${target}/${free}`);
    for (const name of others) await this.rename(this.path(name), `${target}/${await this.nameFor(target, name)}`).catch(unlessGone);
  }

  async remove(name: string, mark?: string): Promise<void> {
    await this.proveUnchanged(name, mark);
    const connection = await this.connected();
    await connection
      .call<undefined>((sftp, answer) => {
        sftp.unlink(this.path(name), answer);
      })
      .catch(goneFault)
      .catch(unlessGone);
  }

  async nothingInQuarantine(): Promise<boolean> {
    return (await this.filesIn(await this.madePlace('quarantine'))).length === 0;
  }

  async archived(name: string): Promise<boolean> {
    return this.exists(`${await this.madePlace('archive')}/${name}`);
  }

  close(): Promise<void> {
    this.connection?.end();
    return Promise.resolve();
  }

  private async connected(): Promise<SftpConnection> {
    if (this.connection === undefined || this.connection.broken) this.connection = await this.connect();
    return this.connection;
  }

  private async proveUnchanged(name: string, mark: string | undefined): Promise<void> {
    if (mark !== undefined && markOf(await this.lstat(this.path(name))) !== mark) throw new FileFault('file.changed');
  }

  private path(name: string): string {
    return `${this.folder}/${name}`;
  }

  private async filesIn(path: string): Promise<readonly FileEntryWithStats[]> {
    const connection = await this.connected();
    const files = await connection
      .call<FileEntryWithStats[]>((sftp, answer) => {
        sftp.readdir(path, answer);
      })
      .catch(folderFault);
    // A server that answers with paths would lead out of the folder.
    if (files.some(({ filename }) => /[/\\\0]/.test(filename))) throw new SourceFault('name-is-a-path');
    return files.filter(({ filename }) => filename !== '.' && filename !== '..');
  }

  private async lstat(path: string): Promise<Stats> {
    const connection = await this.connected();
    return connection
      .call<Stats>((sftp, answer) => {
        sftp.lstat(path, answer);
      })
      .catch(fault);
  }

  private async exists(path: string): Promise<boolean> {
    try {
      await this.lstat(path);
      return true;
    } catch (error) {
      if (error instanceof FileFault && error.code === 'file.gone') return false;
      throw error;
    }
  }

  private async nameFor(target: string, name: string): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const free = freeName(name, attempt);
      if (!(await this.exists(`${target}/${free}`))) return free;
    }
  }

  private async rename(from: string, to: string): Promise<void> {
    const connection = await this.connected();
    await connection
      .call<undefined>((sftp, answer) => {
        sftp.rename(from, to, answer);
      })
      .catch(goneFault);
  }

  private async write(path: string, text: string): Promise<void> {
    const connection = await this.connected();
    await connection
      .call<undefined>((sftp, answer) => {
        sftp.writeFile(path, text, answer);
      })
      .catch(folderFault);
  }

  private async madePlace(place: Settlement['place']): Promise<string> {
    const path = this.path(place);
    if (!(await this.exists(path))) {
      const connection = await this.connected();
      await connection
        .call<undefined>((sftp, answer) => {
          sftp.mkdir(path, answer);
        })
        .catch(folderFault);
    }
    if (!(await this.lstat(path)).isDirectory()) throw new SourceFault(`${place}-is-no-folder`);
    return path;
  }
}

function entryOf(name: string, attrs: Attributes): Entry | undefined {
  const type = attrs.mode & FILE_TYPE;
  if (type === FOLDER) return undefined;
  return { name, kind: KINDS.get(type) ?? 'other', size: attrs.size, modifiedMs: attrs.mtime * 1_000 };
}

/** POSIX file types in the mode of an entry. */
const FILE_TYPE = 0o170000;
const FOLDER = 0o040000;
const KINDS: ReadonlyMap<number, Entry['kind']> = new Map([
  [0o100000, 'file'],
  [0o120000, 'link'],
]);
