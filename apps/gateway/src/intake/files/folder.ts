/** A folder that files arrive in, wherever it lies: the disk or an SFTP server. Names never hold a path. */
export interface Folder {
  /** What lies there now, oldest first; not what lies in folders below. */
  list(): Promise<readonly Entry[]>;
  /** @throws FileFault when it is gone, may not be read or is not a plain file */
  open(name: string): Promise<OpenFile>;
  /**
   * Moves files out of the folder, each to a name that nothing has yet.
   * @throws FileFault `gone`, and `changed` when the first is not the file any more that the mark was taken of
   */
  settle(settlement: Settlement): Promise<void>;
  /** @throws FileFault `changed` when it is not the file any more that the mark was taken of */
  remove(name: string, mark?: string): Promise<void>;
  /** Whether nothing lies in quarantine. */
  nothingInQuarantine(): Promise<boolean>;
  /** Whether the archive has a file of this name. */
  archived(name: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'link' | 'other';
  /** Bytes. */
  readonly size: number;
  readonly modifiedMs: number;
}

/** A file held open: what is read is of this file, whatever takes its name meanwhile. */
export interface OpenFile {
  /** Says which file has the name now, with its size and times: another mark, another content. */
  mark(): Promise<string>;
  read(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface Settlement {
  /** The file first, then what belongs to it. */
  readonly names: readonly [string, ...string[]];
  readonly place: 'archive' | 'quarantine';
  readonly mark?: string;
  /** Written beside a file in quarantine, as `<its name there>.report.json`. */
  readonly report?: string;
}

/** changed: replaced, or grown, while it was read. gone: somebody else took it. denied: the gateway may not read it. not-plain: a link or a device. */
export type FileFaultCode = 'file.changed' | 'file.gone' | 'file.denied' | 'file.not-plain';

export class FileFault extends Error {
  override readonly name = 'FileFault';

  constructor(
    readonly code: FileFaultCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** The place where the file lies failed, not the file: it is tried again later. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
  /** Never a code that intake could take for a fault of the body. */
  readonly code: string;

  constructor(why: string, options?: ErrorOptions) {
    super('the folder cannot be used', options);
    this.code = `source.${why}`;
  }
}

/** A name for the n-th attempt to find one that is free: `a.xml`, `a.xml.1`, `a.xml.2`, … */
export function freeName(name: string, attempt: number): string {
  return attempt === 0 ? name : `${name}.${String(attempt)}`;
}

/** Oldest first; of the same time, by name, so that every look gives the same order. */
export function oldestFirst(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.modifiedMs - b.modifiedMs || (a.name < b.name ? -1 : 1));
}
