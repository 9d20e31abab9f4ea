import type { Entry } from './folder.js';
import { stableRule, type Candidate, type ReadyRule } from './ready.js';

const DATA = /\.dat$/i;
const CONTROL = /\.ctl$/i;
/** Both are written by the client at once; a second look sees a control file that was still being written. */
const LOOKS = 2;

/** The MESH client writes the data, then the control file of the same name: a message is whole when both are there. */
export function meshPairs(): ReadyRule {
  const stable = stableRule(LOOKS);
  return (entries) => {
    const whole = stable(entries).ready.map(({ entry }) => entry);
    const byName = new Map(whole.map((entry) => [entry.name.toLowerCase(), entry]));
    const data = new Set(entries.map(({ name }) => name.toLowerCase()).filter((name) => DATA.test(name)));
    const ready = whole.filter(({ name }) => CONTROL.test(name)).flatMap((control) => candidateOf(control, byName, data) ?? []);
    return { ready, leftovers: [] };
  };
}

/** A control file alone is a report, or what a stop left of a message that is archived already. */
function candidateOf(control: Entry, byName: ReadonlyMap<string, Entry>, data: ReadonlySet<string>): Candidate | undefined {
  const name = control.name.toLowerCase().replace(CONTROL, '.dat');
  const pair = byName.get(name);
  if (pair !== undefined) return { entry: pair, along: [control.name], markers: [] };
  return data.has(name) ? undefined : { entry: control, along: [], markers: [] };
}

/** The control file of a candidate, and the name of its data. */
export function pairOf({ entry, along }: Candidate): { readonly control: string; readonly data: string; readonly complete: boolean } {
  const [control] = along;
  if (control !== undefined) return { control, data: entry.name, complete: true };
  return { control: entry.name, data: entry.name.replace(CONTROL, '.dat'), complete: false };
}
