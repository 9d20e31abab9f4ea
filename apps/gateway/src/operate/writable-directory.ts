import { access, constants, mkdir } from 'node:fs/promises';
import { codeOf } from './log.js';
import { StartFault } from './start-fault.js';

/**
 * Makes the data directory when it is not there, and proves that files can be made in it, before anything slow is started.
 * @throws StartFault with one sentence
 */
export async function proveWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartFault(`The data directory ${dataDir} cannot be made or written (${codeOf(cause)}): set DATA_DIR to another.`, { cause });
  }
}
