import { chmod, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The system clock as some processes see it, which can be set as an administrator or a time server sets it. */
export interface MovableClock {
  /** For the processes that are to see it. Their monotonic clock, by which time-outs run, is never moved. */
  readonly environment: Readonly<Record<string, string>>;
  /** From the true time. */
  move(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Rests on libfaketime, which stands between a process and the kernel's clock: the process runs unchanged. */
export async function movableClock(): Promise<MovableClock> {
  const library = await libfaketime();
  const folder = await mkdtemp(join(tmpdir(), 'mash-clock-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'offset');
  const move = async (seconds: number): Promise<void> => {
    await writeFile(`${file}.next`, `${seconds < 0 ? '' : '+'}${String(seconds)}\n`);
    await rename(`${file}.next`, file);
  };
  await move(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DISABLE_SHM: '1',
    },
    move,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function libfaketime(): Promise<string> {
  for (const machine of await readdir('/usr/lib')) {
    const folder = join('/usr/lib', machine, 'faketime');
    const found = (await readdir(folder).catch(() => [])).find((name) => name.startsWith('libfaketimeMT.so'));
    if (found !== undefined) return join(folder, found);
  }
  throw new Error('The fault suite needs libfaketime: apt-get install -y faketime');
}
