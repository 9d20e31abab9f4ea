import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from '../until.js';

/**
 * Stops a process with SIGSTOP, as a machine that hangs, and resolves once it does stand still: the signal is only asked for, and on a busy
 * machine the other threads of the process go on for a while.
 */
export async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await until('the process to stand still', async () => (await threadStates(pid)).every((state) => state.startsWith('T')));
}

async function threadStates(pid: number): Promise<readonly string[]> {
  const which = process.platform === 'linux' ? ['-L', '-o', 'state='] : ['-o', 'state='];
  const { stdout } = await promisify(execFile)('ps', [...which, '-p', String(pid)]);
  return stdout.split('\n').flatMap((line) => line.trim() || []);
}
