import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FAULTS } from '../../fault/faults/faults.js';
import { Grounds } from '../../fault/frame/grounds.js';
import type { Outcome } from '../../fault/frame/outcome.js';
import { runFault } from '../../fault/frame/run-fault.js';
import { FULL, REDUCED } from '../../fault/frame/size.js';
import { proveKills } from '../../fault/prove-kills.js';
import { writeFormatted } from '../formatted.js';
import type { Proof, ProofOptions } from '../proof.js';
import { provenance } from '../provenance.js';
import { faultsPage, reportMarkdown } from './markdown.js';
import { holds, type FaultReport, type Row } from './report.js';

const KILLS = 'gateway-killed';

/** Every fault of the fault suite, one after another; the report and the page of the docs grow with each. */
export const faultsProof: Proof = {
  what: 'every fault: kills, brokers and databases lost, networks cut, disks full, clocks that jump, instances that stand still',
  async run(options) {
    const date = new Date().toISOString().slice(0, 10);
    const file = options.out === undefined ? undefined : join(options.out, `faults-${date}`);
    let report = await begun(date, file, options);
    const grounds = new Grounds();
    try {
      for (const name of namesOf(options)) {
        if (report.outcomes.some(({ fault }) => fault === name)) continue;
        process.stdout.write(`${name} …\n`);
        const outcome = { ...(await outcomeOf(name, options, grounds)), commit: report.commit };
        process.stdout.write(`${JSON.stringify(outcome)}\n`);
        report = { ...report, outcomes: inOrder([...report.outcomes, outcome]) };
        if (file !== undefined) await write(report, file);
      }
    } finally {
      await grounds.close();
    }
    return report.outcomes.every(holds);
  },
};

function namesOf({ only }: ProofOptions): readonly string[] {
  const all = [KILLS, ...FAULTS.map(({ name }) => name)];
  const unknown = only.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}; there are ${all.join(', ')}`);
  return only.length === 0 ? all : only;
}

/** One that cannot be brought to its end is a broken promise too, and does not keep the others from being tried. */
async function outcomeOf(name: string, { size: sizeName, kills }: ProofOptions, grounds: Grounds): Promise<Outcome> {
  const size = sizeName === 'full' ? FULL : REDUCED;
  const fault = FAULTS.find((one) => one.name === name);
  try {
    return await (fault === undefined ? proveKills(size, kills, grounds) : runFault(fault, size, grounds));
  } catch (error) {
    const broken = [error instanceof Error ? error.message : 'It did not come to its end'];
    return { ...NOTHING, fault: name, what: fault?.what ?? name, size: sizeName, broken };
  }
}

const NOTHING = {
  submissions: 0,
  records: 0,
  missing: 0,
  outOfOrder: 0,
  secondIds: 0,
  repeats: 0,
  recoveredAfterSeconds: 0,
  restarts: 0,
  seen: { readiness: [], alarms: [], metrics: [], logs: [] },
};

/** The rows that a run of this size has shown to hold earlier today, so that this one goes on from there. */
async function begun(date: string, file: string | undefined, { size }: ProofOptions): Promise<FaultReport> {
  const empty: FaultReport = { ...provenance(), date, outcomes: [] };
  if (file === undefined) return empty;
  const text = await readFile(`${file}.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return empty;
  const earlier = JSON.parse(text) as FaultReport;
  return { ...empty, outcomes: earlier.outcomes.filter((row) => row.size === size && holds(row)) };
}

function inOrder(outcomes: readonly Row[]): readonly Row[] {
  const order = [KILLS, ...FAULTS.map(({ name }) => name)];
  return outcomes.toSorted((a, b) => order.indexOf(a.fault) - order.indexOf(b.fault));
}

async function write(report: FaultReport, file: string): Promise<void> {
  await writeFormatted(`${file}.json`, JSON.stringify(report));
  await writeFormatted(`${file}.md`, reportMarkdown(report));
  await writeFormatted(join(dirname(dirname(file)), 'faults.md'), faultsPage(report, `${basename(file)}.md`));
}
