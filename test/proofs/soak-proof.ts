import { join } from 'node:path';
import { growth } from '../soak/flatness.js';
import { FULL, REDUCED, soak, type SoakReport } from '../soak/soak.js';
import { writeFormatted } from './formatted.js';
import type { Proof } from './proof.js';
import { provenance, type Provenance } from './provenance.js';

/** The database does not grow without bound: constant load, retention, table sizes over many keep periods. */
export const soakProof: Proof = {
  what: 'constant load with a very short retention: sizes of tables stay flat',
  async run({ size, out }) {
    const report = await soak(size === 'full' ? FULL : REDUCED);
    const grown = growth(report);
    const text = markdown(
      report,
      grown.map(({ table }) => table),
      provenance(),
    );
    process.stdout.write(text);
    if (out !== undefined) {
      const name = join(out, `soak-${new Date().toISOString().slice(0, 10)}`);
      await writeFormatted(`${name}.md`, text);
      await writeFormatted(`${name}.json`, JSON.stringify({ ...provenance(), ...report, grown }));
    }
    return grown.length === 0;
  },
};

function markdown({ size, accepted, removed, samples }: SoakReport, grown: readonly string[], from: Provenance): string {
  const names = Object.entries(samples.at(-1)?.tables ?? {})
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .slice(0, 10)
    .map(([name]) => name);
  const shown = samples.filter((_, index) => index % Math.max(1, Math.floor(samples.length / 12)) === 0);
  const cell = (bytes: number | undefined): string => ((bytes ?? 0) / 2 ** 20).toFixed(1);
  return [
    '# Soak: the database does not grow without bound',
    '',
    `Commit ${from.commit}, Node ${from.node}, ${from.machine}. ${String(size.seconds)} s at ${String(size.submissionsPerSecond)} submissions of ${String(size.recordsPerSubmission)} records a second, everything kept for ${String(size.keepSeconds)} s.`,
    '',
    `Accepted ${String(accepted)} records; removed ${Object.entries(removed)
      .map(([kind, count]) => `${String(count)} ${kind}`)
      .join(
        ', ',
      )}. ${grown.length === 0 ? 'No table was larger in the last third of the run than vacuum explains.' : `Grew: ${grown.join(', ')}.`}`,
    '',
    'MiB with indexes, the ten largest tables:',
    '',
    `| second | ${names.join(' | ')} |`,
    `| ---: | ${names.map(() => '---:').join(' | ')} |`,
    ...shown.map(({ second, tables }) => `| ${String(second)} | ${names.map((name) => cell(tables[name]?.bytes)).join(' | ')} |`),
    '',
    'Dead rows at the end: ' + names.map((name) => `${name} ${String(samples.at(-1)?.tables[name]?.dead ?? 0)}`).join(', ') + '.',
    '',
  ].join('\n');
}
