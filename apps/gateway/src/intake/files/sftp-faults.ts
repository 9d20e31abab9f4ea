import { FileFault, SourceFault } from './folder.js';

/** SSH_FX_EOF, SSH_FX_NO_SUCH_FILE, SSH_FX_PERMISSION_DENIED (draft-ietf-secsh-filexfer-02 §7). */
const END_OF_FILE = 1;
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

/** An answer of the server about one file. */
export function fault(error: unknown): never {
  if (statusOf(error) === PERMISSION_DENIED) throw new FileFault('file.denied', { cause: error });
  return goneFault(error);
}

/** Only a file that is gone is nothing to worry about: where files cannot be moved, a person must act. */
export function goneFault(error: unknown): never {
  if (statusOf(error) === NO_SUCH_FILE) throw new FileFault('file.gone', { cause: error });
  return folderFault(error);
}

/** An answer of the server about its folder, rather than about a file in it. */
export function folderFault(error: unknown): never {
  if (error instanceof SourceFault) throw error;
  const status = statusOf(error);
  throw new SourceFault(typeof status === 'number' ? `sftp-status-${String(status)}` : 'sftp', { cause: error });
}

export function unlessGone(error: unknown): void {
  if (!(error instanceof FileFault) || error.code !== 'file.gone') throw error;
}

/** The end of a file, which the protocol tells as an error. */
export function isEnd(error: unknown): boolean {
  return statusOf(error) === END_OF_FILE;
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
