/** `npm run proof -- <name>` runs a proof at full size and writes docs/proofs/<name>-<date>.{json,md}; see `--help`. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultsProof } from './faults/faults-proof.js';
import { soakProof } from './soak-proof.js';
import type { Proof } from './proof.js';

const PROOFS: Readonly<Record<string, Proof>> = { faults: faultsProof, soak: soakProof };

const HELP = `Runs a proof at full size and writes what came out to docs/proofs, with the commit, the sizes and the counts.

  npm run proof -- <name>
  npm run proof -- <name> --quick            at the size that .ci/run uses; writes nothing
  npm run proof -- <name> --only a,b         only these parts of it
  npm run proof -- <name> --out <folder>     writes elsewhere
  npm run proof -- faults --kills 4          kills at each of the 14 stages

A run that was stopped, or in which something failed, goes on from what held when it is started again at the same size on the same day.

${Object.entries(PROOFS)
  .map(([name, { what }]) => `  ${name.padEnd(10)}${what}`)
  .join('\n')}`;

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
    kills: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
const [name = ''] = positionals;
const proof = Object.hasOwn(PROOFS, name) ? PROOFS[name] : undefined;
if (values.help || proof === undefined) {
  process.stdout.write(`${HELP}\n`);
  process.exitCode = values.help ? 0 : 1;
} else {
  const holds = await proof.run({
    size: values.quick ? 'reduced' : 'full',
    out: values.out ?? (values.quick ? undefined : fileURLToPath(new URL('../../docs/proofs', import.meta.url))),
    only: values.only.split(',').filter((part) => part !== ''),
    kills: Number(values.kills ?? (values.quick ? 1 : 4)),
  });
  process.exitCode = holds ? 0 : 1;
}
