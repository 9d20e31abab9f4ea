import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Where a report comes from. */
export interface Provenance {
  /** With `-dirty` when something besides the docs differs from it. */
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function provenance(): Provenance {
  const git = (...args: readonly string[]): string => execFileSync('git', [...args], { cwd: ROOT, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', '.', ':!docs') !== '';
  return {
    commit: `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '-dirty' : ''}`,
    node: process.version,
    machine: `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(Math.round(totalmem() / 2 ** 30))} GiB`,
  };
}
