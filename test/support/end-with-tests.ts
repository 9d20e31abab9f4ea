import { existsSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

/** A command that the kernel kills when the test process goes, even by -9, where no exit hook runs. */
export function endWithTests(
  command: readonly [string, ...string[]],
  account?: { readonly uid: number; readonly gid: number },
): readonly [string, ...string[]] {
  if (!existsSync(SETPRIV)) return command;
  const as = account === undefined ? [] : [`--reuid=${String(account.uid)}`, `--regid=${String(account.gid)}`, '--clear-groups'];
  return [SETPRIV, '--pdeathsig', 'KILL', ...as, '--', ...command];
}
