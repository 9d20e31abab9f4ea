import type { Adapter, Inspection, Mapped } from '@mash-gateway/adapters';
import type { Issue, MappedRecord } from '@mash-gateway/contracts';
import { leavesOf } from './record-leaves.js';

/** What the first pass said, for a person. */
export function inspectionView(adapter: Adapter, inspection: Inspection): string {
  const whole = inspection.accepted
    ? `accepted, ${counted(inspection.positions, 'position')}, ${inspection.taken === 'whole' ? 'taken as a whole' : 'each taken by itself'}`
    : 'refused whole; nothing of it is mapped';
  return [`${adapter.standard} (${adapter.id} ${adapter.version}): ${whole}`, ...section('issues', inspection.issues.map(issueLine))].join(
    '\n',
  );
}

/** One position, for a person: what was mapped, what was not and why, and issues by location. */
export function itemView(mapped: Mapped, violations: readonly Issue[]): string {
  const head = `\nPosition ${String(mapped.position)}: ${HEADS[mapped.kind]}`;
  if (mapped.kind !== 'record') return [head, ...section('issues', byLocation(mapped.issues))].join('\n');
  const { quality, ...stated } = mapped.record;
  return [
    violations.length === 0 ? head : `${head} that the contract does not allow`,
    ...section('against the contract', byLocation(violations)),
    ...section('mapped', mappedLines(stated)),
    ...section(
      'not mapped',
      (quality?.unmapped ?? []).map(({ location, reason }) => `${location}: ${reason}`),
    ),
    ...section('withheld by the source', quality?.withheldBySource ?? []),
    ...section('issues', byLocation(quality?.issues ?? [])),
  ].join('\n');
}

const HEADS: Readonly<Record<Mapped['kind'], string>> = {
  record: 'a child record',
  refused: 'refused: it cannot become a child record',
  nothing: 'understood, and rightly no child record',
};

function mappedLines(stated: Partial<MappedRecord>): readonly string[] {
  const leaves = leavesOf(stated);
  const width = Math.min(60, Math.max(0, ...leaves.map(({ path }) => path.length)));
  return leaves.map(({ path, value }) => `${path.padEnd(width)}  ${String(value)}`);
}

function byLocation(issues: readonly Issue[]): readonly string[] {
  return [...issues].sort((one, other) => (one.location < other.location ? -1 : Number(one.location > other.location))).map(issueLine);
}

function issueLine({ severity, code, location, rule }: Issue): string {
  return `${location}: ${severity} ${code}${rule === undefined ? '' : ` (${rule})`}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
